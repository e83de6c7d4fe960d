/** Settings of subscriptions, and of the dead-letter queue of a subscription. */
import { z } from 'zod';
import { choice, count, duration, flag, rate, share, text } from '#shared/model/field';

const RAW = 'https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html';
const FILTER = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html';
const HTTP = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html';
const asOf = '2026-11-23';

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

const phase = (title: string, help: string) =>
  count({ title, help, min: 0, max: 100, group: 'more', defaultFrom: 'aws', source: HTTP, asOf }, 0);

export const queueConfig = z.looseObject({
  filterShare,
  filterPolicy,
  rawDelivery: rawDelivery('The queue gets the message itself, without the JSON envelope of SNS.'),
});
export const deliveryConfig = z.looseObject({
  filterShare,
  filterPolicy,
  rawDelivery: rawDelivery('The objects hold the message itself, without the JSON envelope of SNS.'),
});
export const functionConfig = z.looseObject({ filterShare, filterPolicy });
export const endpointConfig = z.looseObject({
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
      help: 'The shortest, and the same between all of them unless a longest is stated. All retries together may take an hour.',
      min: 1,
      max: 3600,
      whole: true,
      defaultFrom: 'aws',
      source: HTTP,
      asOf,
    },
    20,
  ),
  longestRetryInterval: duration(
    {
      title: 'Longest time between retries',
      help: 'Retries come further and further apart, up to this time.',
      min: 1,
      max: 3600,
      whole: true,
      group: 'more',
      unset: 'the same between all',
      source: HTTP,
      asOf,
    },
    undefined,
  ),
  backoffFunction: choice(
    {
      title: 'Backoff function',
      help: 'How the time grows from the shortest to the longest. AWS draws the curves and states no formula: all but the straight line are approximated.',
      labels: { linear: 'Linear', arithmetic: 'Arithmetic', geometric: 'Geometric', exponential: 'Exponential' },
      group: 'more',
      defaultFrom: 'aws',
      source: HTTP,
      asOf,
    },
    'linear',
  ),
  retriesAtOnce: phase('Retries at once', 'So many of the retries come first, without any delay.'),
  retriesBeforeBackoff: phase(
    'Retries before backoff',
    'So many follow at the shortest time, before it begins to grow.',
  ),
  retriesAfterBackoff: phase('Retries after backoff', 'So many come last, at the longest time.'),
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
export const deadLetterConfig = z.looseObject({
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
