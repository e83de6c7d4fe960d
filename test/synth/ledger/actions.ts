/**
 * What must be allowed to whom so that a connection works, and what the CDK's grants bring with it (aws-cdk-lib 2.276.0):
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html,
 * 2026-11-27.
 */
const of =
  (service: string) =>
  (...names: readonly string[]): readonly string[] =>
    names.map((name) => `${service}:${name}`);

const [sqs, kinesis, firehose, dynamodb, s3, states] = [
  of('sqs'),
  of('kinesis'),
  of('firehose'),
  of('dynamodb'),
  of('s3'),
  of('states'),
];

/** Of what is sent to, by the contract under which it is. */
export const SENDING: Readonly<Record<string, readonly string[]>> = {
  enqueue: sqs('SendMessage'),
  publish: ['sns:Publish'],
  'put-record': kinesis('PutRecord', 'PutRecords'),
  'collect-records': firehose('PutRecord', 'PutRecordBatch'),
  'put-events': ['events:PutEvents'],
  'start-run': ['appflow:StartFlow'],
  invoke: ['lambda:InvokeFunction'],
  'post-to-connection': ['execute-api:ManageConnections'],
};

/** What the CDK's own rule target brings to put records. */
export const RULE_PUTS = kinesis('PutRecord', 'PutRecords', 'ListShards');
export const PUT_TO_DELIVERY = firehose('PutRecord');
export const WRITE_ITEMS = dynamodb('BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem');
export const READ_ITEMS = dynamodb('BatchGetItem', 'GetItem', 'Query');
export const KEEP_KEYS = dynamodb('DeleteItem', 'GetItem', 'PutItem', 'UpdateItem');
export const READ_TABLE_STREAM = dynamodb('DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams');
export const READ_STREAM = kinesis(
  'DescribeStream',
  'DescribeStreamConsumer',
  'DescribeStreamSummary',
  'GetRecords',
  'GetShardIterator',
  'ListShards',
  'ListStreams',
  'SubscribeToShard',
);
export const SUBSCRIBE_TO_SHARDS = kinesis('DescribeStreamConsumer', 'SubscribeToShard');
/** A pipe’s, as its page of permissions has them. */
export const PIPE_STREAM = kinesis(
  'DescribeStream',
  'DescribeStreamSummary',
  'GetRecords',
  'GetShardIterator',
  'ListShards',
);
/** Of a pipe and of Lambda: sqs-configure-lambda-function-trigger.html in the guide of SQS, 2026-11-28. */
export const POLL_QUEUE = sqs('DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage');
export const CALL_BACK = states('SendTaskFailure', 'SendTaskHeartbeat', 'SendTaskSuccess');
export const WRITE_LOGS = ['logs:CreateLogStream', 'logs:PutLogEvents'];
export const DELIVER_OBJECTS = s3('AbortMultipartUpload', 'PutObject');
export const SEE_BUCKET = s3('GetBucketLocation', 'ListBucket', 'ListBucketMultipartUploads');
/** https://docs.aws.amazon.com/sns/latest/dg/prereqs-kinesis-data-firehose.html, 2026-11-23. */
export const SUBSCRIBE_DELIVERY = firehose(
  'DescribeDeliveryStream',
  'ListDeliveryStreams',
  'ListTagsForDeliveryStream',
  'PutRecord',
  'PutRecordBatch',
);
/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html, 2026-11-23. */
export const LOG_DELIVERY = [
  'CreateLogDelivery',
  'DeleteLogDelivery',
  'DescribeLogGroups',
  'DescribeResourcePolicies',
  'GetLogDelivery',
  'ListLogDeliveries',
  'PutResourcePolicy',
  'UpdateLogDelivery',
].map((name) => `logs:${name}`);
/** https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html, 2026-11-23. */
export const TRACE = ['GetSamplingRules', 'GetSamplingTargets', 'PutTelemetryRecords', 'PutTraceSegments'].map(
  (name) => `xray:${name}`,
);
