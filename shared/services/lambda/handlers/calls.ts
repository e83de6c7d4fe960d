/** Calls that a generated handler makes, with what AWS leaves to the caller: groups, keys, refused entries, errors in answers. */
import type { CallCode, EmitContext, Language } from '#shared/model/cdk';
import { quote } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { hasAlias } from '../cdk';
import type { FunctionConfig } from '../config';
import { attributesOf, conditional, conditionCode, type DrawnCall, drawnCall, type Variable } from './drawn-call';
import { CLIENT_KINESIS, CLIENT_LAMBDA, CLIENT_SNS, CLIENT_SQS } from './packages';
import { pythonCall } from './python-calls';

/** AWS SDKs try three times (feature-retry-behavior, as of 2026-11-23). */
const SDK_ATTEMPTS = 3;

const groupOf = `
/**
 * Messages of one group keep their order and are worked on one at a time. Yours to choose: one group for all, as
 * without a group in the message, lets one message through at a time.
 */
const groupOf = (message: unknown): string =>
  String((message as { readonly group?: unknown } | null)?.group ?? 'default');`;

const keyOf = `
/** Records of one key keep their order and share a shard. Yours to choose: a key of its own for each spreads them evenly. */
const keyOf = (message: unknown): string =>
  String((message as { readonly key?: unknown } | null)?.key ?? randomUUID());`;

export const client = (
  name: string,
  type: string,
  { config: { attempts } }: DrawnCall,
): { readonly name: string; readonly setup: string } => {
  const full = attempts === SDK_ATTEMPTS ? name : `${name}With${attempts}Attempts`;
  return { name: full, setup: `const ${full} = new ${type}({ maxAttempts: ${attempts} });` };
};

/** Where the drawing has the code go on without a failed call. */
export function guarded(body: string, { config, name }: Pick<DrawnCall, 'config' | 'name'>): string {
  if (config.failsInvocation) return body;
  return `try {
    ${body}
  } catch (error) {
    console.warn({ to: ${quote(name)}, error });
  }`;
}

interface Message {
  readonly drawn: DrawnCall;
  readonly verb: string;
  readonly client: readonly [name: string, type: string];
  readonly module: string;
  readonly single: string;
  readonly batch: string;
  readonly address: string;
  readonly body: string;
  readonly entries: string;
}

function messageCall(spec: Message): ReturnType<CallCode['code']> {
  const { drawn: call, verb, module, address, body } = spec;
  const { name, setup } = client(...spec.client, call);
  const functionName = `${verb}${call.suffix}`;
  const fields = [
    `${body}: body,`,
    call.filteredBy.length > 0 ? `MessageAttributes: attributesOf${call.suffix}(message),` : '',
    call.fifo ? 'MessageGroupId: groupOf(message),' : '',
    call.needsDeduplicationId ? "MessageDeduplicationId: createHash('sha256').update(body).digest('hex')," : '',
  ]
    .filter((field) => field !== '')
    .join('\n');
  const target = `${address}: env.${call.variable.property},`;
  const single = `const body = JSON.stringify(message);
  await ${name}.send(new ${spec.single}({ ${target} ${fields} }));`;
  const batch = `for (let start = 0; start < messages.length; start += 10) {
    const entries = messages.slice(start, start + 10).map((message, index) => {
      const body = JSON.stringify(message);
      return { Id: String(index), ${fields} };
    });
    const { Failed = [] } = await ${name}.send(new ${spec.batch}({ ${target} ${spec.entries}: entries }));
    const [refused] = Failed;
    if (refused) throw new Error(\`\${Failed.length} of \${entries.length} messages were refused: \${refused.Code}\`);
  }`;
  return {
    imports: {
      names: {
        [module]: [spec.client[1], call.isBatch ? spec.batch : spec.single],
        ...(call.needsDeduplicationId ? { 'node:crypto': ['createHash'] } : {}),
      },
    },
    setup: [setup, ...(call.fifo ? [groupOf] : []), ...conditionCode(call, functionName)],
    declarations: `${call.filteredBy.length > 0 ? attributesOf(call) : ''}
/** ${call.name}: ${call.isBatch ? spec.batch.replace('Command', '') : spec.single.replace('Command', '')}, ${call.says}${call.isBatch ? ' An answer with status 200 may hold refused messages.' : ''} */
async function ${functionName}(${call.isBatch ? 'messages: readonly unknown[]' : 'message: unknown'}): Promise<void> {
  ${guarded(call.isBatch ? batch : single, call)}
}`,
    call: conditional(call, functionName, call.isBatch ? '[message]' : 'message'),
  };
}

export function inLanguages(
  typescript: () => ReturnType<CallCode['code']>,
  python: () => ReturnType<CallCode['code']>,
) {
  return (language: Language) => (language === 'typescript' ? typescript() : python());
}

export function sendMessageCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  const spec: Message = {
    drawn: call,
    verb: 'sendTo',
    client: ['sqs', 'SQSClient'],
    module: '@aws-sdk/client-sqs',
    single: 'SendMessageCommand',
    batch: 'SendMessageBatchCommand',
    address: 'QueueUrl',
    body: 'MessageBody',
    entries: 'Entries',
  };
  return {
    packages: CLIENT_SQS,
    code: inLanguages(
      () => messageCall(spec),
      () => pythonCall('send', call),
    ),
  };
}

