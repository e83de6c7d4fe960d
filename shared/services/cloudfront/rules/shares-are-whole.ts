import { setting, together } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { sharesOff } from '#shared/model/shares';
import { short } from '#shared/model/wording';
import type { DistributionConfig } from '../config';
import type { OriginConfig } from '../connections';

export const sharesAreWhole: ResourceRule<DistributionConfig> = {
  id: 'cloudfront/shares-are-whole',
  title: 'the origins of a distribution take all of its requests, and no more',
  severity: 'warning',
  category: 'semantics',
  why: 'Every request matches one cache behaviour and goes to its origin. Shares that do not add up to the whole make the load behind the distribution something else than it seems.',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report) {
    const off = sharesOff(outbound.map(({ config }) => (config as unknown as OriginConfig).trafficShare));
    if (!off) return;
    report(
      { resource: id },
      `the origins of ${name} take ${short(off.sum * 100)} % of its requests${off.leavesOthers ? ', with others still to share the rest' : ''}: make the shares add up to 100 %`,
      together(
        'Share the requests evenly',
        ...outbound.map((each) => setting({ connection: each.id }, 'trafficShare', undefined)),
      ),
    );
  },
};
