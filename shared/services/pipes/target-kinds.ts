/** Where a pipe leads: one target, and for what it gives up of a stream a dead-letter queue or topic. */
import { type Behaviour, type ConnectionKind, defineConnection, type Refusal } from '#shared/model/connection';
import { STANDARD_DOES_NOT_ANSWER } from '#shared/model/workflow-start';
import { called } from './behaviour';
import { calledRouteOf } from './called-api';
import { apisOnly, endpointsOnly } from './http-ends';
import { apiRules, asynchronousTargetRules, deadLetterRules, functionTargetRules } from './rules/index';
import {
  apiDestinationConfig,
  apiTargetConfig,
  busTargetConfig,
  deadLetterConfig,
  functionTargetConfig,
  queueTargetConfig,
  streamTargetConfig,
  targetConfig,
} from './stage-config';
import { wiring } from './wiring';

const TARGETS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html';
const DEAD_LETTERS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html';
const asOf = '2026-11-27';

/** A call for the whole batch, of which each record is taken or refused by itself. */
const IN_PART =
  'the records that are refused are tried again with the whole pipe, their enrichment included; the others are done';

const FORGETS: Partial<Behaviour> = {
  onFailure: 'the pipe has handed over when it is taken: it does not see how the work ends, and tries nothing again',
};

const noFifo = ({ fifo }: { readonly fifo: boolean }, what: 'queue' | 'topic'): Refusal | undefined =>
  fifo
    ? {
        why: `the dead-letter queue of a pipe cannot be a FIFO ${what}`,
        instead: `use a standard ${what}`,
        source: DEAD_LETTERS,
        asOf,
      }
    : undefined;

const deadLetter = (permission: string): Behaviour => ({
  mechanism: 'dead-letter queue of a pipe that reads a stream',
  retriedBy: 'service',
  delivery: 'at least once',
  ordering: 'none',
  onThrottle: 'EventBridge tries again',
  onFailure:
    'the message holds the shard and sequence numbers only: read the records back before the stream’s retention ends',
  permission,
});

