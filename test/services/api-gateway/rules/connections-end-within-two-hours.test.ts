import { connectionsEndWithinTwoHours } from '#shared/services/api-gateway/rules/connections-end-within-two-hours';
import { anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(connectionsEndWithinTwoHours, {
  valid: {
    'two hours': [anApi('api', { type: 'WEBSOCKET', sessionLength: 7200 })],
    'an API without connections': [anApi('api', { sessionLength: 9000 })],
  },
  invalid: {
    'three hours': {
      drawn: [anApi('api', { type: 'WEBSOCKET', sessionLength: 10_800 })],
      message:
        'clients of api stay 10,800 s but a connection ends after 7,200 s: let them connect again, and count each connection',
      at: { resource: 'api', field: 'sessionLength' },
      remedy: 'Set the session length to 7,200 s',
    },
  },
});
