import type { Quota } from '#shared/model/fact';

/** A client has no AWS quota; what bounds its retries are properties of the SDK. */
export const quotas: readonly Quota[] = [
  {
    id: 'client/retry-quota-tokens',
    title: 'SDK retry quota',
    value: 500,
    unit: 'count',
    scope: 'resource',
    adjustable: false,
    note: 'Tokens of one SDK client object; a retry after a throttle costs 5, after a transient error 14 (standard mode since November 2026).',
    source: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html',
    asOf: '2026-11-23',
  },
];
