/** Subscriptions, and the dead-letter queue of a subscription. */
import { z } from 'zod';
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { count, duration, flag, rate, share, text } from '#shared/model/field';
import { seconds } from '#shared/model/unit';
import { wiring } from './cdk';
import {
  deadLetterRules,
  deliveryStreamSubscriptionRules,
  endpointSubscriptionRules,
  functionSubscriptionRules,
  queueSubscriptionRules,
} from './rules/index';

const FIFO = 'https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html';
const RAW = 'https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html';
const FILTER = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html';
const HTTP = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html';
const DLQ = 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html';
const asOf = '2026-11-23';

/** SNS goes on for 100,015 attempts, about 23 days (sns-message-delivery-retries, 2026-11-23). */
const RETRIED_FOR = seconds(23 * 86_400);

/** Of a delivery stream that throttles (same source). */
const THROTTLED_ATTEMPTS = 50;

const filterShare = share(
  {
    title: 'Share that passes the filter',
    help: 'Share of the published messages that the subscription’s filter policy lets through; 1 without a filter.',
    defaultFrom: 'assumption',
    source: FILTER,
    asOf,
  },
  1,
);
const filterPolicy = text(
  {
    title: 'Filter policy',
    help: 'As JSON on message attributes, for the exported code: {"type": ["order"]}.',
    group: 'more',
    source: FILTER,
    asOf,
  },
  '',
);

const rawDelivery = (help: string) =>
  flag({ title: 'Raw message delivery', help, defaultFrom: 'aws', source: RAW, asOf }, false);

const queueConfig = z.looseObject({
  filterShare,
  filterPolicy,
  rawDelivery: rawDelivery('The queue gets the message itself, without the JSON envelope of SNS.'),
});
const deliveryConfig = z.looseObject({
  filterShare,
  filterPolicy,
  rawDelivery: rawDelivery('The objects hold the message itself, without the JSON envelope of SNS.'),
});
const functionConfig = z.looseObject({ filterShare, filterPolicy });
const endpointConfig = z.looseObject({
  filterShare,
  filterPolicy,
  rawDelivery: rawDelivery('The endpoint gets the message itself, without the JSON envelope of SNS.'),
  retries: count(
    {
      title: 'Retries',
      help: 'Deliveries that fail are tried again so often: answers of 5xx and 429, and those that come after 15 seconds.',
      min: 0,
      max: 100,
      defaultFrom: 'aws',
      source: HTTP,
      asOf,
    },
    3,
  ),
  retryInterval: duration(
    {
      title: 'Time between retries',
      help: 'The same between all of them. All retries together may take an hour.',
      min: 1,
      max: 3600,
      whole: true,
      defaultFrom: 'aws',
      source: HTTP,
      asOf,
    },
    20,
  ),
  receivesPerSecond: rate(
    {
      title: 'Most deliveries a second',
      help: 'On average. What is beyond waits, and uses up no retry.',
      min: 1,
      max: 100_000,
      whole: true,
      unset: 'as many as come',
      source: HTTP,
      asOf,
    },
    undefined,
  ),
});
const deadLetterConfig = z.looseObject({
  subscription: text(
    {
      title: 'Of the subscription',
      help: 'Id of the subscription’s connection; empty: of every subscription of the topic.',
      group: 'more',
    },
    '',
  ),
});

export type QueueSubscriptionConfig = z.infer<typeof queueConfig>;
export type DeliverySubscriptionConfig = z.infer<typeof deliveryConfig>;
export type FunctionSubscriptionConfig = z.infer<typeof functionConfig>;
export type EndpointSubscriptionConfig = z.infer<typeof endpointConfig>;
export type SubscriptionDeadLetterConfig = z.infer<typeof deadLetterConfig>;

const badge = ({ filterShare: passes }: FunctionSubscriptionConfig): string | undefined =>
  passes < 1 ? `filter ${Math.round(passes * 100)} %` : undefined;

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
    behaviour: ({ config: { retries, retryInterval } }) => ({
      mechanism: 'SNS subscription (HTTPS, 15 s for an answer)',
      retriedBy: retries > 0 ? 'service' : 'nobody',
      attempts: retries + 1,
      retriedFor: seconds(retries * retryInterval),
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'a 429 counts as a failed attempt: SNS tries again until the retries are used up',
      throttleSeenAs: '429 Too Many Requests',
      onFailure:
        'after the last retry, or at once for a 4xx other than 429, the message goes to the subscription’s dead-letter queue, or is lost',
      permission: 'none of AWS’s: the endpoint confirms the subscription, and checks the signature of each message',
    }),
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
