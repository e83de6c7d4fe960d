import { batchFitsPayload } from '#shared/services/lambda/rules/batch-fits-payload';
import { aClient, aFunction, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(batchFitsPayload, {
  valid: {
    'small messages': [
      aClient(),
      aQueue(),
      aFunction(),
      joined('client/send-message', 'client', 'queue'),
      joined('lambda/queue-event-source', 'queue', 'worker'),
    ],
  },
  invalid: {
    'a thousand messages of 10 KiB': {
      drawn: [
        aClient('client', { payload: 10_240 }),
        aQueue(),
        aFunction(),
        joined('client/send-message', 'client', 'queue'),
        joined('lambda/queue-event-source', 'queue', 'worker', { batchSize: 1000, batchingWindow: 5 }),
      ],
      message: '1,000 records of 10 KiB are more than the 6 MiB of one invocation: a batch holds 614 at most',
      at: { connection: 'queue--worker', field: 'batchSize' },
      remedy: 'Set batch size to 614',
    },
    'records of a stream, a third larger in Base64': {
      drawn: [
        aClient('client', { payload: 10_240 }),
        aStream(),
        aFunction(),
        joined('client/put-record', 'client', 'stream'),
        joined('lambda/stream-event-source', 'stream', 'worker', { batchSize: 500 }),
      ],
      message: '500 records of 10 KiB are more than the 6 MiB of one invocation: a batch holds 460 at most',
      at: { connection: 'stream--worker', field: 'batchSize' },
      remedy: 'Set batch size to 460',
    },
  },
});
