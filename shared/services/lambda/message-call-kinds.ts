/** Calls that hand on messages, records and events. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { badge, byCode, SEEN_IN_LOG } from './call-behaviour';
import { batchConfig, recordConfig, eventConfig, startConfig } from './call-config';
import { messageCallRules, startCallRules } from './rules/index';
import { wiring } from './wiring';

export const messageCallKinds: readonly ConnectionKind[] = [
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
  defineConnection({
    id: 'lambda/start-run',
    title: 'Start a run',
    from: 'code-call',
    to: 'start-run',
    invocation: 'synchronous',
    role: 'work',
    config: startConfig,
    summary: 'The code starts a run of the flow with StartFlow, and does not wait for its end.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: 'StartFlow',
        delivery: config.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '429 ThrottlingException',
        permission: 'appflow:StartFlow',
      }),
    badge,
    rules: startCallRules,
    cdk: wiring.startRun,
  }),
];
