import { httpTimeoutIsShort } from '#shared/services/api-gateway/rules/http-timeout-is-short';
import { anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(httpTimeoutIsShort, {
  valid: {
    '30 s': [anApi('api', { type: 'HTTP', integrationTimeout: 30 })],
  },
  invalid: {
    '31 s': {
      drawn: [anApi('api', { type: 'HTTP', integrationTimeout: 31 })],
      message:
        'api waits 31 s but an HTTP API waits 30 s at most: lower it, or use a regional REST API with a raised quota',
      at: { resource: 'api', field: 'integrationTimeout' },
      remedy: 'Set the integration timeout to 30 s',
    },
  },
});
