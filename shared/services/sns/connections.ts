/** Subscriptions, and the dead-letter queue of a subscription. */
import { type ConnectionKind, defineConnection, type GroupNaming, type Selection } from '#shared/model/connection';
import type { End } from '#shared/model/graph';
import { seconds } from '#shared/model/unit';
import { short } from '#shared/model/wording';
import { wiring } from './cdk';
import { backoffRetries, policyOf, retryTime } from './delivery-policy';
import {
  deadLetterRules,
  deliveryStreamSubscriptionRules,
  endpointSubscriptionRules,
  functionSubscriptionRules,
  queueSubscriptionRules,
} from './rules/index';
import {
  deadLetterConfig,
  deliveryConfig,
  type EndpointSubscriptionConfig,
  endpointConfig,
  type FunctionSubscriptionConfig,
  functionConfig,
  queueConfig,
} from './subscription-config';

const FIFO = 'https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html';
const HTTP = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html';
const DLQ = 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html';
const asOf = '2026-11-23';

/** SNS goes on for 100,015 attempts, about 23 days (sns-message-delivery-retries, 2026-11-23). */
const RETRIED_FOR = seconds(23 * 86_400);

/** Of a delivery stream that throttles (same source). */
const THROTTLED_ATTEMPTS = 50;

/** What a subscription lets through. */
const selects = ({ filterPolicy }: Pick<FunctionSubscriptionConfig, 'filterPolicy'>): Selection => ({
  attributes: filterPolicy,
});

const badge = ({ filterShare: passes }: FunctionSubscriptionConfig): string | undefined =>
  passes < 1 ? `filter ${Math.round(passes * 100)} %` : undefined;

/** Where the time between retries grows. */
function backoffText(config: EndpointSubscriptionConfig): string {
  const policy = policyOf(config);
  return backoffRetries(policy) > 1 && policy.longest > policy.shortest
    ? `, ${policy.form} backoff from ${short(policy.shortest)} s to ${short(policy.longest)} s`
    : '';
}

/**
 * A standard topic hands on to a standard queue what its publishers name (API_Publish, MessageGroupId, as of 2026-11-28); of
 * a FIFO topic's groups AWS does not say so. Where publishers differ, the most that one of them names.
 */
function handedOn({ from }: { readonly from: End<'deliver'> }): GroupNaming {
  if (from.terms.fifo) return 'none';
  const named = new Set(from.resource.inbound.map((publisher) => publisher.kind.namesGroups(publisher)));
  return (['each', 'one'] as const).find((naming) => named.has(naming)) ?? 'none';
}

