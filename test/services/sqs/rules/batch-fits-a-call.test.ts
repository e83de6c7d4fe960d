import { batchFitsACall } from '#shared/services/sqs/rules/batch-fits-a-call';
import { aClient, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(batchFitsACall, {
  valid: {
    'ten messages of 100 KiB in a call': [
      aClient('partners', { payload: 102_400 }),
      aQueue('jobs'),
      joined('client/send-message', 'partners', 'jobs', { batchSize: 10 }),
    ],
    'one message of 1 MiB, which is no batch': [
      aClient('partners', { payload: 1_048_576 }),
      aQueue('jobs'),
      joined('client/send-message', 'partners', 'jobs'),
    ],
  },
  invalid: {
    'ten messages of 200 KiB in a call': {
      drawn: [
        aClient('partners', { payload: 204_800 }),
        aQueue('jobs'),
        joined('client/send-message', 'partners', 'jobs', { batchSize: 10 }),
      ],
      message: '10 messages of 200 KiB are more than the 1 MiB of one call: let partners send 5 in a call',
      at: { connection: 'partners--jobs', field: 'batchSize' },
      remedy: 'Send 5 messages in a call',
    },
  },
});
