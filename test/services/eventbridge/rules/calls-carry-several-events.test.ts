import { callsCarrySeveralEvents } from '#shared/services/eventbridge/rules/calls-carry-several-events';
import { aBus, aClient, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(callsCarrySeveralEvents, {
  valid: {
    'calls far below the quota': [aClient('shop', { rate: 1000 }), aBus(), joined('client/put-events', 'shop', 'bus')],
    'full batches': [
      aClient('shop', { rate: 20_000 }),
      aBus(),
      joined('client/put-events', 'shop', 'bus', { batchSize: 10 }),
    ],
  },
  invalid: {
    'one event a call near the quota': {
      drawn: [aClient('shop', { rate: 8000 }), aBus(), joined('client/put-events', 'shop', 'bus')],
      message:
        'shop makes 8,000 PutEvents calls a second to bus, of 10,000 that the account has: put up to 10 events in a call',
      at: { connection: 'shop--bus', field: 'batchSize' },
      remedy: 'Put 10 events in a call',
    },
  },
});
