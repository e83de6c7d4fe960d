import { batchFitsACall } from '#shared/services/sns/rules/batch-fits-a-call';
import { aClient, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(batchFitsACall, {
  valid: {
    'ten small messages in a call': [
      aClient('shop'),
      aTopic('orders'),
      joined('client/publish', 'shop', 'orders', { batchSize: 10 }),
    ],
  },
  invalid: {
    'ten messages of 50 KiB in a call to a topic for 256 KiB': {
      drawn: [
        aClient('shop', { payload: 51_200 }),
        aTopic('orders'),
        joined('client/publish', 'shop', 'orders', { batchSize: 10 }),
      ],
      message: '10 messages of 50 KiB are more than the 256 KiB of one call: let shop publish 5 in a call',
      at: { connection: 'shop--orders', field: 'batchSize' },
      remedy: 'Publish 5 messages in a call',
    },
  },
});
