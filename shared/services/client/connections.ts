/** Calls from outside AWS: plain HTTP to an API, or an SDK or CLI call straight to a service. */
import { z } from 'zod';
import { type Behaviour, type ConnectionKind, defineConnection } from '#shared/model/connection';
import { choice, count, flag, rate, share, text } from '#shared/model/field';
import { httpRules, sdkRules, urlRules } from './rules/index';
import { wiring } from './wiring';

const PLANS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html';
const ITEMS = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html';
const asOf = '2026-11-23';

const callsPerRequest = share(
  {
    title: 'Calls per request',
    help: 'How many calls each of the client’s requests makes here; 0.2 means one request in five.',
    max: 1000,
    defaultFrom: 'assumption',
  },
  1,
);

const httpConfig = z.looseObject({
  callsPerRequest,
  usagePlan: flag(
    {
      title: 'Own API key and usage plan',
      help: 'The client sends an API key whose usage plan throttles it. REST APIs only.',
      source: PLANS,
      asOf,
    },
    false,
  ),
  planRate: rate(
    {
      title: 'Plan rate',
      help: 'Steady requests per second of the usage plan’s token bucket.',
      min: 0.1,
      max: 1_000_000,
      appliesWhen: { field: 'usagePlan', is: [true] },
      unset: 'not throttled by the plan',
      source: PLANS,
      asOf,
    },
    undefined,
  ),
  planBurst: count(
    {
      title: 'Plan burst',
      help: 'Size of the usage plan’s token bucket.',
      min: 1,
      max: 1_000_000,
      appliesWhen: { field: 'usagePlan', is: [true] },
      unset: 'as the rate',
      source: PLANS,
      asOf,
    },
    undefined,
  ),
  planQuota: count(
    {
      title: 'Plan quota',
      help: 'Requests per period, after which the key gets 429 until the period ends.',
      min: 1,
      max: 1_000_000_000_000,
      group: 'more',
      appliesWhen: { field: 'usagePlan', is: [true] },
      unset: 'no quota',
      source: PLANS,
      asOf,
    },
    undefined,
  ),
  planPeriod: choice(
    {
      title: 'Quota period',
      labels: { DAY: 'Day', WEEK: 'Week', MONTH: 'Month' },
      group: 'more',
      appliesWhen: { field: 'usagePlan', is: [true] },
      source: PLANS,
      asOf,
    },
    'MONTH',
  ),
});

const sdkConfig = z.looseObject({ callsPerRequest });

const batchConfig = z.looseObject({
  callsPerRequest,
  batchSize: count(
    {
      title: 'Messages per call',
      help: 'Mean number of messages in one batch call (SendMessageBatch, PublishBatch). A request that sends one message at a time has 1.',
      min: 1,
      max: 10,
      group: 'more',
      defaultFrom: 'assumption',
    },
    1,
  ),
});

const recordConfig = z.looseObject({
  callsPerRequest,
  batchSize: count(
    {
      title: 'Records per call',
      help: 'Mean number of records in one PutRecords call; 1 is PutRecord.',
      min: 1,
      max: 500,
      group: 'more',
      defaultFrom: 'assumption',
    },
    1,
  ),
});

const writeConfig = z.looseObject({
  callsPerRequest,
  transactional: flag(
    {
      title: 'In a transaction',
      help: 'TransactWriteItems: all or nothing, at twice the capacity and the price.',
      defaultFrom: 'assumption',
      source: ITEMS,
      asOf,
    },
    false,
  ),
});

const readConfig = z.looseObject({
  callsPerRequest,
  consistency: choice(
    {
      title: 'Consistency',
      help: 'Of 4 KB: an eventually consistent read takes half a unit, a strongly consistent one a unit, one in a transaction two.',
      labels: { eventual: 'Eventual', strong: 'Strong', transactional: 'Transactional' },
      defaultFrom: 'aws',
      source: ITEMS,
      asOf,
    },
    'eventual',
  ),
});

