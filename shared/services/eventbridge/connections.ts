/** Rules with their targets, and the dead-letter queue of a target. */
import { type Behaviour, type ConnectionKind, defineConnection, type Selection } from '#shared/model/connection';
import { isPath } from '#shared/model/tenants';
import { seconds } from '#shared/model/unit';
import {
  apiDestinationRules,
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
  apiDestinationConfig,
  busTargetConfig,
  deadLetterConfig,
  functionTargetConfig,
  queueTargetConfig,
  retryPolicy,
  streamTargetConfig,
  type TargetConfig,
} from './target-config';
import { wiring } from './wiring';

const TARGETS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html';
const DESTINATIONS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html';
const DLQ = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html';
const asOf = '2026-11-23';

/** What does not depend on the kind of target. */
function delivered(
  config: TargetConfig,
  rest: Pick<Behaviour, 'mechanism' | 'onThrottle' | 'permission'> & Partial<Behaviour>,
): Behaviour {
  const { maximumEventAge, retryAttempts } = retryPolicy(config);
  return {
    retriedBy: retryAttempts > 0 ? 'service' : 'nobody',
    attempts: retryAttempts + 1,
    retriedFor: seconds(maximumEventAge),
    delivery: 'at least once',
    ordering: 'none',
    onFailure:
      'after the last retry, or at once where the target is gone or refuses EventBridge, the event goes to the target’s dead-letter queue, or is lost',
    ...rest,
  };
}

/** What a rule lets through. */
const selects = ({ pattern }: Pick<TargetConfig, 'pattern'>): Selection => ({ event: pattern });

const badge = ({ matchShare }: TargetConfig): string | undefined =>
  matchShare < 1 ? `matches ${Math.round(matchShare * 100)} %` : undefined;

const HELD = 'EventBridge holds the event and tries again with backoff';

