import type { ResourceRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { ApiConfig } from '../config';

/** The largest response that the cache keeps, bytes. */
const MOST = 1_048_576;

export const cachedResponsesFit: ResourceRule<ApiConfig> = {
  id: 'api-gateway/cached-responses-fit',
  title: 'responses that are to be cached fit the cache',
  severity: 'warning',
  category: 'limits',
  why: 'The stage cache keeps responses of at most 1 MiB. Larger ones are passed on and never cached, so that each of these requests reaches the backend.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, cacheHitRatio, responseSize } }, report) {
    if (type !== 'REST' || cacheHitRatio === 0 || responseSize <= MOST) return;
    report(
      { resource: id, field: 'responseSize' },
      `responses of ${name} have ${bytesText(responseSize)} on average but the cache keeps ${bytesText(MOST)} at most: they are not cached; cache them in a CDN, or make them smaller`,
    );
  },
};
