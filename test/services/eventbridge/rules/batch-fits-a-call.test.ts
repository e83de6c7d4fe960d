import { batchFitsACall } from '#shared/services/eventbridge/rules/batch-fits-a-call';
import { aBus, aClient, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(batchFitsACall, {
  valid: {
    'ten events that together stay below 1 MiB': [
      aClient('shop', { payload: 100_000 }),
      aBus(),
      joined('client/put-events', 'shop', 'bus', { batchSize: 10 }),
    ],
  },
  invalid: {
    'ten events of 200 KB': {
      drawn: [
        aClient('shop', { payload: 200_000 }),
        aBus(),
        joined('client/put-events', 'shop', 'bus', { batchSize: 10 }),
      ],
      message: '10 events of 200,000 bytes are not below the 1 MiB of one call: let shop put 5 in a call',
      at: { connection: 'shop--bus', field: 'batchSize' },
      remedy: 'Put 5 events in a call',
    },
  },
});
