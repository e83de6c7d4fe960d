import type { Quota } from '#shared/model/fact';
import type { PoolSpec } from '#shared/model/service';

const QUOTAS = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html';
const asOf = '2026-11-23';

/** Regions with the larger quotas. */
const PRIMARY = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ap-northeast-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'sa-east-1',
];
const inPrimary = (value: number): Readonly<Record<string, number>> =>
  Object.fromEntries(PRIMARY.map((region) => [region, value]));

export const quotas: readonly Quota[] = [
  {
    id: 'scheduler/invocations',
    title: 'Scheduler invocations',
    value: 500,
    byRegion: inPrimary(1000),
    unit: '1/s',
    scope: 'account-region',
    adjustable: true,
    metric: 'InvocationThrottleCount',
    note: 'Beyond it nothing is refused: invocations come later.',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'scheduler/schedules',
    title: 'Schedules',
    value: 10_000_000,
    unit: 'count',
    scope: 'account-region',
    adjustable: true,
    error: '402 ServiceQuotaExceededException',
    note: 'One-time schedules that are done count too, unless they are deleted after completion. Older texts say 1 million.',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'scheduler/create-schedule',
    title: 'CreateSchedule calls',
    value: 250,
    byRegion: inPrimary(5000),
    unit: '1/s',
    scope: 'account-region',
    adjustable: true,
    error: '429 ThrottlingException',
    note: 'Older texts say 50.',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'scheduler/groups',
    title: 'Schedule groups',
    value: 500,
    unit: 'count',
    scope: 'account-region',
    adjustable: true,
    error: '402 ServiceQuotaExceededException',
    source: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_scheduler-readme.html',
    asOf,
  },
  {
    id: 'scheduler/input-bytes',
    title: 'Input of a schedule',
    value: 262_144,
    unit: 'B',
    scope: 'connection',
    adjustable: false,
    error: '400 ValidationException',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'scheduler/retry-attempts',
    title: 'Retries of an invocation',
    value: 185,
    unit: 'count',
    scope: 'connection',
    adjustable: false,
    metric: 'InvocationDroppedCount',
    note: 'At most, within at most 24 h, with exponential backoff.',
    source: 'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html',
    asOf,
  },
];

export const pools: readonly PoolSpec[] = [
  {
    id: 'scheduler/invocations',
    title: 'Scheduler invocations of the account and Region',
    quota: 'scheduler/invocations',
    size: (quota) => quota,
  },
];
