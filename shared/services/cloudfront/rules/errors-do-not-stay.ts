import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { type DistributionConfig, missShare } from '../config';

/** Share of failed origin requests from which cached errors are noticed. */
const NOTICEABLE = 0.001;

export const errorsDoNotStay: ResourceRule<DistributionConfig> = {
  id: 'cloudfront/errors-do-not-stay',
  title: 'an overload behind CloudFront is not served from the cache',
  severity: 'warning',
  category: 'reliability',
  why: 'CloudFront caches 500, 502, 503 and 504 for ten seconds unless told otherwise. One refusal of a full function, which an API turns into 500, is then the answer to everybody who asks for the same in that time. 429 is never cached.',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report, { capacity }) {
    if (config.errorCaching === 0 || config.cacheableShare === 0 || missShare(config) === 0) return;
    const failing = outbound.find((connection) => {
      const outcome = capacity?.connections.get(connection.id)?.outcome;
      return (outcome?.failed ?? 0) >= NOTICEABLE;
    });
    if (!failing) return;
    report(
      { resource: id, field: 'errorCaching' },
      `${failing.to.resource.name} fails at this load, and ${name} serves each of its errors for ${short(config.errorCaching)} s to all who ask for the same: do not cache errors, or let the overload be a 429`,
      set('Do not cache errors', { resource: id }, 'errorCaching', 0),
    );
  },
};
