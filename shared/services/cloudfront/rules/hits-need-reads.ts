import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { DistributionConfig } from '../config';

export const hitsNeedReads: ResourceRule<DistributionConfig> = {
  id: 'cloudfront/hits-need-reads',
  title: 'a cache hit ratio is stated where there is something to cache',
  severity: 'warning',
  category: 'semantics',
  why: 'CloudFront caches answers to GET and HEAD, and to OPTIONS where asked to. POST, PUT, PATCH and DELETE always go to the origin.',
  source:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html',
  asOf: '2026-11-23',
  check({ id, name, config: { cacheHitRatio, cacheableShare } }, report) {
    if (cacheHitRatio === 0 || cacheableShare > 0) return;
    report(
      { resource: id, field: 'cacheHitRatio' },
      `${name} is given ${short(cacheHitRatio * 100)} % cache hits but none of its requests can be cached: set it to 0, or say what share is GET and HEAD`,
      set('Expect no cache hits', { resource: id }, 'cacheHitRatio', 0),
    );
  },
};
