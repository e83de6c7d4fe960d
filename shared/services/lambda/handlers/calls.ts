/** Calls that a generated handler makes, with what AWS leaves to the caller: groups, keys, refused entries, errors in answers. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Connection } from '#shared/model/graph';
import { hasAlias } from '../cdk';
import type { FunctionConfig } from '../config';
import { sdkClient, sdkDeadline } from './clients';
import { attributesOf, type DrawnCall, drawnCall, inLanguages, type Variable } from './drawn-call';
import { DIGEST, ID_OF } from './known-by';
import { CLIENT_KINESIS, CLIENT_LAMBDA, CLIENT_SNS, CLIENT_SQS } from './packages';
import { pythonCall } from './python-calls';
import { typescriptFunction } from './typescript-function';

const groupOf = `
/**
 * Messages of one group keep their order and are worked on one at a time. Yours to choose: one group for all, as
 * without a group in the message, lets one message through at a time.
 */
const groupOf = (message: unknown): string =>
  String((message as { readonly group?: unknown } | null)?.group ?? 'default');`;

const tenantOf = `
/**
 * Whose work this is, such as a customer's: while one tenant has a backlog, messages of the others are handed out first.
 * Yours to choose, at most 128 letters, digits and punctuation marks: here it comes from the message.
 */
const tenantOf = (message: unknown): string =>
  String((message as { readonly tenant?: unknown } | null)?.tenant ?? 'none');`;

const keyOf = `
/** Records of one key keep their order and share a shard. Yours to choose: a key of its own for each spreads them evenly. */
const keyOf = (message: unknown): string =>
  String((message as { readonly key?: unknown } | null)?.key ?? randomUUID());`;

interface Message {
  readonly drawn: DrawnCall;
  readonly prefix: string;
  readonly client: readonly [name: string, type: string];
  readonly module: string;
  readonly single: string;
  readonly batch: string;
  readonly address: string;
  readonly body: string;
  readonly entries: string;
}

function messageCall(spec: Message): ReturnType<CallCode['code']> {
  const { drawn: call, prefix, module, address, body } = spec;
  const client = sdkClient(...spec.client, call);
  const command = call.isBatch ? spec.batch : spec.single;
  const fields = [
    `${body}: body,`,
    call.filteredBy.length > 0 ? `MessageAttributes: attributesOf${call.suffix}(message),` : '',
    call.fifo ? 'MessageGroupId: groupOf(message),' : '',
    call.namesTenant ? 'MessageGroupId: tenantOf(message),' : '',
    call.needsDeduplicationId ? `MessageDeduplicationId: ${DIGEST},` : '',
  ]
    .filter((field) => field !== '')
    .join('\n');
  const target = `${address}: env.${call.variable.property},`;
  const single = `const body = JSON.stringify(message);
  await ${client.name}.send(new ${command}({ ${target} ${fields} }));`;
  const batch = `for (let start = 0; start < messages.length; start += 10) {
    const entries = messages.slice(start, start + 10).map((message, index) => {
      const body = JSON.stringify(message);
      return { Id: String(index), ${fields} };
    });
    const { Failed = [] } = await ${client.name}.send(new ${command}({ ${target} ${spec.entries}: entries }));
    const [refused] = Failed;
    if (refused) throw new Error(\`\${Failed.length} of \${entries.length} messages were refused: \${refused.Code}\`);
  }`;
  return typescriptFunction({
    call,
    client,
    prefix,
    imports: {
      [module]: [spec.client[1], command],
      ...(call.needsDeduplicationId ? { 'node:crypto': ['createHash'] } : {}),
    },
    setup: [
      ...(call.needsDeduplicationId ? [ID_OF] : []),
      ...(call.fifo ? [groupOf] : []),
      ...(call.namesTenant ? [tenantOf] : []),
    ],
    needsId: call.needsDeduplicationId,
    above: call.filteredBy.length > 0 ? attributesOf(call) : '',
    says: `${command.replace('Command', '')}, ${call.says}${call.isBatch ? ' An answer with status 200 may hold refused messages.' : ''}`,
    argument: call.isBatch ? 'messages' : 'message',
    body: call.isBatch ? batch : single,
  });
}

export function sendMessageCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  const spec: Message = {
    drawn: call,
    prefix: 'sendTo',
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
    prefix: 'publishTo',
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
  const client = sdkClient('kinesis', 'KinesisClient', call, { speaksHttp2: true });
  const stream = `StreamName: env.${call.variable.property}`;
  const single = `const Data = Buffer.from(JSON.stringify(message));
  await ${client.name}.send(new PutRecordCommand({ ${stream}, Data, PartitionKey: keyOf(message) }));`;
  const batch = `let waiting = messages.map((message) => ({
    Data: Buffer.from(JSON.stringify(message)),
    PartitionKey: keyOf(message),
  }));
  for (let attempt = 1; waiting.length > 0; attempt += 1) {
    const { Records = [] } = await ${client.name}.send(new PutRecordsCommand({ ${stream}, Records: waiting }));
    waiting = waiting.filter((_record, index) => Records[index]?.ErrorCode !== undefined);
    if (waiting.length === 0) return;
    if (attempt >= ${call.config.attempts}) throw new Error(\`\${waiting.length} records were refused \${attempt} times\`);
    await sleep(Math.random() * 100 * 2 ** attempt);
  }`;
  return typescriptFunction({
    call,
    client,
    prefix: 'putOn',
    imports: {
      '@aws-sdk/client-kinesis': ['KinesisClient', call.isBatch ? 'PutRecordsCommand' : 'PutRecordCommand'],
      'node:crypto': ['randomUUID'],
      ...(call.isBatch ? { 'node:timers/promises': ['setTimeout as sleep'] } : {}),
    },
    setup: [keyOf],
    says: `${call.isBatch ? 'PutRecords (at most 500 records at once)' : 'PutRecord'}, ${call.says}${call.isBatch ? ' An answer with status 200 may hold refused records: they are put again.' : ''}`,
    argument: call.isBatch ? 'messages' : 'message',
    body: call.isBatch ? batch : single,
  });
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
  const client = sdkClient(waits ? 'syncLambda' : 'lambda', 'LambdaClient', call);
  const target =
    qualifier === '' ? `env.${call.variable.property}` : `\`\${env.${call.variable.property}}${qualifier}\``;
  return typescriptFunction({
    call,
    client,
    prefix: waits ? 'invoke' : 'handTo',
    imports: { '@aws-sdk/client-lambda': ['InvokeCommand', 'LambdaClient'] },
    says: `${waits ? 'Invoke, and wait' : 'Invoke (Event), and do not wait'}; ${call.says}${waits ? ' Errors of the function come back in an answer with status 200.' : ''}`,
    ...(waits ? { answer: { what: 'Result', type: 'unknown' } } : {}),
    body: waits
      ? `const { FunctionError, Payload } = await ${client.name}.send(
    new InvokeCommand({ FunctionName: ${target}, Payload: JSON.stringify(message) }),
    ${sdkDeadline(call)},
  );
  if (FunctionError !== undefined) throw new Error(\`${call.name.replaceAll(/[`$]/g, '')} failed: \${Payload?.transformToString()}\`);
  return JSON.parse(Payload?.transformToString() || 'null');`
      : `await ${client.name}.send(
    new InvokeCommand({ FunctionName: ${target}, InvocationType: 'Event', Payload: JSON.stringify(message) }),
  );`,
  });
}
