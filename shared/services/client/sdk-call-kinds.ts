/** SDK or CLI calls that invoke functions, or hand on messages, records and events. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { NO_CONNECTIONS } from '#shared/model/sockets';
import { bySdk } from './by-sdk';
import { sdkConfig, batchConfig, deliveryConfig, recordConfig, eventConfig } from './call-config';
import { sdkRules } from './rules/index';
import { wiring } from './wiring';

export const sdkCallKinds: readonly ConnectionKind[] = [
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
    namesGroups: () => 'each',
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
    namesGroups: () => 'each',
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
    id: 'client/put-to-delivery-stream',
    title: 'PutRecord',
    from: 'sdk-call',
    to: 'collect-records',
    invocation: 'synchronous',
    role: 'work',
    config: deliveryConfig,
    summary: 'The client puts a record on the delivery stream and waits for the acknowledgement.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'PutRecord or PutRecordBatch',
        delivery: 'at least once',
        ordering: 'none',
        onThrottle:
          'beyond the quotas of direct puts Firehose refuses; the SDK tries again. PutRecordBatch hides refused records in an HTTP 200 answer',
        throttleSeenAs: '503 ServiceUnavailableException',
        permission: 'firehose:PutRecord',
      }),
    rules: sdkRules,
    cdk: wiring.putToDeliveryStream,
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
  defineConnection({
    id: 'client/start-run',
    title: 'Start a run',
    from: 'sdk-call',
    to: 'start-run',
    invocation: 'synchronous',
    role: 'work',
    config: sdkConfig,
    summary: 'StartFlow: the flow begins a run, which the client does not wait for.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'StartFlow',
        delivery: connection.from.terms.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: 'AppFlow refuses; the SDK tries again with backoff',
        throttleSeenAs: '429 ThrottlingException',
        permission: 'appflow:StartFlow',
      }),
    rules: sdkRules,
    cdk: wiring.startRun,
  }),
  defineConnection({
    id: 'client/post-to-connection',
    title: 'PostToConnection',
    from: 'sdk-call',
    to: 'post-to-connection',
    invocation: 'synchronous',
    role: 'work',
    config: sdkConfig,
    summary: 'The client pushes messages to those that are connected, by way of the API.',
    refuses: (_, { keepsConnections }) => (keepsConnections ? undefined : NO_CONNECTIONS),
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'POST @connections',
        delivery: 'at most once',
        ordering: 'none',
        onThrottle:
          'pushes count to the account’s requests per second; the SDK tries again with backoff. A connection that is gone answers 410, which nobody tries again',
        throttleSeenAs: '429 LimitExceededException',
        permission: 'execute-api:ManageConnections',
      }),
    rules: sdkRules,
    cdk: wiring.postToConnection,
  }),
];
