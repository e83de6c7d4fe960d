/** Calls that a function’s code makes with an AWS SDK. */
import { z } from 'zod';
import { type Behaviour, type ConnectionKind, defineConnection } from '#shared/model/connection';
import { choice, count, flag, share, size, text } from '#shared/model/field';
import { wiring } from './wiring';
import {
  asynchronousCallRules,
  httpCallRules,
  messageCallRules,
  storeCallRules,
  synchronousCallRules,
} from './rules/index';

const RETRIES = 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html';
const ITEMS = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html';
const asOf = '2026-11-23';

const call = {
  callsPerInvocation: share(
    {
      title: 'Calls per invocation',
      help: 'Mean number of calls that one invocation makes here; of a batch, per record.',
      max: 10_000,
      defaultFrom: 'assumption',
    },
    1,
  ),
  attempts: count(
    {
      title: 'SDK attempts',
      help: 'Attempts in all of one call, inside the function’s timeout.',
      min: 1,
      max: 20,
      group: 'more',
      defaultFrom: 'aws',
      source: RETRIES,
      asOf,
    },
    3,
  ),
  payload: count(
    {
      title: 'Payload',
      unit: 'B',
      help: 'Mean size of one message, record or request.',
      min: 0,
      max: 10_485_760,
      group: 'more',
      unset: 'as the function received it',
    },
    undefined,
  ),
  failsInvocation: flag(
    {
      title: 'A failed call fails the invocation',
      help: 'The code throws when the call fails for good; off: it goes on without.',
      group: 'more',
      defaultFrom: 'assumption',
    },
    true,
  ),
};

const batch = count(
  {
    title: 'Messages per call',
    help: 'Mean number of messages in one batch call.',
    min: 1,
    max: 10,
    group: 'more',
    defaultFrom: 'assumption',
  },
  1,
);
const records = count(
  {
    title: 'Records per call',
    help: 'Mean number of records in one PutRecords call; 1 is PutRecord.',
    min: 1,
    max: 500,
    group: 'more',
    defaultFrom: 'assumption',
  },
  1,
);

/** DynamoDB's clients make one attempt more than the others. */
const itemAttempts = count(
  {
    title: 'SDK attempts',
    help: 'Attempts in all of one call, inside the function’s timeout.',
    min: 1,
    max: 20,
    group: 'more',
    defaultFrom: 'aws',
    source: RETRIES,
    asOf,
  },
  4,
);

const events = count(
  {
    title: 'Events per call',
    help: 'Mean number of events in one PutEvents call.',
    min: 1,
    max: 10,
    group: 'more',
    defaultFrom: 'assumption',
  },
  1,
);

const plainConfig = z.looseObject(call);
const batchConfig = z.looseObject({ ...call, batchSize: batch });
const recordConfig = z.looseObject({ ...call, batchSize: records });
const eventConfig = z.looseObject({ ...call, batchSize: events });

const { payload: _none, ...withoutPayload } = call;
const writeConfig = z.looseObject({
  ...call,
  attempts: itemAttempts,
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
  ...withoutPayload,
  attempts: itemAttempts,
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
  ...withoutPayload,
  payload: size(
    {
      title: 'Object size',
      help: 'Mean size of what is written.',
      min: 0,
      max: 5_368_709_120,
      unset: 'as the function received it',
    },
    undefined,
  ),
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
      help: 'With what the keys begin: results/. Empty: they may begin with anything, those that a notification tells of included.',
      defaultFrom: 'assumption',
    },
    '',
  ),
});
const readObjectsConfig = z.looseObject(withoutPayload);

/** No library of HTTP tries again unless it is told to. */
const httpConfig = z.looseObject({
  ...call,
  attempts: count(
    {
      title: 'Attempts',
      help: 'Attempts in all of one request, inside the function’s timeout. HTTP libraries make one unless told to.',
      min: 1,
      max: 20,
      defaultFrom: 'assumption',
    },
    1,
  ),
});

/** Settings of a call from a function’s code. */
export type CallConfig = z.infer<typeof plainConfig>;
export type BatchCallConfig = z.infer<typeof batchConfig>;
export type WriteItemsConfig = z.infer<typeof writeConfig>;
export type ReadItemsConfig = z.infer<typeof readConfig>;
export type WriteObjectsConfig = z.infer<typeof writeObjectsConfig>;

