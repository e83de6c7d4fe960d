import type { ResourceRule } from '#shared/model/rule';
import type { DistributionConfig } from '../config';
import type { OriginConfig } from '../connections';

export const patternsDiffer: ResourceRule<DistributionConfig> = {
  id: 'cloudfront/patterns-differ',
  title: 'each origin has a path pattern of its own, and one takes the rest',
  severity: 'error',
  category: 'semantics',
  why: 'A path pattern belongs to one cache behaviour, and a behaviour to one origin. The default behaviour * is needed: it takes what no other pattern matches.',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report) {
    const patterns = outbound.map(({ config }) => (config as unknown as OriginConfig).pathPattern);
    const twice = outbound.find((_, at) => patterns.indexOf(patterns[at] ?? '') !== at);
    if (twice) {
      const pattern = (twice.config as unknown as OriginConfig).pathPattern;
      const first = outbound[patterns.indexOf(pattern)];
      report(
        { connection: twice.id, field: 'pathPattern' },
        `${first?.to.resource.name} and ${twice.to.resource.name} both answer ${pattern} of ${name}: give one of them another pattern`,
      );
    } else if (outbound.length > 0 && !patterns.includes('*')) {
      report({ resource: id }, `no origin of ${name} has the pattern *: one has to take what no other pattern matches`);
    }
  },
};
