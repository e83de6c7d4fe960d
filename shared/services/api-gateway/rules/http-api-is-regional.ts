import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { ApiConfig } from '../config';

export const httpApiIsRegional: ResourceRule<ApiConfig> = {
  id: 'api-gateway/http-api-is-regional',
  title: 'an HTTP or WebSocket API is regional',
  severity: 'error',
  category: 'limits',
  why: 'HTTP and WebSocket APIs have regional endpoints only. Edge-optimised and private endpoints need a REST API; a CloudFront distribution in front of a regional API does what an edge-optimised one does.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, endpoint } }, report) {
    if (type === 'REST' || endpoint === 'regional') return;
    const [what, all] = type === 'HTTP' ? ['an HTTP API', 'HTTP APIs'] : ['a WebSocket API', 'WebSocket APIs'];
    report(
      { resource: id, field: 'endpoint' },
      `${name} is ${what} with ${endpoint === 'edge' ? 'an edge-optimised' : 'a private'} endpoint, but ${all} are regional: make it regional${type === 'HTTP' ? ', or a REST API' : ''}`,
      endpoint === 'private' && type === 'HTTP'
        ? set('Make it a REST API', { resource: id }, 'type', 'REST')
        : set('Make it regional', { resource: id }, 'endpoint', 'regional'),
    );
  },
};
