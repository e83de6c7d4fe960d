import type { ResourceRule } from '#shared/model/rule';
import type { DistributionConfig } from '../config';

export const originsFit: ResourceRule<DistributionConfig> = {
  id: 'cloudfront/origins-fit',
  title: 'a distribution has as many origins and behaviours as its quotas allow',
  severity: 'error',
  category: 'limits',
  why: 'Origins and cache behaviours of a distribution have quotas, which AWS raises on request.',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report, { quota }) {
    const [origins, behaviours] = [quota('cloudfront/origins'), quota('cloudfront/behaviors')];
    // The default behaviour is not counted.
    const most = Math.min(origins, behaviours + 1);
    if (outbound.length <= most) return;
    report(
      { resource: id },
      `${name} has ${outbound.length} origins, each with a behaviour, and ${most} fit: put several paths behind one API, or have the quota raised`,
    );
  },
};