type CallBehaviour = Omit<Behaviour, 'retriedBy' | 'attempts' | 'onFailure'>;

function byCode({ attempts, failsInvocation }: CallConfig, rest: CallBehaviour): Behaviour {
  return {
    ...rest,
    retriedBy: attempts > 1 ? 'caller' : 'nobody',
    attempts,
    onFailure: failsInvocation
      ? 'after the last attempt the invocation fails, and whoever invoked the function handles that'
      : 'after the last attempt the code goes on without it',
  };
}

/** A throttle here shows in the caller’s log and in the callee’s metric, never in the caller’s Throttles. */
const SEEN_IN_LOG =
  'the call is refused and the SDK tries again with backoff; it shows in this function’s log, not in its Throttles metric';

const badge = ({ callsPerInvocation }: CallConfig): string | undefined =>
  callsPerInvocation === 1 ? undefined : `${callsPerInvocation}× per invocation`;

export const callKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'lambda/invoke',
    title: 'Invoke and wait',
    from: 'code-call',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config: plainConfig,
    summary: 'The code waits for the other function’s result, and pays for the waiting.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: 'Invoke (RequestResponse)',
        delivery: config.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '429 TooManyRequestsException',
        permission: 'lambda:InvokeFunction',
      }),
    badge,
    rules: synchronousCallRules,
    cdk: wiring.invoke,
  }),
  defineConnection({
    id: 'lambda/http-call',
    title: 'HTTP request',
    from: 'code-call',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config: httpConfig,
    summary: 'The code waits for the endpoint’s answer, and pays for the waiting.',
    refuses: (_from, { outside }) =>
      outside
        ? undefined
        : {
            why: 'HTTP requests of a function’s code to an API of the drawing are not modelled',
            instead: 'invoke the function behind the API, or use what stands behind it',
            source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html',
            asOf,
          },
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: 'HTTPS request',
        delivery: config.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: 'the endpoint answers 429; only the code can try again',
        throttleSeenAs: '429 Too Many Requests',
        permission: 'none of AWS’s; what the endpoint asks for',
      }),
    badge,
    rules: httpCallRules,
    cdk: wiring.httpCall,
  }),
  defineConnection({
    id: 'lambda/invoke-async',
    title: 'Invoke, do not wait',
    from: 'code-call',
    to: 'invoke',
    invocation: 'asynchronous',
    role: 'work',
    config: plainConfig,
    summary: 'The code hands the event to Lambda’s queue.',
    behaviour: () => ({
      mechanism: 'Invoke (Event)',
      retriedBy: 'service',
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'Lambda keeps the event in its own queue and tries again, at most for the maximum event age',
      onFailure: 'after the last attempt the event goes to the failure destination, or is lost',
      permission: 'lambda:InvokeFunction',
    }),
    badge,
    rules: asynchronousCallRules,
    cdk: wiring.invokeAsync,
  }),
  defineConnection({
    id: 'lambda/send-message',
    title: 'SendMessage',
    from: 'code-call',
    to: 'enqueue',
    invocation: 'synchronous',
    role: 'work',
    config: batchConfig,
    summary: 'The code puts messages in the queue.',
    behaviour: ({ config, to }) =>
      byCode(config, {
        mechanism: 'SendMessage',
        delivery: to.terms.fifo ? 'once per deduplication interval' : 'at least once',
        ordering: to.terms.fifo ? 'per message group' : 'none',
        onThrottle: to.terms.fifo ? SEEN_IN_LOG : 'a standard queue takes a nearly unlimited rate',
        throttleSeenAs: to.terms.fifo ? '400 ThrottlingException' : '403 RequestThrottled',
        permission: 'sqs:SendMessage',
      }),
    badge,
    rules: messageCallRules,
    cdk: wiring.sendMessage,
  }),
  defineConnection({
    id: 'lambda/publish',
    title: 'Publish',
    from: 'code-call',
    to: 'publish',
    invocation: 'synchronous',
    role: 'work',
    config: batchConfig,
    summary: 'The code publishes messages to the topic.',
    behaviour: ({ config, to }) =>
      byCode(config, {
        mechanism: 'Publish',
        delivery: to.terms.fifo ? 'once per deduplication interval' : 'at least once',
        ordering: to.terms.fifo ? 'per message group' : 'none',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '429 Throttled',
        permission: 'sns:Publish',
      }),
    badge,
    rules: messageCallRules,
    cdk: wiring.publish,
  }),
  defineConnection({
    id: 'lambda/put-record',
    title: 'PutRecord',
    from: 'code-call',
    to: 'put-record',
    invocation: 'synchronous',
    role: 'work',
    config: recordConfig,
    summary: 'The code puts records on the stream.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: 'PutRecord or PutRecords',
        delivery: 'at least once',
        ordering: 'per shard',
        onThrottle: `${SEEN_IN_LOG}. PutRecords hides refused records in an HTTP 200 answer`,
        throttleSeenAs: '400 ProvisionedThroughputExceededException',
        permission: 'kinesis:PutRecord',
      }),
    badge,
    rules: messageCallRules,
    cdk: wiring.putRecord,
  }),
  defineConnection({
    id: 'lambda/write-items',
    title: 'Write items',
    from: 'code-call',
    to: 'keep-items',
    invocation: 'synchronous',
    role: 'work',
    config: writeConfig,
    summary: 'The code puts, updates or deletes items of the table.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: config.transactional ? 'TransactWriteItems' : 'PutItem, UpdateItem or DeleteItem',
        delivery: 'at least once',
        ordering: 'per partition key',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '400 ThrottlingException',
        permission: 'dynamodb:PutItem, dynamodb:UpdateItem and dynamodb:DeleteItem',
      }),
    accesses: ({ transactional }) => ({ does: 'write', consistency: transactional ? 'transactional' : 'strong' }),
    badge,
    rules: storeCallRules,
    cdk: wiring.writeItems,
  }),
  defineConnection({
    id: 'lambda/read-items',
    title: 'Read items',
    from: 'code-call',
    to: 'keep-items',
    invocation: 'synchronous',
    role: 'work',
    config: readConfig,
    summary: 'The code gets items of the table.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: config.consistency === 'transactional' ? 'TransactGetItems' : 'GetItem or Query',
        delivery: config.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '400 ThrottlingException',
        permission: 'dynamodb:GetItem and dynamodb:Query',
      }),
    accesses: ({ consistency }) => ({ does: 'read', consistency }),
    badge,
    rules: storeCallRules,
    cdk: wiring.readItems,
  }),
  defineConnection({
    id: 'lambda/write-objects',
    title: 'Write objects',
    from: 'code-call',
    to: 'keep-objects',
    invocation: 'synchronous',
    role: 'work',
    config: writeObjectsConfig,
    summary: 'The code puts or deletes objects of the bucket.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: config.operation === 'delete' ? 'DeleteObject' : 'PutObject',
        delivery: 'at least once',
        ordering: 'none',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '503 SlowDown',
        permission: config.operation === 'delete' ? 's3:DeleteObject' : 's3:PutObject',
      }),
    accesses: ({ operation, keyPrefix }) => ({
      does: 'write',
      consistency: 'strong',
      removes: operation === 'delete',
      keyPrefix,
    }),
    badge: ({ operation, keyPrefix, ...config }) =>
      [operation === 'delete' ? 'delete' : '', keyPrefix, badge(config) ?? '']
        .filter((word) => word !== '')
        .join(' · ') || undefined,
    rules: storeCallRules,
    cdk: wiring.writeObjects,
  }),
  defineConnection({
    id: 'lambda/read-objects',
    title: 'Read objects',
    from: 'code-call',
    to: 'keep-objects',
    invocation: 'synchronous',
    role: 'work',
    config: readObjectsConfig,
    summary: 'The code gets objects of the bucket.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: 'GetObject',
        delivery: config.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '503 SlowDown',
        permission: 's3:GetObject',
      }),
    accesses: () => ({ does: 'read', consistency: 'strong' }),
    badge,
    rules: storeCallRules,
    cdk: wiring.readObjects,
  }),
  defineConnection({
    id: 'lambda/put-events',
    title: 'PutEvents',
    from: 'code-call',
    to: 'put-events',
    invocation: 'synchronous',
    role: 'work',
    config: eventConfig,
    summary: 'The code puts events on the bus.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: 'PutEvents',
        delivery: 'at least once',
        ordering: 'none',
        onThrottle: `${SEEN_IN_LOG}. PutEvents hides refused events in an HTTP 200 answer`,
        throttleSeenAs: '400 ThrottlingException',
        permission: 'events:PutEvents',
      }),
    badge,
    rules: messageCallRules,
    cdk: wiring.putEvents,
  }),
];
