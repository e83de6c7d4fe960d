/** HTTP requests of a generated handler to an endpoint outside AWS. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Connection } from '#shared/model/graph';
import { type DrawnCall, drawnCall, inLanguages, type Variable } from './drawn-call';
import { untilGivenUp } from './patience';
import { pythonFunction } from './python-calls';
import { typescriptFunction } from './typescript-function';

export function httpRequestCall(
  connection: Connection<unknown, 'code-call'>,
  variable: Variable,
  context: EmitContext,
): CallCode {
  const call = drawnCall(connection as unknown as Connection, variable, context);
  // No SDK is in it: whatever is tried again, the code below does.
  const drawn = { ...call, says: call.says.replace(' by the SDK', '') };
  const patience = untilGivenUp(call.timeout);
  return {
    code: inLanguages(
      () => typescript(drawn, patience),
      () => python(drawn, patience),
    ),
  };
}

function typescript(call: DrawnCall, patience: number): ReturnType<CallCode['code']> {
  const { attempts } = call.config;
  const name = call.name.replaceAll(/[`$\\]/g, '');
  const request = `const answer = await fetch(env.${call.variable.property}, { method: 'POST', headers, body, signal });
    // What is left unread would keep its connection.
    await answer.body?.cancel();
    if (answer.ok) return;`;
  const fail = `throw new Error(\`${name} answered \${answer.status}\`);`;
  return typescriptFunction({
    call,
    prefix: 'postTo',
    imports: {
      'node:crypto': ['createHash'],
      ...(attempts === 1 ? {} : { 'node:timers/promises': ['setTimeout as sleep'] }),
    },
    says: `POST, ${call.says} The key lets the endpoint recognise a request that comes again.`,
    first: `const body = JSON.stringify(message);
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': createHash('sha256').update(body).digest('hex'),
  };
  // All tries together end before the function’s ${call.timeout} s are over.
  const signal = AbortSignal.timeout(${Math.floor(patience * 1000)});`,
    body:
      attempts === 1
        ? `${request}
    ${fail}`
        : `for (let attempt = 1; ; attempt += 1) {
    ${request}
    const mayPass = answer.status === 429 || answer.status >= 500;
    if (!mayPass || attempt >= ${attempts}) ${fail}
    await sleep(Math.random() * 1000 * 2 ** (attempt - 1), undefined, { signal });
  }`,
  });
}

function python(call: DrawnCall, patience: number): ReturnType<CallCode['code']> {
  const { attempts } = call.config;
  const seconds = String(Number(patience.toFixed(3)));
  const open = (timeout: string): string => `urllib.request.urlopen(request, timeout=${timeout})`;
  return pythonFunction({
    call,
    prefix: 'post_to',
    imports: {
      hashlib: [],
      'urllib.request': [],
      ...(attempts === 1 ? {} : { random: [], time: [], 'urllib.error': [] }),
    },
    setup: [],
    body: (_client, address) => `body = json.dumps(message).encode()
headers = {"content-type": "application/json", "idempotency-key": hashlib.sha256(body).hexdigest()}
request = urllib.request.Request(${address}, body, headers, method="POST")
${
  attempts === 1
    ? `with ${open(seconds)}:
    return`
    : `# All tries together end before the function’s ${call.timeout} s are over.
until = time.monotonic() + ${seconds}
for attempt in range(1, ${attempts + 1}):
    try:
        with ${open('max(until - time.monotonic(), 0.001)')}:
            return
    except urllib.error.HTTPError as error:
        if (error.code != 429 and error.code < 500) or attempt == ${attempts}:
            raise
        time.sleep(random.random() * 2 ** (attempt - 1))`
}`,
  });
}
