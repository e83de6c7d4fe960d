import type { Quota } from '#shared/model/fact';
import type { PoolSpec } from '#shared/model/service';

const LIMITS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html';
const REST =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html';
const HTTP = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html';
const asOf = '2026-11-23';

/** Regions whose account limit is 2,500 requests per second with a bucket of 1,250 (same page). */
const SMALL = [
  'af-south-1',
  'eu-south-1',
  'ap-southeast-3',
  'me-central-1',
  'ap-south-2',
  'ap-southeast-4',
  'eu-south-2',
  'eu-central-2',
  'il-central-1',
  'ca-west-1',
  'ap-southeast-5',
  'ap-southeast-7',
  'mx-central-1',
];

const inSmallRegions = (value: number): Record<string, number> => Object.fromEntries(SMALL.map((id) => [id, value]));

export const quotas: readonly Quota[] = [
  {
    id: 'api-gateway/account-rate',
    title: 'Account requests per second',
    value: 10_000,
    byRegion: inSmallRegions(2500),
    unit: '1/s',
    scope: 'account-region',
    adjustable: true,
    error: '429 Too Many Requests',
    metric: '4XXError',
    serviceCode: 'apigateway',
    quotaCode: 'L-8A5B8E43',
    note: 'One token bucket for REST, HTTP and WebSocket APIs together; best effort, a target rather than a ceiling.',
    source: LIMITS,
    asOf,
  },
  {
    id: 'api-gateway/account-burst',
    title: 'Account burst',
    value: 5000,
    byRegion: inSmallRegions(1250),
    unit: 'count',
    scope: 'account-region',
    adjustable: false,
    error: '429 Too Many Requests',
    metric: '4XXError',
    note: 'Size of the same token bucket; AWS sets it, it cannot be requested.',
    source: LIMITS,
    asOf,
  },
  {
    id: 'api-gateway/rest-integration-timeout',
    title: 'REST integration timeout',
    value: 29,
    unit: 's',
    scope: 'account-region',
    adjustable: true,
    ceiling: 300,
    error: '504 INTEGRATION_TIMEOUT',
    metric: '5XXError',
    serviceCode: 'apigateway',
    quotaCode: 'L-E5AE38E3',
    note: 'Raisable for regional and private APIs only, in return for a lower account rate.',
    source: REST,
    asOf,
  },
  {
    id: 'api-gateway/http-integration-timeout',
    title: 'HTTP API integration timeout',
    value: 30,
    unit: 's',
    scope: 'resource',
    adjustable: false,
    error: '503 Service Unavailable',
    metric: '5xx',
    source: HTTP,
    asOf,
  },
  {
    id: 'api-gateway/payload',
    title: 'Request payload',
    value: 10_485_760,
    unit: 'B',
    scope: 'resource',
    adjustable: false,
    error: '413 Request Too Large',
    source: REST,
    asOf,
  },
];

export const pools: readonly PoolSpec[] = [
  {
    id: 'api-gateway/account-rate',
    title: 'API Gateway requests of the account and Region',
    quota: 'api-gateway/account-rate',
    size: (quota) => quota,
  },
];
