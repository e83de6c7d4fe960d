import { batchFitsTimeout } from '#shared/services/lambda/rules/batch-fits-timeout';
import { aFunction, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(batchFitsTimeout, {
  valid: {
    'a batch that is done in time': [
      aQueue(),
      aFunction('worker', { timeout: 30, perRecord: 0.1 }),
      joined('lambda/queue-event-source', 'queue', 'worker'),
    ],
  },
  invalid: {
    'ten messages of half a second each in three seconds': {
      drawn: [
        aQueue(),
        aFunction('worker', { perRecord: 0.5 }),
        joined('lambda/queue-event-source', 'queue', 'worker'),
      ],
      message: 'a full batch of 10 takes 5.1 s but worker is stopped after 3 s: 5 fit, or raise the timeout',
      at: { connection: 'queue--worker', field: 'batchSize' },
      remedy: 'Set batch size to 5',
    },
    'one record that takes longer than the timeout': {
      drawn: [
        aStream(),
        aFunction('worker', { perRecord: 5 }),
        joined('lambda/stream-event-source', 'stream', 'worker'),
      ],
      message: 'a full batch of 100 takes 500 s but worker is stopped after 3 s: raise the timeout',
      at: { connection: 'stream--worker', field: 'batchSize' },
    },
  },
});
