/** HTTP requests of a generated handler to an endpoint outside AWS. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Connection } from '#shared/model/graph';
import { type DrawnCall, drawnCall, inLanguages, type Variable } from './drawn-call';
import { DIGEST, ID_OF, PYTHON_ID_OF, pythonDigest } from './known-by';
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
  const request = `fetch(env.${call.variable.property}, { method: 'POST', headers, body, signal })`;
  return typescriptFunction({
    call,
    prefix: 'postTo',
    imports: {
      'node:crypto': ['createHash'],
      ...(attempts === 1 ? {} : { 'node:timers/promises': ['setTimeout as sleep'] }),
    },
    setup: [ID_OF],
    needsId: true,
    says: `POST, ${call.says} The key lets the endpoint recognise a request that comes again.`,
    first: `const body = JSON.stringify(message);
  const headers = { 'content-type': 'application/json', 'idempotency-key': ${DIGEST} };
  // All tries together end before the function’s ${call.timeout} s are over.
  const signal = AbortSignal.timeout(${Math.floor(patience * 1000)});`,
    body:
      attempts === 1
        ? `const answer = await ${request};
    ${LET_GO('answer')}
    if (!answer.ok) throw new Error(\`${name} answered \${answer.status}\`);`
        : `for (let attempt = 1; ; attempt += 1) {
    const answer = await ${request}.catch((error: unknown) => {
      // A connection that breaks is made anew; once the time is over there is none for it.
      if (signal.aborted || attempt >= ${attempts}) throw error;
    });
    ${LET_GO('answer?')}
    if (answer?.ok) return;
    const mayPass = answer === undefined || answer.status === 429 || answer.status >= 500;
    if (!mayPass || attempt >= ${attempts}) throw new Error(\`${name} answered \${answer?.status}\`);
    await sleep(Math.random() * 1000 * 2 ** (attempt - 1), undefined, { signal });
  }`,
  });
}

const LET_GO = (answer: string): string => `// What is left unread would keep its connection.
    await ${answer}.body?.cancel();`;

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
      ...(attempts === 1 ? {} : { random: [], time: [] }),
    },
    setup: [PYTHON_ID_OF],
    needsId: true,
    body: (_client, address) => `body = json.dumps(message).encode()
headers = {"content-type": "application/json", "idempotency-key": ${pythonDigest('body')}}
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
    except OSError as error:
        # Without a status it is a connection that broke, which is made anew.
        status = getattr(error, "code", 503)
        pause = random.random() * 2 ** (attempt - 1)
        if (status != 429 and status < 500) or attempt == ${attempts} or time.monotonic() + pause > until:
            raise
        time.sleep(pause)`
}`,
  });
}