const writeObjectsConfig = z.looseObject({
  callsPerRequest,
  operation: choice(
    {
      title: 'Operation',
      labels: { put: 'Put objects', delete: 'Delete objects' },
      defaultFrom: 'assumption',
    },
    'put',
  ),
  keyPrefix: text(
    {
      title: 'Key prefix',
      help: 'With what the keys begin: uploads/. Empty: they may begin with anything.',
      defaultFrom: 'assumption',
    },
    '',
  ),
});

const eventConfig = z.looseObject({
  callsPerRequest,
  batchSize: count(
    {
      title: 'Events per call',
      help: 'Mean number of events in one PutEvents call.',
      min: 1,
      max: 10,
      group: 'more',
      defaultFrom: 'assumption',
    },
    1,
  ),
});

const urlConfig = z.looseObject({ callsPerRequest });

export type HttpRequestConfig = z.infer<typeof httpConfig>;
export type SdkCallConfig = z.infer<typeof sdkConfig>;
export type UrlConfig = z.infer<typeof urlConfig>;
export type WriteObjectsConfig = z.infer<typeof writeObjectsConfig>;

interface SdkCall {
  readonly from: { readonly terms: { readonly attempts: number } };
}

const bySdk = ({ from }: SdkCall, rest: Omit<Behaviour, 'retriedBy' | 'attempts' | 'onFailure'>): Behaviour => ({
  ...rest,
  retriedBy: from.terms.attempts > 1 ? 'caller' : 'nobody',
  attempts: from.terms.attempts,
  onFailure: 'the call returns the error to the client after its last attempt',
});

const objectBadge = (...words: readonly string[]): string | undefined =>
  words.filter((word) => word !== '').join(' · ') || undefined;