export function publishCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  const spec: Message = {
    drawn: call,
    verb: 'publishTo',
    client: ['sns', 'SNSClient'],
    module: '@aws-sdk/client-sns',
    single: 'PublishCommand',
    batch: 'PublishBatchCommand',
    address: 'TopicArn',
    body: 'Message',
    entries: 'PublishBatchRequestEntries',
  };
  return {
    packages: CLIENT_SNS,
    code: inLanguages(
      () => messageCall(spec),
      () => pythonCall('publish', call),
    ),
  };
}

export function putRecordCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  return {
    packages: CLIENT_KINESIS,
    code: inLanguages(
      () => putRecords(call),
      () => pythonCall('put', call),
    ),
  };
}

function putRecords(call: DrawnCall): ReturnType<CallCode['code']> {
  const { name, setup } = client('kinesis', 'KinesisClient', call);
  const functionName = `putOn${call.suffix}`;
  const stream = `StreamName: env.${call.variable.property}`;
  const single = `const Data = Buffer.from(JSON.stringify(message));
  await ${name}.send(new PutRecordCommand({ ${stream}, Data, PartitionKey: keyOf(message) }));`;
  const batch = `let waiting = messages.map((message) => ({
    Data: Buffer.from(JSON.stringify(message)),
    PartitionKey: keyOf(message),
  }));
  for (let attempt = 1; waiting.length > 0; attempt += 1) {
    const { Records = [] } = await ${name}.send(new PutRecordsCommand({ ${stream}, Records: waiting }));
    waiting = waiting.filter((_record, index) => Records[index]?.ErrorCode !== undefined);
    if (waiting.length === 0) return;
    if (attempt >= ${call.config.attempts}) throw new Error(\`\${waiting.length} records were refused \${attempt} times\`);
    await sleep(Math.random() * 100 * 2 ** attempt);
  }`;
  return {
    imports: {
      names: {
        '@aws-sdk/client-kinesis': ['KinesisClient', call.isBatch ? 'PutRecordsCommand' : 'PutRecordCommand'],
        'node:crypto': ['randomUUID'],
        ...(call.isBatch ? { 'node:timers/promises': ['setTimeout as sleep'] } : {}),
      },
    },
    setup: [setup, keyOf, ...conditionCode(call, functionName)],
    declarations: `
/** ${call.name}: ${call.isBatch ? 'PutRecords (at most 500 records at once)' : 'PutRecord'}, ${call.says}${call.isBatch ? ' An answer with status 200 may hold refused records: they are put again.' : ''} */
async function ${functionName}(${call.isBatch ? 'messages: readonly unknown[]' : 'message: unknown'}): Promise<void> {
  ${guarded(call.isBatch ? batch : single, call)}
}`,
    call: conditional(call, functionName, call.isBatch ? '[message]' : 'message'),
  };
}

export function invokeCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const { from, to, kind } = connection;
  const call = drawnCall(connection, variable, context);
  const isSelf = from.resource.id === to.resource.id;
  const qualifier = isSelf && hasAlias(to.resource.config as FunctionConfig) ? ':live' : '';
  const waits = kind.invocation === 'synchronous';
  return {
    packages: CLIENT_LAMBDA,
    code: inLanguages(
      () => invoke(call, waits, qualifier),
      () => pythonCall(waits ? 'invoke' : 'invoke-async', call, qualifier),
    ),
  };
}

function invoke(call: DrawnCall, waits: boolean, qualifier: string): ReturnType<CallCode['code']> {
  const { name, setup } = client('lambda', 'LambdaClient', call);
  const functionName = `${waits ? 'invoke' : 'handTo'}${call.suffix}`;
  const target =
    qualifier === '' ? `env.${call.variable.property}` : `\`\${env.${call.variable.property}}${qualifier}\``;
  const body = waits
    ? `const { FunctionError, Payload } = await ${name}.send(
    new InvokeCommand({ FunctionName: ${target}, Payload: JSON.stringify(message) }),
  );
  if (FunctionError !== undefined) throw new Error(\`${call.name.replaceAll(/[`$]/g, '')} failed: \${Payload?.transformToString()}\`);
  return JSON.parse(Payload?.transformToString() || 'null');`
    : `await ${name}.send(
    new InvokeCommand({ FunctionName: ${target}, InvocationType: 'Event', Payload: JSON.stringify(message) }),
  );`;
  return {
    imports: { names: { '@aws-sdk/client-lambda': ['InvokeCommand', 'LambdaClient'] } },
    setup: [setup, ...conditionCode(call, functionName)],
    declarations: `
/** ${call.name}: ${waits ? 'Invoke, and wait' : 'Invoke (Event), and do not wait'}; ${call.says}${waits ? ' Errors of the function come back in an answer with status 200.' : ''} */
async function ${functionName}(message: unknown): Promise<${waits ? 'unknown' : 'void'}> {
  ${guarded(body, call)}
  ${waits && !call.config.failsInvocation ? 'return undefined;' : ''}
}`,
    call: conditional(call, functionName, 'message'),
  };
}
