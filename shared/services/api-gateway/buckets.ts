/** The token buckets of an API and of the account: what they let through, and how much of them is used. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import { tokenBucketLoss } from '#shared/queueing/token-bucket';
import type { ApiConfig } from './config';

export const ACCOUNT = 'api-gateway/account-rate';
const THROTTLING = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html';
const asOf = '2026-11-23';

export interface Bucket {
  readonly rate: number;
  readonly burst: number;
}

/** Share of Poisson requests that find a token (exact; see shared/queueing/token-bucket). */
export function passes(arrivalRate: number, { rate, burst }: Bucket, context: CapacityContext<ApiConfig>): number {
  return 1 - context.loss(() => tokenBucketLoss({ arrivalRate, refillRate: rate, burst }));
}

export const accountBurst = (context: CapacityContext<ApiConfig>): number => context.quota('api-gateway/account-burst');

export const accountBucket = (context: CapacityContext<ApiConfig>): Bucket => ({
  rate: context.pool(ACCOUNT).size,
  burst: accountBurst(context),
});

export function bucketUse(
  used: number,
  { rate, burst }: Bucket,
  name: string,
): Pick<LimitUse, 'used' | 'limit' | 'unit' | 'utilisation' | 'grade' | 'because'> {
  return {
    used,
    limit: rate,
    unit: '1/s',
    utilisation: used / rate,
    grade: 'exact',
    because: () => ({
      formula: 'utilisation = offered rate ÷ refill rate of the token bucket',
      inputs: [
        { name: 'offered rate', value: used, unit: '1/s' },
        { name, value: rate, unit: '1/s' },
        { name: 'bucket size', value: burst, unit: 'requests' },
      ],
      source: THROTTLING,
      asOf,
    }),
  };
}

export function accountUse(context: CapacityContext<ApiConfig>): LimitUse {
  return {
    id: ACCOUNT,
    title: 'Account requests per second',
    ...bucketUse(context.pool(ACCOUNT).demand, accountBucket(context), 'account rate'),
    pool: ACCOUNT,
    setBy: { quota: ACCOUNT },
    beyond: '429 Too Many Requests to every client of every API in the account and Region',
  };
}
