import { edgeTimeoutIsShort } from '#shared/services/api-gateway/rules/edge-timeout-is-short';
import { anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(edgeTimeoutIsShort, {
  valid: {
    '29 s': [anApi('api', { endpoint: 'edge' })],
    'a longer timeout of a regional API': [anApi('api', { integrationTimeout: 60 })],
  },
  invalid: {
    '60 s at the edge': {
      drawn: [anApi('api', { endpoint: 'edge', integrationTimeout: 60 })],
      message:
        'api waits 60 s but an edge-optimised API waits 29 s at most: lower it, or make the API regional and have the quota raised',
      at: { resource: 'api', field: 'integrationTimeout' },
      remedy: 'Set the integration timeout to 29 s',
    },
  },
});
