/** PutRecord and PutRecordBatch of Firehose in a generated handler. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Connection } from '#shared/model/graph';
import { botoClient, sdkClient } from './clients';
import { type DrawnCall, drawnCall, inLanguages, type Variable } from './drawn-call';
import { CLIENT_FIREHOSE } from './packages';
import { pythonFunction } from './python-calls';
import { typescriptFunction } from './typescript-function';

export function putToDeliveryStreamCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  return {
    packages: CLIENT_FIREHOSE,
    code: inLanguages(
      () => typescript(call),
      () =>
        pythonFunction({
          call,
          client: botoClient('firehose', 'firehose', call),
          prefix: 'deliver_to',
          imports: call.isBatch ? { random: [], time: [] } : {},
          setup: [],
          argument: call.isBatch ? 'messages' : 'message',
          body: (boto, address) => (call.isBatch ? pythonBatch(call, boto, address) : pythonSingle(boto, address)),
        }),
    ),
  };
}

function typescript(call: DrawnCall): ReturnType<CallCode['code']> {
  const client = sdkClient('firehose', 'FirehoseClient', call);
  const stream = `DeliveryStreamName: env.${call.variable.property}`;
  const single = `const Record = { Data: Buffer.from(JSON.stringify(message)) };
  await ${client.name}.send(new PutRecordCommand({ ${stream}, Record }));`;
  const batch = `let waiting = messages.map((message) => ({ Data: Buffer.from(JSON.stringify(message)) }));
  for (let attempt = 1; waiting.length > 0; attempt += 1) {
    const { FailedPutCount = 0, RequestResponses = [] } = await ${client.name}.send(
      new PutRecordBatchCommand({ ${stream}, Records: waiting }),
    );
    if (FailedPutCount === 0) return;
    waiting = waiting.filter((_record, index) => RequestResponses[index]?.ErrorCode !== undefined);
    if (attempt >= ${call.config.attempts}) throw new Error(\`\${FailedPutCount} records were refused \${attempt} times\`);
    await sleep(Math.random() * 100 * 2 ** attempt);
  }`;
  return typescriptFunction({
    call,
    client,
    prefix: 'deliverTo',
    imports: {
      '@aws-sdk/client-firehose': ['FirehoseClient', call.isBatch ? 'PutRecordBatchCommand' : 'PutRecordCommand'],
      ...(call.isBatch ? { 'node:timers/promises': ['setTimeout as sleep'] } : {}),
    },
    says: `${call.isBatch ? 'PutRecordBatch (at most 500 records at once)' : 'PutRecord'}, ${call.says}${call.isBatch ? ' An answer with status 200 may hold refused records: they are put again.' : ''}`,
    argument: call.isBatch ? 'messages' : 'message',
    body: call.isBatch ? batch : single,
  });
}

function pythonSingle(client: string, address: string): string {
  return `${client}.put_record(
    DeliveryStreamName=${address},
    Record={"Data": json.dumps(message).encode()},
)`;
}

function pythonBatch({ config: { attempts } }: DrawnCall, client: string, address: string): string {
  return `waiting = [{"Data": json.dumps(message).encode()} for message in messages]
for attempt in range(1, ${attempts + 1}):
    answer = ${client}.put_record_batch(DeliveryStreamName=${address}, Records=waiting)
    if answer["FailedPutCount"] == 0:
        return
    results = zip(waiting, answer["RequestResponses"])
    waiting = [record for record, result in results if "ErrorCode" in result]
    time.sleep(random.random() * 0.1 * 2**attempt)
raise RuntimeError(f"{len(waiting)} records were refused ${attempts} times")`;
}
