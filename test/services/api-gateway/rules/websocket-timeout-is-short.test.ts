import { webSocketTimeoutIsShort } from '#shared/services/api-gateway/rules/websocket-timeout-is-short';
import { anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(webSocketTimeoutIsShort, {
  valid: {
    '29 s': [anApi('api', { type: 'WEBSOCKET', integrationTimeout: 29 })],
    'an HTTP API': [anApi('api', { type: 'HTTP', integrationTimeout: 30 })],
  },
  invalid: {
    '30 s': {
      drawn: [anApi('api', { type: 'WEBSOCKET', integrationTimeout: 30 })],
      message:
        'api waits 30 s but a WebSocket API waits 29 s at most: lower it, and push what comes later to the connection',
      at: { resource: 'api', field: 'integrationTimeout' },
      remedy: 'Set the integration timeout to 29 s',
    },
  },
});
