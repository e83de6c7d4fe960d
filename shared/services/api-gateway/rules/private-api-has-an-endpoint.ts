import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { ApiConfig } from '../config';

export const privateApiHasAnEndpoint: ResourceRule<ApiConfig> = {
  id: 'api-gateway/private-api-has-an-endpoint',
  title: 'a private API has a VPC endpoint',
  severity: 'error',
  category: 'limits',
  why: 'A private API is reached only through an interface VPC endpoint for execute-api, also from on premises. Without one nobody can call it.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, endpoint, hasVpcEndpoint } }, report) {
    if (type !== 'REST' || endpoint !== 'private' || hasVpcEndpoint) return;
    report(
      { resource: id, field: 'hasVpcEndpoint' },
      `${name} is private but has no interface VPC endpoint for execute-api: nobody can reach it; add one, or state that it exists`,
      set('State that the VPC endpoint exists', { resource: id }, 'hasVpcEndpoint', true),
    );
  },
};
