import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { ApiConfig } from '../config';

export const privateApiHasAPolicy: ResourceRule<ApiConfig> = {
  id: 'api-gateway/private-api-has-a-policy',
  title: 'a private API has a resource policy that lets its callers in',
  severity: 'error',
  category: 'security',
  why: 'A private API without a resource policy cannot be deployed. The policy names the VPC or the VPC endpoint from which it may be called (aws:SourceVpc, aws:SourceVpce).',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, endpoint, hasResourcePolicy } }, report) {
    if (type !== 'REST' || endpoint !== 'private' || hasResourcePolicy) return;
    report(
      { resource: id, field: 'hasResourcePolicy' },
      `${name} is private but has no resource policy and cannot be deployed: allow aws:SourceVpce or aws:SourceVpc`,
      set('Add a resource policy for the VPC endpoint', { resource: id }, 'hasResourcePolicy', true),
    );
  },
};
