import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { OriginConfig } from '../connections';

export const originHasNoDistributionOfItsOwn: ConnectionRule<OriginConfig, 'fetch', 'http'> = {
  id: 'cloudfront/origin-has-no-distribution-of-its-own',
  title: 'what stands behind CloudFront does not go through CloudFront once more',
  severity: 'warning',
  category: 'cost',
  why: 'An edge-optimised API has a distribution of AWS’s in front of it already: every request then passes two, takes longer and can be cached in neither by the other’s rules. More than two in a chain are refused with 403.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html',
  asOf: '2026-11-23',
  check({ from, to }, report) {
    if (to.terms.distribution === 'none') return;
    report(
      { resource: to.resource.id, field: 'endpoint' },
      `${to.resource.name} has CloudFront in front of it already, and ${from.resource.name} stands before that: make it regional`,
      set('Make it regional', { resource: to.resource.id }, 'endpoint', 'regional'),
    );
  },
};