export const targetKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'pipes/function-target',
    title: 'Target',
    from: 'pass-batches',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config: functionTargetConfig,
    summary: 'The function gets each batch, and the pipe waits until it is done.',
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'target of a pipe, synchronous invocation with the batch (REQUEST_RESPONSE)',
        throttleSeenAs: '429 TooManyRequestsException',
        permission: 'role of the pipe with lambda:InvokeFunction',
      }),
    badge: ({ reportBatchItemFailures }) => (reportBatchItemFailures ? 'names failures' : undefined),
    rules: functionTargetRules,
    cdk: wiring.functionTarget,
  }),
  defineConnection({
    id: 'pipes/function-event',
    title: 'Target, not waited for',
    from: 'pass-batches',
    to: 'invoke',
    invocation: 'asynchronous',
    role: 'work',
    config: targetConfig,
    summary: 'Lambda takes each batch as one event and invokes the function later.',
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'target of a pipe, asynchronous invocation with the batch (FIRE_AND_FORGET)',
        ordering: 'none',
        onThrottle:
          'Lambda’s own queue takes the event and tries again, at most for the function’s maximum event age; the pipe does not see it',
        permission: 'role of the pipe with lambda:InvokeFunction',
        ...FORGETS,
      }),
    rules: asynchronousTargetRules,
    cdk: wiring.functionEvent,
  }),
  defineConnection({
    id: 'pipes/workflow-target',
    title: 'Target: run and wait',
    from: 'pass-batches',
    to: 'start-workflow',
    invocation: 'synchronous',
    role: 'work',
    config: targetConfig,
    summary: 'An Express execution gets each batch, and the pipe waits for its end.',
    refuses: (_from, { answers }) => (answers ? undefined : STANDARD_DOES_NOT_ANSWER),
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'target of a pipe, StartSyncExecution with the batch',
        permission: 'role of the pipe with states:StartSyncExecution',
      }),
    rules: [],
    cdk: wiring.workflowTarget,
  }),
  defineConnection({
    id: 'pipes/workflow-start',
    title: 'Target: start',
    from: 'pass-batches',
    to: 'start-workflow',
    invocation: 'asynchronous',
    role: 'work',
    config: targetConfig,
    summary: 'Each batch starts an execution, and the pipe does not wait for its end.',
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'target of a pipe, StartExecution with the batch',
        throttleSeenAs: '400 ThrottlingException',
        permission: 'role of the pipe with states:StartExecution',
        ...FORGETS,
      }),
    rules: asynchronousTargetRules,
    cdk: wiring.workflowStart,
  }),
  defineConnection({
    id: 'pipes/queue-target',
    title: 'Target',
    from: 'pass-batches',
    to: 'enqueue',
    invocation: 'synchronous',
    role: 'work',
    config: queueTargetConfig,
    summary: 'Each batch goes to the queue in one call.',
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'target of a pipe, SendMessageBatch',
        onThrottle: connection.to.terms.fifo ? IN_PART : 'a standard queue takes a nearly unlimited rate',
        throttleSeenAs: connection.to.terms.fifo ? '400 ThrottlingException' : '403 RequestThrottled',
        permission: 'role of the pipe with sqs:SendMessage',
      }),
    rules: [],
    cdk: wiring.queueTarget,
  }),
  defineConnection({
    id: 'pipes/topic-target',
    title: 'Target',
    from: 'pass-batches',
    to: 'publish',
    invocation: 'synchronous',
    role: 'work',
    config: targetConfig,
    summary: 'Each batch is published to the topic in one call.',
    refuses: (_from, { fifo }) =>
      fifo
        ? {
            why: 'a pipe cannot have a FIFO topic as its target',
            instead: 'use a FIFO queue as the target, or a function that publishes to the topic',
            source: TARGETS,
            asOf,
          }
        : undefined,
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'target of a pipe, PublishBatch',
        ordering: 'none',
        onThrottle: IN_PART,
        throttleSeenAs: '429 Throttled',
        permission: 'role of the pipe with sns:Publish',
      }),
    rules: [],
    cdk: wiring.topicTarget,
  }),
  defineConnection({
    id: 'pipes/stream-target',
    title: 'Target',
    from: 'pass-batches',
    to: 'put-record',
    invocation: 'synchronous',
    role: 'work',
    config: streamTargetConfig,
    summary: 'Each batch is put on the stream in one call.',
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'target of a pipe, PutRecords',
        onThrottle: IN_PART,
        throttleSeenAs: '400 ProvisionedThroughputExceededException',
        permission: 'role of the pipe with kinesis:PutRecords',
      }),
    rules: [],
    cdk: wiring.streamTarget,
  }),
  defineConnection({
    id: 'pipes/delivery-stream-target',
    title: 'Target',
    from: 'pass-batches',
    to: 'collect-records',
    invocation: 'synchronous',
    role: 'work',
    config: targetConfig,
    summary: 'Each batch is put on the delivery stream in one call.',
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'target of a pipe, PutRecordBatch',
        ordering: 'none',
        onThrottle: IN_PART,
        throttleSeenAs: '503 ServiceUnavailableException',
        permission: 'role of the pipe with firehose:PutRecordBatch',
      }),
    rules: [],
    cdk: wiring.deliveryStreamTarget,
  }),
  defineConnection({
    id: 'pipes/bus-target',
    title: 'Target',
    from: 'pass-batches',
    to: 'put-events',
    invocation: 'synchronous',
    role: 'work',
    config: busTargetConfig,
    summary: 'Each record becomes an event of the bus.',
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'target of a pipe, PutEvents to a bus of the same account and Region',
        ordering: 'none',
        onThrottle: IN_PART,
        throttleSeenAs: '400 ThrottlingException',
        permission: 'role of the pipe with events:PutEvents',
      }),
    rules: [],
    cdk: wiring.busTarget,
  }),
  defineConnection({
    id: 'pipes/api-destination',
    title: 'Target: API destination',
    from: 'pass-batches',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config: apiDestinationConfig,
    summary: 'Each record is posted to the endpoint, at most at the rate that you state.',
    refuses: (_from, to) => endpointsOnly(to),
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'target of a pipe, API destination (HTTPS, 5 s for an answer)',
        throttleSeenAs: '429 Too Many Requests',
        permission: 'role of the pipe with events:InvokeApiDestination; a connection holds the endpoint’s key',
      }),
    badge: ({ invocationRate }) => `${invocationRate}/s at most`,
    rules: [],
    cdk: wiring.apiDestination,
  }),
  defineConnection({
    id: 'pipes/api-target',
    title: 'Target: REST API',
    from: 'pass-batches',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config: apiTargetConfig,
    summary: 'Each record is a request to a route of the API, and the pipe waits for its answer.',
    refuses: (_from, to) => apisOnly(to),
    asksFor: (connection) => calledRouteOf(connection)?.route.connection.id,
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'target of a pipe, signed request to a REST API (29 s for an answer)',
        throttleSeenAs: '429 Too Many Requests',
        permission: 'role of the pipe with execute-api:Invoke',
      }),
    badge: ({ route }) => route.trim() || undefined,
    rules: apiRules,
    cdk: wiring.apiTarget,
  }),
  defineConnection({
    id: 'pipes/dead-letter-queue',
    title: 'Dead-letter queue',
    from: 'pass-batches',
    to: 'enqueue',
    invocation: 'asynchronous',
    role: 'failure',
    config: deadLetterConfig,
    summary: 'Positions of records of a stream that were given up are sent here.',
    refuses: (_from, to) => noFifo(to, 'queue'),
    behaviour: () => deadLetter('role of the pipe with sqs:SendMessage'),
    rules: deadLetterRules,
    cdk: wiring.deadLetter,
  }),
  defineConnection({
    id: 'pipes/dead-letter-topic',
    title: 'Dead-letter topic',
    from: 'pass-batches',
    to: 'publish',
    invocation: 'asynchronous',
    role: 'failure',
    config: deadLetterConfig,
    summary: 'Positions of records of a stream that were given up are published here.',
    refuses: (_from, to) => noFifo(to, 'topic'),
    behaviour: () => deadLetter('role of the pipe with sns:Publish'),
    rules: deadLetterRules,
    cdk: wiring.deadLetter,
  }),
];
