/** Schedules with their targets, and the dead-letter queue of a target. */
import { type Behaviour, type ConnectionKind, defineConnection } from '#shared/model/connection';
import { seconds } from '#shared/model/unit';
import {
  busTargetRules,
  deadLetterRules,
  deliveryStreamTargetRules,
  functionTargetRules,
  queueTargetRules,
  streamTargetRules,
  topicTargetRules,
  workflowTargetRules,
} from './rules/index';
import {
  busTargetConfig,
  deadLetterConfig,
  queueTargetConfig,
  runTargetConfig,
  streamTargetConfig,
  type TargetConfig,
  targetConfig,
} from './target-config';
import { wiring } from './wiring';

const TEMPLATED = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html';
const DLQ = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html';
const asOf = '2026-11-23';

/** What does not depend on the kind of target. */
function invoked(
  { maximumEventAge, retryAttempts }: Pick<TargetConfig, 'maximumEventAge' | 'retryAttempts'>,
  rest: Pick<Behaviour, 'mechanism' | 'onThrottle' | 'permission'> & Partial<Behaviour>,
): Behaviour {
  return {
    retriedBy: retryAttempts > 0 ? 'service' : 'nobody',
    attempts: retryAttempts + 1,
    retriedFor: seconds(maximumEventAge),
    delivery: 'at least once',
    ordering: 'none',
    onFailure: 'after the last retry the input goes to the target’s dead-letter queue, or is lost',
    ...rest,
  };
}

const HELD = 'EventBridge Scheduler tries again with backoff';

