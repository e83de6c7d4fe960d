/** Subscriptions, and the dead-letter queue of a subscription. */
import { z } from 'zod';
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { flag, share, text } from '#shared/model/field';
import { seconds } from '#shared/model/unit';
import { wiring } from './cdk';
import { deadLetterRules, functionSubscriptionRules, queueSubscriptionRules } from './rules/index';

const FIFO = 'https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html';
const RAW = 'https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html';
const FILTER = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html';
const DLQ = 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html';
const asOf = '2026-11-23';

/** SNS goes on for 100,015 attempts, about 23 days (sns-message-delivery-retries, 2026-11-23). */
const RETRIED_FOR = seconds(23 * 86_400);

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

const queueConfig = z.looseObject({
  filterShare,
  filterPolicy,
  rawDelivery: flag(
    {
      title: 'Raw message delivery',
      help: 'The queue gets the message itself, without the JSON envelope of SNS.',
      defaultFrom: 'aws',
      source: RAW,
      asOf,
    },
    false,
  ),
});
const functionConfig = z.looseObject({ filterShare, filterPolicy });
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
export type FunctionSubscriptionConfig = z.infer<typeof functionConfig>;
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
