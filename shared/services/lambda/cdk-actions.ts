/**
 * What a function's role may do for a connection: the actions that the CDK's grants stand for (aws-cdk-lib 2.276.0, as of
 * 2026-11-27). Stated apart from the grants, so that the tests of an exported app notice when those come to allow more.
 */
import type { Contract } from '#shared/model/contract';
import { PUT_RECORDS, SEND_MESSAGES } from '#shared/model/send-access';

const of = (service: string, ...names: readonly string[]): readonly string[] =>
  names.map((name) => `${service}:${name}`);

export const WRITE_LOGS = of('logs', 'CreateLogStream', 'PutLogEvents');
export const KEEP_KEYS = of('dynamodb', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem');

/** Under these contracts of the other end there is one thing to be allowed. */
const TO_SEND: Readonly<Partial<Record<Contract, readonly string[]>>> = {
  enqueue: SEND_MESSAGES,
  publish: of('sns', 'Publish'),
  'put-record': PUT_RECORDS,
  'collect-records': of('firehose', 'PutRecord', 'PutRecordBatch'),
  'put-events': of('events', 'PutEvents'),
  'start-run': of('appflow', 'StartFlow'),
  invoke: of('lambda', 'InvokeFunction'),
  'post-to-connection': of('execute-api', 'ManageConnections'),
};

/** @throws Error where the contract has no such actions */
export function toSend(contract: Contract): readonly string[] {
  const actions = TO_SEND[contract];
  if (!actions) throw new Error(`no actions for ${contract}`);
  return actions;
}

/** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-lambda-function-trigger.html, 2026-11-28. */
export const POLL_QUEUE = of('sqs', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage');
export const READ_TABLE_STREAM = of('dynamodb', 'DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams');
export const READ_STREAM = of(
  'kinesis',
  'DescribeStream',
  'DescribeStreamConsumer',
  'DescribeStreamSummary',
  'GetRecords',
  'GetShardIterator',
  'ListShards',
  'ListStreams',
  'SubscribeToShard',
);
