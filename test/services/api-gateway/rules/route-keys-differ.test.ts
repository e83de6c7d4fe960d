import { routeKeysDiffer } from '#shared/services/api-gateway/rules/route-keys-differ';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const KIND = 'api-gateway/websocket-lambda';
const both = [anApi('api', { type: 'WEBSOCKET' }), aFunction('first'), aFunction('second')];

testRule(routeKeysDiffer, {
  valid: {
    'two keys': [...both, joined(KIND, 'api', 'first'), joined(KIND, 'api', 'second', { routeKey: 'send' })],
  },
  invalid: {
    'two integrations of one key': {
      drawn: [...both, joined(KIND, 'api', 'first'), joined(KIND, 'api', 'second')],
      message:
        '$default of api leads to first and to second, but a route key has one integration: give one of them another key',
      at: { connection: 'api--second', field: 'routeKey' },
      remedy: 'Give it the key second',
    },
  },
});