export const connections: readonly ConnectionKind[] = [
  defineConnection({
    id: 'sns/queue-subscription',
    title: 'Subscription',
    from: 'deliver',
    to: 'enqueue',
    invocation: 'asynchronous',
    role: 'work',
    config: queueConfig,
    summary: 'Each published message is put in the queue.',
    refuses: (from, to) =>
      !from.fifo && to.fifo
        ? {
            why: 'a standard topic cannot deliver to a FIFO queue',
            instead: 'use a FIFO topic, which delivers to both kinds of queue',
            source: FIFO,
            asOf,
          }
        : undefined,
    behaviour: ({ from, to }) => ({
      mechanism: 'SNS subscription (SQS)',
      retriedBy: 'service',
      attempts: 100_015,
      retriedFor: RETRIED_FOR,
      delivery: from.terms.fifo && to.terms.fifo ? 'once per deduplication interval' : 'at least once',
      ordering: from.terms.fifo && to.terms.fifo ? 'per message group' : 'none',
      onThrottle: to.terms.fifo
        ? 'SNS holds the message group and tries again'
        : 'a standard queue takes a nearly unlimited rate',
      onFailure:
        'a deleted queue or a missing policy is not retried: the message goes to the subscription’s dead-letter queue, or is lost',
      permission: 'queue policy that allows sns.amazonaws.com to send',
    }),
    namesGroups: handedOn,
    selects,
    badge,
    rules: queueSubscriptionRules,
    cdk: wiring.queueSubscription,
  }),
  defineConnection({
    id: 'sns/function-subscription',
    title: 'Subscription',
    from: 'deliver',
    to: 'invoke',
    invocation: 'asynchronous',
    role: 'work',
    config: functionConfig,
    summary: 'Each published message invokes the function asynchronously.',
    refuses: ({ fifo }) =>
      fifo
        ? {
            why: 'a FIFO topic delivers to SQS queues only',
            instead: 'put a FIFO queue and an event source mapping between',
            source: FIFO,
            asOf,
          }
        : undefined,
    behaviour: () => ({
      mechanism: 'SNS subscription (Lambda), asynchronous invocation',
      retriedBy: 'service',
      retriedFor: RETRIED_FOR,
      delivery: 'at least once',
      ordering: 'none',
      onThrottle:
        'Lambda’s own queue takes the event and tries again, at most for the maximum event age; SNS does not see it',
      onFailure:
        'a failed hand-over goes to the subscription’s dead-letter queue, a failed invocation to the function’s failure destination; without them it is lost',
      permission: 'lambda:InvokeFunction for sns.amazonaws.com',
    }),
    selects,
    badge,
    rules: functionSubscriptionRules,
    cdk: wiring.functionSubscription,
  }),
  defineConnection({
    id: 'sns/delivery-stream-subscription',
    title: 'Subscription',
    from: 'deliver',
    to: 'collect-records',
    invocation: 'asynchronous',
    role: 'work',
    config: deliveryConfig,
    summary: 'Each published message is put on the delivery stream.',
    refuses: ({ fifo }) =>
      fifo
        ? {
            why: 'a FIFO topic delivers to SQS queues only',
            instead: 'put a FIFO queue and a function that puts the records between',
            source: FIFO,
            asOf,
          }
        : undefined,
    behaviour: () => ({
      mechanism: 'SNS subscription (Firehose)',
      retriedBy: 'service',
      attempts: THROTTLED_ATTEMPTS,
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'SNS tries again 50 times over 6 hours, then gives the message up',
      throttleSeenAs: '503 ServiceUnavailableException',
      onFailure:
        'a deleted delivery stream or a role that may not write is not retried: the message goes to the subscription’s dead-letter queue, or is lost',
      permission: 'subscription role with firehose:PutRecord',
    }),
    selects,
    badge,
    rules: deliveryStreamSubscriptionRules,
    cdk: wiring.deliveryStreamSubscription,
  }),
  defineConnection({
    id: 'sns/endpoint-subscription',
    title: 'Subscription',
    from: 'deliver',
    to: 'http',
    invocation: 'asynchronous',
    role: 'work',
    config: endpointConfig,
    summary: 'Each published message is posted to the endpoint, which has to confirm the subscription first.',
    refuses: ({ fifo }, { outside }) => {
      if (fifo) {
        return {
          why: 'a FIFO topic delivers to SQS queues only',
          instead: 'put a FIFO queue and a function that calls the endpoint between',
          source: FIFO,
          asOf,
        };
      }
      return outside
        ? undefined
        : {
            why: 'subscriptions of an API of the drawing are not modelled',
            instead: 'let the topic invoke the function, or fill the queue, behind the API',
            source: HTTP,
            asOf,
          };
    },
    behaviour: ({ config }) => ({
      mechanism: `SNS subscription (HTTPS, 15 s for an answer${backoffText(config)})`,
      retriedBy: config.retries > 0 ? 'service' : 'nobody',
      attempts: config.retries + 1,
      retriedFor: retryTime(policyOf(config)),
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'a 429 counts as a failed attempt: SNS tries again until the retries are used up',
      throttleSeenAs: '429 Too Many Requests',
      onFailure:
        'after the last retry, or at once for a 4xx other than 429, the message goes to the subscription’s dead-letter queue, or is lost',
      permission: 'none of AWS’s: the endpoint confirms the subscription, and checks the signature of each message',
    }),
    selects,
    badge: (config) =>
      [badge(config), config.receivesPerSecond && `${config.receivesPerSecond}/s at most`]
        .filter(Boolean)
        .join(' · ') || undefined,
    rules: endpointSubscriptionRules,
    cdk: wiring.endpointSubscription,
  }),
  defineConnection({
    id: 'sns/subscription-dead-letter',
    title: 'Subscription dead-letter queue',
    from: 'deliver',
    to: 'enqueue',
    invocation: 'asynchronous',
    role: 'failure',
    config: deadLetterConfig,
    summary: 'Messages that SNS could not deliver to a subscriber move here.',
    refuses: (from, to) =>
      from.fifo === to.fifo
        ? undefined
        : {
            why: `the dead-letter queue of a ${from.fifo ? 'FIFO' : 'standard'} topic’s subscription must be a ${from.fifo ? 'FIFO' : 'standard'} queue`,
            instead: `use a ${from.fifo ? 'FIFO' : 'standard'} queue`,
            source: DLQ,
            asOf,
          },
    behaviour: () => ({
      mechanism: 'redrive policy of the subscription',
      retriedBy: 'nobody',
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'nothing is refused',
      onFailure: 'a dead-letter queue without the queue policy gets nothing, and the message is lost',
      permission: 'queue policy that allows sns.amazonaws.com to send',
    }),
    rules: deadLetterRules,
    cdk: wiring.subscriptionDeadLetter,
  }),
];