export const connections: readonly ConnectionKind[] = [
  defineConnection({
    id: 'scheduler/function-target',
    title: 'Schedule',
    from: 'schedule',
    to: 'invoke',
    invocation: 'asynchronous',
    role: 'work',
    config: targetConfig,
    summary: 'The function is invoked asynchronously whenever a schedule is due.',
    behaviour: ({ config }) =>
      invoked(config, {
        mechanism: 'schedule with a Lambda target, asynchronous invocation',
        onThrottle:
          'Lambda’s own queue takes the event and tries again, at most for the function’s maximum event age; the schedule does not see it',
        permission: 'role with lambda:InvokeFunction for scheduler.amazonaws.com',
      }),
    rules: functionTargetRules,
    cdk: wiring.functionTarget,
  }),
  defineConnection({
    id: 'scheduler/queue-target',
    title: 'Schedule',
    from: 'schedule',
    to: 'enqueue',
    invocation: 'asynchronous',
    role: 'work',
    config: queueTargetConfig,
    summary: 'A message is put in the queue whenever a schedule is due.',
    behaviour: ({ config, to }) =>
      invoked(config, {
        mechanism: 'schedule with an SQS target (SendMessage)',
        onThrottle: to.terms.fifo ? HELD : 'a standard queue takes a nearly unlimited rate',
        permission: 'role with sqs:SendMessage for scheduler.amazonaws.com',
      }),
    rules: queueTargetRules,
    cdk: wiring.queueTarget,
  }),
  defineConnection({
    id: 'scheduler/topic-target',
    title: 'Schedule',
    from: 'schedule',
    to: 'publish',
    invocation: 'asynchronous',
    role: 'work',
    config: targetConfig,
    summary: 'A message is published to the topic whenever a schedule is due.',
    refuses: (_from, { fifo }) =>
      fifo
        ? {
            why: 'a schedule’s topic target gives no message group, which a FIFO topic asks for',
            instead: 'use a standard topic, or a FIFO queue with a message group id',
            source: TEMPLATED,
            asOf,
          }
        : undefined,
    behaviour: ({ config }) =>
      invoked(config, {
        mechanism: 'schedule with an SNS target (Publish)',
        onThrottle: HELD,
        permission: 'role with sns:Publish for scheduler.amazonaws.com',
      }),
    rules: topicTargetRules,
    cdk: wiring.topicTarget,
  }),
  defineConnection({
    id: 'scheduler/stream-target',
    title: 'Schedule',
    from: 'schedule',
    to: 'put-record',
    invocation: 'asynchronous',
    role: 'work',
    config: streamTargetConfig,
    summary: 'A record is put on the stream whenever a schedule is due.',
    behaviour: ({ config }) =>
      invoked(config, {
        mechanism: 'schedule with a Kinesis target (PutRecord)',
        onThrottle: HELD,
        permission: 'role with kinesis:PutRecord for scheduler.amazonaws.com',
      }),
    rules: streamTargetRules,
    cdk: wiring.streamTarget,
  }),
  defineConnection({
    id: 'scheduler/delivery-stream-target',
    title: 'Schedule',
    from: 'schedule',
    to: 'collect-records',
    invocation: 'asynchronous',
    role: 'work',
    config: targetConfig,
    summary: 'A record is put on the delivery stream whenever a schedule is due.',
    behaviour: ({ config }) =>
      invoked(config, {
        mechanism: 'schedule with a Firehose target (PutRecord)',
        onThrottle: HELD,
        permission: 'role with firehose:PutRecord for scheduler.amazonaws.com',
      }),
    rules: deliveryStreamTargetRules,
    cdk: wiring.deliveryStreamTarget,
  }),
  defineConnection({
    id: 'scheduler/workflow-target',
    title: 'Schedule',
    from: 'schedule',
    to: 'start-workflow',
    invocation: 'asynchronous',
    role: 'work',
    config: targetConfig,
    summary: 'An execution is started whenever a schedule is due.',
    behaviour: ({ config }) =>
      invoked(config, {
        mechanism: 'schedule with a Step Functions target (StartExecution)',
        onThrottle: HELD,
        permission: 'role with states:StartExecution for scheduler.amazonaws.com',
      }),
    rules: workflowTargetRules,
    cdk: wiring.workflowTarget,
  }),
  defineConnection({
    id: 'scheduler/bus-target',
    title: 'Schedule',
    from: 'schedule',
    to: 'put-events',
    invocation: 'asynchronous',
    role: 'work',
    config: busTargetConfig,
    summary: 'An event is put on the bus whenever a schedule is due.',
    behaviour: ({ config }) =>
      invoked(config, {
        mechanism: 'schedule with an event bus target (PutEvents)',
        onThrottle: HELD,
        permission: 'role with events:PutEvents for scheduler.amazonaws.com',
      }),
    rules: busTargetRules,
    cdk: wiring.busTarget,
  }),
  defineConnection({
    id: 'scheduler/run-target',
    title: 'Schedule',
    from: 'schedule',
    to: 'start-run',
    invocation: 'asynchronous',
    role: 'work',
    config: runTargetConfig,
    summary: 'A run is started whenever a schedule is due.',
    behaviour: ({ config }) =>
      invoked(config, {
        mechanism: 'schedule with a universal target (StartFlow)',
        onThrottle: HELD,
        permission: 'role with appflow:StartFlow for scheduler.amazonaws.com',
      }),
    rules: [],
    cdk: wiring.runTarget,
  }),
  defineConnection({
    id: 'scheduler/target-dead-letter',
    title: 'Schedule dead-letter queue',
    from: 'schedule',
    to: 'enqueue',
    invocation: 'asynchronous',
    role: 'failure',
    config: deadLetterConfig,
    summary: 'Inputs that EventBridge Scheduler could not deliver to a target move here.',
    refuses: (_from, { fifo }) =>
      fifo
        ? {
            why: 'the dead-letter queue of a schedule must be a standard queue',
            instead: 'use a standard queue',
            source: DLQ,
            asOf,
          }
        : undefined,
    behaviour: () => ({
      mechanism: 'dead-letter queue of the schedule',
      retriedBy: 'nobody',
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'nothing is refused',
      onFailure: 'where the schedule’s role may not send to the queue, it gets nothing and the input is lost',
      permission: 'role with sqs:SendMessage for scheduler.amazonaws.com',
    }),
    rules: deadLetterRules,
    cdk: wiring.targetDeadLetter,
  }),
];