export const connections: readonly ConnectionKind[] = [
  defineConnection({
    id: 'eventbridge/function-target',
    title: 'Rule',
    from: 'route',
    to: 'invoke',
    invocation: 'asynchronous',
    role: 'work',
    config: functionTargetConfig,
    summary: 'Each event that matches invokes the function asynchronously.',
    behaviour: ({ config }) =>
      delivered(config, {
        mechanism: 'rule with a Lambda target, asynchronous invocation',
        onThrottle:
          'Lambda’s own queue takes the event and tries again, at most for the function’s maximum event age; EventBridge does not see it',
        permission: 'lambda:InvokeFunction for events.amazonaws.com',
      }),
    selects,
    badge,
    rules: functionTargetRules,
    cdk: wiring.functionTarget,
  }),
  defineConnection({
    id: 'eventbridge/queue-target',
    title: 'Rule',
    from: 'route',
    to: 'enqueue',
    invocation: 'asynchronous',
    role: 'work',
    config: queueTargetConfig,
    summary: 'Each event that matches is put in the queue.',
    behaviour: ({ config, to }) =>
      delivered(config, {
        mechanism: 'rule with an SQS target (SendMessage)',
        // The queue keeps the order of arrival, but the bus has none to give.
        onThrottle: to.terms.fifo ? HELD : 'a standard queue takes a nearly unlimited rate',
        permission: 'queue policy that allows events.amazonaws.com to send',
      }),
    namesGroups: ({ config }) => (isPath(config.messageGroup) ? 'each' : 'one'),
    selects,
    badge,
    rules: queueTargetRules,
    cdk: wiring.queueTarget,
  }),
  defineConnection({
    id: 'eventbridge/topic-target',
    title: 'Rule',
    from: 'route',
    to: 'publish',
    invocation: 'asynchronous',
    role: 'work',
    config: functionTargetConfig,
    summary: 'Each event that matches is published to the topic.',
    refuses: (_from, { fifo }) =>
      fifo
        ? {
            why: 'a rule gives no message group, which a FIFO topic asks for',
            instead: 'use a standard topic, or a FIFO queue with a message group id',
            source: TARGETS,
            asOf,
          }
        : undefined,
    behaviour: ({ config }) =>
      delivered(config, {
        mechanism: 'rule with an SNS target (Publish)',
        onThrottle: HELD,
        permission: 'topic policy that allows events.amazonaws.com to publish',
      }),
    selects,
    badge,
    rules: topicTargetRules,
    cdk: wiring.topicTarget,
  }),
  defineConnection({
    id: 'eventbridge/stream-target',
    title: 'Rule',
    from: 'route',
    to: 'put-record',
    invocation: 'asynchronous',
    role: 'work',
    config: streamTargetConfig,
    summary: 'Each event that matches is put on the stream.',
    behaviour: ({ config }) =>
      delivered(config, {
        mechanism: 'rule with a Kinesis target (PutRecord)',
        onThrottle: HELD,
        permission: 'role with kinesis:PutRecord',
      }),
    selects,
    badge,
    rules: streamTargetRules,
    cdk: wiring.streamTarget,
  }),
  defineConnection({
    id: 'eventbridge/delivery-stream-target',
    title: 'Rule',
    from: 'route',
    to: 'collect-records',
    invocation: 'asynchronous',
    role: 'work',
    config: functionTargetConfig,
    summary: 'Each event that matches is put on the delivery stream.',
    behaviour: ({ config }) =>
      delivered(config, {
        mechanism: 'rule with a Firehose target (PutRecord)',
        onThrottle: HELD,
        permission: 'role with firehose:PutRecord',
      }),
    selects,
    badge,
    rules: deliveryStreamTargetRules,
    cdk: wiring.deliveryStreamTarget,
  }),
  defineConnection({
    id: 'eventbridge/workflow-target',
    title: 'Rule',
    from: 'route',
    to: 'start-workflow',
    invocation: 'asynchronous',
    role: 'work',
    config: functionTargetConfig,
    summary: 'Each event that matches starts an execution.',
    behaviour: ({ config }) =>
      delivered(config, {
        mechanism: 'rule with a Step Functions target (StartExecution)',
        onThrottle: HELD,
        permission: 'role with states:StartExecution',
      }),
    selects,
    badge,
    rules: workflowTargetRules,
    cdk: wiring.workflowTarget,
  }),
  defineConnection({
    id: 'eventbridge/bus-target',
    title: 'Rule',
    from: 'route',
    to: 'put-events',
    invocation: 'asynchronous',
    role: 'work',
    config: busTargetConfig,
    summary: 'Each event that matches goes to the other bus.',
    behaviour: ({ config }) =>
      delivered(config, {
        mechanism: 'rule with an event bus target (PutEvents)',
        onThrottle: HELD,
        permission: 'role with events:PutEvents',
      }),
    selects,
    badge,
    rules: busTargetRules,
    cdk: wiring.busTarget,
  }),
  defineConnection({
    id: 'eventbridge/api-destination',
    title: 'Rule with an API destination',
    from: 'route',
    to: 'http',
    invocation: 'asynchronous',
    role: 'work',
    config: apiDestinationConfig,
    summary: 'Each event that matches is posted to the endpoint, at most at the rate that you state.',
    refuses: (_from, { outside }) =>
      outside
        ? undefined
        : {
            why: 'API destinations and API Gateway targets within the drawing are not modelled',
            instead: 'let the rule invoke the function, or fill the queue, behind the API',
            source: DESTINATIONS,
            asOf,
          },
    behaviour: ({ config }) =>
      delivered(config, {
        mechanism: 'rule with an API destination (HTTPS, 5 s for an answer)',
        onThrottle: 'EventBridge holds the event and tries again, no sooner than Retry-After asks',
        throttleSeenAs: '429 Too Many Requests',
        onFailure:
          'after the last retry, or at once for a status that is not 401, 407, 409, 429 or 5xx, the event goes to the target’s dead-letter queue, or is lost',
        permission: 'role with events:InvokeApiDestination; a connection holds the endpoint’s key',
      }),
    selects,
    badge: (config) => [badge(config), `${config.invocationRate}/s at most`].filter(Boolean).join(' · '),
    rules: apiDestinationRules,
    cdk: wiring.apiDestination,
  }),
  defineConnection({
    id: 'eventbridge/target-dead-letter',
    title: 'Target dead-letter queue',
    from: 'route',
    to: 'enqueue',
    invocation: 'asynchronous',
    role: 'failure',
    config: deadLetterConfig,
    summary: 'Events that EventBridge could not deliver to a target move here.',
    refuses: (_from, { fifo }) =>
      fifo
        ? {
            why: 'the dead-letter queue of a rule’s target must be a standard queue',
            instead: 'use a standard queue',
            source: DLQ,
            asOf,
          }
        : undefined,
    behaviour: () => ({
      mechanism: 'dead-letter queue of the target',
      retriedBy: 'nobody',
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'nothing is refused',
      onFailure: 'a dead-letter queue without the queue policy gets nothing, and the event is lost',
      permission: 'queue policy that allows events.amazonaws.com to send',
    }),
    rules: deadLetterRules,
    cdk: wiring.targetDeadLetter,
  }),
];
