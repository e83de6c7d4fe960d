import type { Quota } from '#shared/model/fact';
import type { PoolSpec } from '#shared/model/service';

const QUOTAS = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html';
const asOf = '2026-11-23';

/** Input or output of a state, a task or an execution, bytes: bounds of settings and terms as well. */
export const LARGEST_PAYLOAD = 262_144;
/** Of Standard, seconds: a year. */
export const LONGEST_STANDARD = 31_536_000;

/** Where AWS grants more of Standard workflows. */
const large = (value: number): Readonly<Record<string, number>> => ({
  'us-east-1': value,
  'us-west-2': value,
  'eu-west-1': value,
});

export const quotas: readonly Quota[] = [
  {
    id: 'step-functions/standard-starts',
    title: 'StartExecution of Standard workflows',
    value: 150,
    byRegion: large(300),
    unit: '1/s',
    scope: 'account-region',
    adjustable: true,
    error: '400 ThrottlingException',
    metric: 'ThrottledEvents',
    note: 'Refill of a token bucket, for all Standard workflows of the account and Region together.',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'step-functions/standard-start-burst',
    title: 'StartExecution of Standard workflows at once',
    value: 800,
    byRegion: large(1300),
    unit: 'count',
    scope: 'account-region',
    adjustable: true,
    error: '400 ThrottlingException',
    metric: 'ThrottledEvents',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'step-functions/express-starts',
    title: 'StartExecution of Express workflows',
    value: 6000,
    unit: '1/s',
    scope: 'account-region',
    adjustable: true,
    error: '400 ThrottlingException',
    note: 'Refill of a token bucket, for all Express workflows of the account and Region together.',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'step-functions/express-start-burst',
    title: 'StartExecution of Express workflows at once',
    value: 6000,
    unit: 'count',
    scope: 'account-region',
    adjustable: true,
    error: '400 ThrottlingException',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'step-functions/transitions',
    title: 'State transitions of Standard workflows',
    value: 800,
    byRegion: large(5000),
    unit: '1/s',
    scope: 'account-region',
    adjustable: true,
    metric: 'ExecutionThrottled',
    note: 'Beyond it nothing is refused: executions slow down. The bucket is as large as its refill of a second. A new account has less at first.',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'step-functions/open-executions',
    title: 'Open executions of Standard workflows',
    value: 1_000_000,
    unit: 'concurrent',
    scope: 'account-region',
    adjustable: true,
    error: '400 ExecutionLimitExceeded',
    metric: 'OpenExecutionCount',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'step-functions/payload',
    title: 'Input or output of a state or an execution',
    value: LARGEST_PAYLOAD,
    unit: 'B',
    scope: 'resource',
    adjustable: false,
    error: 'States.DataLimitExceeded',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'step-functions/history-events',
    title: 'Events in the history of a Standard execution',
    value: 25_000,
    unit: 'count',
    scope: 'resource',
    adjustable: false,
    source: QUOTAS,
    asOf,
  },
  {
    id: 'step-functions/map-concurrency',
    title: 'Items of an inline Map at once',
    value: 40,
    unit: 'concurrent',
    scope: 'resource',
    adjustable: false,
    note: 'Of one Map state of one execution. Further items wait; a Distributed Map runs up to 10,000 at once.',
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html',
    asOf: '2026-11-27',
  },
  {
    id: 'step-functions/standard-duration',
    title: 'Longest Standard execution',
    value: LONGEST_STANDARD,
    unit: 's',
    scope: 'resource',
    adjustable: false,
    error: 'States.Timeout',
    metric: 'ExecutionsTimedOut',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'step-functions/express-duration',
    title: 'Longest Express execution',
    value: 300,
    unit: 's',
    scope: 'resource',
    adjustable: false,
    error: 'States.Timeout',
    metric: 'ExecutionsTimedOut',
    source: QUOTAS,
    asOf,
  },
  {
    id: 'step-functions/definition-size',
    title: 'Size of a definition',
    value: 1_048_576,
    unit: 'B',
    scope: 'resource',
    adjustable: false,
    error: '400 InvalidDefinition',
    source: QUOTAS,
    asOf,
  },
];

const pool = (id: string, title: string): PoolSpec => ({ id, title, quota: id, size: (quota) => quota });

export const pools: readonly PoolSpec[] = [
  pool('step-functions/standard-starts', 'Starts of Standard executions of the account and Region'),
  pool('step-functions/express-starts', 'Starts of Express executions of the account and Region'),
  pool('step-functions/transitions', 'State transitions of the account and Region'),
  pool('step-functions/open-executions', 'Open executions of the account and Region'),
];
