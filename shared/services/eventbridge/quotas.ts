import type { Quota } from '#shared/model/fact';
import type { PoolSpec } from '#shared/model/service';

const QUOTAS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html';
const RETRY = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html';
const asOf = '2026-11-23';

/** Regions of one size share their quotas. */
function byRegion(large: number, medium: number, small: number, minor: number): Readonly<Record<string, number>> {
  const sizes: readonly (readonly [number, readonly string[]])[] = [
    [large, ['us-east-1', 'us-west-2', 'eu-west-1']],
    [medium, ['us-east-2', 'eu-central-1', 'eu-south-2']],
    [small, ['us-west-1', 'ap-northeast-1', 'ap-southeast-1', 'ap-southeast-2', 'eu-west-2']],
    [minor, ['ap-east-1', 'ap-northeast-2', 'ap-south-1', 'ca-central-1', 'eu-north-1', 'eu-west-3', 'sa-east-1']],
  ];
  return Object.fromEntries(sizes.flatMap(([value, regions]) => regions.map((region) => [region, value])));
}

export const quotas: readonly Quota[] = [
  {
    id: 'eventbridge/put-events',
    title: 'PutEvents calls',
    value: 400,
    byRegion: byRegion(10_000, 2400, 1200, 600),
    unit: '1/s',
    scope: 'account-region',
    adjustable: true,
    error: '400 ThrottlingException',
    metric: 'PutEventsApproximateThrottledCount',
    note: 'Calls, not events: a full batch of ten events counts once.',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'eventbridge/invocations',
    title: 'Target invocations',
    value: 750,
    byRegion: byRegion(18_750, 4500, 2250, 1100),
    unit: '1/s',
    scope: 'account-region',
    adjustable: true,
    metric: 'ThrottledRules',
    note: 'Each matched target counts. Beyond it nothing is refused: deliveries are delayed.',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'eventbridge/batch-entries',
    title: 'Events of one PutEvents call',
    value: 10,
    unit: 'count',
    scope: 'connection',
    adjustable: false,
    error: '400 ValidationException',
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html',
    asOf,
  },
  {
    id: 'eventbridge/request-bytes',
    title: 'Bytes of one PutEvents call',
    value: 1_048_576,
    unit: 'B',
    scope: 'connection',
    adjustable: false,
    error: '413 Request entity too large',
    metric: 'PutEventsRequestSize',
    note: 'The request must stay below it. Events had 256 KB until early 2026.',
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html',
    asOf,
  },
  {
    id: 'eventbridge/targets-per-rule',
    title: 'Targets of a rule',
    value: 5,
    unit: 'count',
    scope: 'resource',
    adjustable: false,
    error: '400 LimitExceededException',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'eventbridge/rules-per-bus',
    title: 'Rules of a bus',
    value: 300,
    byRegion: { 'af-south-1': 100, 'eu-south-1': 100 },
    unit: 'count',
    scope: 'resource',
    adjustable: true,
    error: '400 LimitExceededException',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'eventbridge/buses',
    title: 'Event buses',
    value: 100,
    unit: 'count',
    scope: 'account-region',
    adjustable: true,
    error: '400 LimitExceededException',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'eventbridge/pattern-size',
    title: 'Characters of an event pattern',
    value: 2048,
    unit: 'count',
    scope: 'resource',
    adjustable: true,
    error: '400 InvalidEventPatternException',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'eventbridge/delivery-attempts',
    title: 'Retries of a delivery',
    value: 185,
    unit: 'count',
    scope: 'connection',
    adjustable: false,
    metric: 'RetryInvocationAttempts',
    note: 'At most, and at most 24 h, with exponential backoff and jitter. A missing permission or target is not tried again at all.',
    source: RETRY,
    asOf,
  },
];

export const pools: readonly PoolSpec[] = [
  {
    id: 'eventbridge/put-events',
    title: 'PutEvents calls of the account and Region',
    quota: 'eventbridge/put-events',
    size: (quota) => quota,
  },
  {
    id: 'eventbridge/invocations',
    title: 'Target invocations of the account and Region',
    quota: 'eventbridge/invocations',
    size: (quota) => quota,
  },
];
