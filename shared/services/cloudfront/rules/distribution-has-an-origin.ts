import type { ResourceRule } from '#shared/model/rule';
import type { DistributionConfig } from '../config';

export const distributionHasAnOrigin: ResourceRule<DistributionConfig> = {
  id: 'cloudfront/distribution-has-an-origin',
  title: 'a distribution has an origin',
  severity: 'error',
  category: 'semantics',
  why: 'A distribution without an origin cannot be created: there is nothing to cache.',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report) {
    if (outbound.length > 0) return;
    report(
      { resource: id },
      `${name} has no origin: connect the API, the function or the bucket that has what it serves`,
    );
  },
};
