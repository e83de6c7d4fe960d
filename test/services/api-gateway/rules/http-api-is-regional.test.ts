import { httpApiIsRegional } from '#shared/services/api-gateway/rules/http-api-is-regional';
import { anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(httpApiIsRegional, {
  valid: {
    'a regional HTTP API': [anApi('api', { type: 'HTTP' })],
    'a private REST API': [anApi('api', { endpoint: 'private' })],
  },
  invalid: {
    'an HTTP API at the edge': {
      drawn: [anApi('api', { type: 'HTTP', endpoint: 'edge' })],
      message:
        'api is an HTTP API with an edge-optimised endpoint, but HTTP APIs are regional: make it regional, or a REST API',
      at: { resource: 'api', field: 'endpoint' },
      remedy: 'Make it regional',
    },
    'a WebSocket API at the edge': {
      drawn: [anApi('api', { type: 'WEBSOCKET', endpoint: 'edge' })],
      message:
        'api is a WebSocket API with an edge-optimised endpoint, but WebSocket APIs are regional: make it regional',
      at: { resource: 'api', field: 'endpoint' },
      remedy: 'Make it regional',
    },
    'a private HTTP API': {
      drawn: [anApi('api', { type: 'HTTP', endpoint: 'private' })],
      message:
        'api is an HTTP API with a private endpoint, but HTTP APIs are regional: make it regional, or a REST API',
      at: { resource: 'api', field: 'endpoint' },
      remedy: 'Make it a REST API',
    },
  },
});