export const connections: readonly ConnectionKind[] = [
  defineConnection({
    id: 'client/http-request',
    title: 'HTTP request',
    from: 'http-call',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config: httpConfig,
    summary: 'The client waits for the API’s answer.',
    behaviour: ({ from, to }) => ({
      mechanism: 'HTTPS request',
      retriedBy: from.terms.attempts > 1 ? 'caller' : 'nobody',
      attempts: from.terms.attempts,
      delivery: from.terms.attempts > 1 ? 'at least once' : 'at most once',
      ordering: 'none',
      onThrottle: 'the API answers 429; only the client can try again',
      throttleSeenAs: '429 Too Many Requests',
      onFailure: 'the client gets the error',
      permission:
        to.terms.reach === 'private'
          ? 'resource policy that allows the VPC endpoint'
          : 'none, or an authorizer, API key or execute-api:Invoke',
    }),
    tokenBucket: ({ usagePlan, planRate, planBurst }) =>
      usagePlan && planRate !== undefined
        ? { title: 'Usage plan', rate: planRate, burst: planBurst, field: 'planRate' }
        : undefined,
    badge: ({ usagePlan, planRate }) =>
      usagePlan ? (planRate === undefined ? 'API key' : `plan ${planRate}/s`) : undefined,
    rules: httpRules,
    cdk: wiring.httpRequest,
  }),
  defineConnection({
    id: 'client/function-url',
    title: 'Function URL',
    from: 'http-call',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config: urlConfig,
    summary: 'The client calls the function’s own HTTPS address and waits for the answer.',
    behaviour: ({ from, to }) => ({
      mechanism: 'HTTPS request to the function URL',
      retriedBy: from.terms.attempts > 1 ? 'caller' : 'nobody',
      attempts: from.terms.attempts,
      delivery: from.terms.attempts > 1 ? 'at least once' : 'at most once',
      ordering: 'none',
      onThrottle: 'Lambda’s 429 reaches the client as it is; only the client can try again',
      throttleSeenAs: '429 Too Many Requests',
      onFailure: 'a function error reaches the client as 502 Bad Gateway',
      permission:
        to.terms.urlAuthorization === 'NONE'
          ? 'none: anyone may call it'
          : 'lambda:InvokeFunctionUrl and lambda:InvokeFunction, signed with SigV4',
    }),
    rules: urlRules,
    cdk: wiring.functionUrl,
  }),
  defineConnection({
    id: 'client/invoke',
    title: 'Invoke and wait',
    from: 'sdk-call',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config: sdkConfig,
    summary: 'Invoke with RequestResponse: the client waits for the function’s result.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'Invoke (RequestResponse)',
        delivery: connection.from.terms.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle:
          'Lambda refuses; the SDK tries again with backoff. Function errors come back as HTTP 200 and are not retried',
        throttleSeenAs: '429 TooManyRequestsException',
        permission: 'lambda:InvokeFunction',
      }),
    rules: sdkRules,
    cdk: wiring.invoke,
  }),
  defineConnection({
    id: 'client/invoke-async',
    title: 'Invoke, do not wait',
    from: 'sdk-call',
    to: 'invoke',
    invocation: 'asynchronous',
    role: 'work',
    config: sdkConfig,
    summary: 'Invoke with Event: Lambda queues the event and answers 202 at once.',
    behaviour: () => ({
      mechanism: 'Invoke (Event)',
      retriedBy: 'service',
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'Lambda keeps the event in its own queue and tries again, at most for the maximum event age',
      onFailure: 'after the last attempt the event goes to the failure destination, or is lost',
      permission: 'lambda:InvokeFunction',
    }),
    rules: sdkRules,
    cdk: wiring.invoke,
  }),
  defineConnection({
    id: 'client/send-message',
    title: 'SendMessage',
    from: 'sdk-call',
    to: 'enqueue',
    invocation: 'synchronous',
    role: 'work',
    config: batchConfig,
    summary: 'The client puts a message in the queue and waits for the acknowledgement.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'SendMessage',
        delivery: connection.to.terms.fifo ? 'once per deduplication interval' : 'at least once',
        ordering: connection.to.terms.fifo ? 'per message group' : 'none',
        onThrottle: connection.to.terms.fifo
          ? 'beyond the queue’s call rate SQS refuses; the SDK tries again with backoff'
          : 'a standard queue takes a nearly unlimited rate',
        throttleSeenAs: connection.to.terms.fifo ? '400 ThrottlingException' : '403 RequestThrottled',
        permission: 'sqs:SendMessage',
      }),
    rules: sdkRules,
    cdk: wiring.sendMessage,
  }),
  defineConnection({
    id: 'client/publish',
    title: 'Publish',
    from: 'sdk-call',
    to: 'publish',
    invocation: 'synchronous',
    role: 'work',
    config: batchConfig,
    summary: 'The client publishes a message to the topic and waits for the acknowledgement.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'Publish',
        delivery: connection.to.terms.fifo ? 'once per deduplication interval' : 'at least once',
        ordering: connection.to.terms.fifo ? 'per message group' : 'none',
        onThrottle: 'beyond the publish quota SNS refuses; the SDK tries again with backoff',
        throttleSeenAs: '429 Throttled',
        permission: 'sns:Publish',
      }),
    rules: sdkRules,
    cdk: wiring.publish,
  }),
  defineConnection({
    id: 'client/put-record',
    title: 'PutRecord',
    from: 'sdk-call',
    to: 'put-record',
    invocation: 'synchronous',
    role: 'work',
    config: recordConfig,
    summary: 'The client puts a record on the stream and waits for the acknowledgement.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'PutRecord or PutRecords',
        delivery: 'at least once',
        ordering: 'per shard',
        onThrottle: 'a full shard refuses; the SDK tries again. PutRecords hides refused records in an HTTP 200 answer',
        throttleSeenAs: '400 ProvisionedThroughputExceededException',
        permission: 'kinesis:PutRecord',
      }),
    rules: sdkRules,
    cdk: wiring.putRecord,
  }),
  defineConnection({
    id: 'client/write-items',
    title: 'Write items',
    from: 'sdk-call',
    to: 'keep-items',
    invocation: 'synchronous',
    role: 'work',
    config: writeConfig,
    summary: 'The client puts, updates or deletes items of the table.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: connection.config.transactional ? 'TransactWriteItems' : 'PutItem, UpdateItem or DeleteItem',
        delivery: 'at least once',
        ordering: 'per partition key',
        onThrottle: 'the table refuses; the SDK tries again with backoff',
        throttleSeenAs: '400 ThrottlingException',
        permission: 'dynamodb:PutItem, dynamodb:UpdateItem and dynamodb:DeleteItem',
      }),
    accesses: ({ transactional }) => ({ does: 'write', consistency: transactional ? 'transactional' : 'strong' }),
    rules: sdkRules,
    cdk: wiring.writeItems,
  }),
  defineConnection({
    id: 'client/read-items',
    title: 'Read items',
    from: 'sdk-call',
    to: 'keep-items',
    invocation: 'synchronous',
    role: 'work',
    config: readConfig,
    summary: 'The client gets items of the table.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: connection.config.consistency === 'transactional' ? 'TransactGetItems' : 'GetItem or Query',
        delivery: connection.from.terms.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: 'the table refuses; the SDK tries again with backoff',
        throttleSeenAs: '400 ThrottlingException',
        permission: 'dynamodb:GetItem and dynamodb:Query',
      }),
    accesses: ({ consistency }) => ({ does: 'read', consistency }),
    rules: sdkRules,
    cdk: wiring.readItems,
  }),
  defineConnection({
    id: 'client/write-objects',
    title: 'Write objects',
    from: 'sdk-call',
    to: 'keep-objects',
    invocation: 'synchronous',
    role: 'work',
    config: writeObjectsConfig,
    summary: 'The client puts or deletes objects of the bucket.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: connection.config.operation === 'delete' ? 'DeleteObject' : 'PutObject, or a presigned URL for it',
        delivery: 'at least once',
        ordering: 'none',
        onThrottle: 'the bucket refuses; the SDK tries again with backoff',
        throttleSeenAs: '503 SlowDown',
        permission: connection.config.operation === 'delete' ? 's3:DeleteObject' : 's3:PutObject',
      }),
    accesses: ({ operation, keyPrefix }) => ({
      does: 'write',
      consistency: 'strong',
      removes: operation === 'delete',
      keyPrefix,
    }),
    badge: ({ operation, keyPrefix }) => objectBadge(operation === 'delete' ? 'delete' : '', keyPrefix),
    rules: sdkRules,
    cdk: wiring.writeObjects,
  }),
  defineConnection({
    id: 'client/read-objects',
    title: 'Read objects',
    from: 'sdk-call',
    to: 'keep-objects',
    invocation: 'synchronous',
    role: 'work',
    config: sdkConfig,
    summary: 'The client gets objects of the bucket.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'GetObject, or a presigned URL for it',
        delivery: connection.from.terms.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: 'the bucket refuses; the SDK tries again with backoff',
        throttleSeenAs: '503 SlowDown',
        permission: 's3:GetObject',
      }),
    accesses: () => ({ does: 'read', consistency: 'strong' }),
    rules: sdkRules,
    cdk: wiring.readObjects,
  }),
  defineConnection({
    id: 'client/put-events',
    title: 'PutEvents',
    from: 'sdk-call',
    to: 'put-events',
    invocation: 'synchronous',
    role: 'work',
    config: eventConfig,
    summary: 'The client puts an event on the bus and waits for the acknowledgement.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'PutEvents',
        delivery: 'at least once',
        ordering: 'none',
        onThrottle:
          'beyond the PutEvents quota EventBridge refuses; the SDK tries again. PutEvents hides refused events in an HTTP 200 answer',
        throttleSeenAs: '400 ThrottlingException',
        permission: 'events:PutEvents',
      }),
    rules: sdkRules,
    cdk: wiring.putEvents,
  }),
];
