import { recordsKeepTheirOrder } from '#shared/services/lambda/rules/records-keep-their-order';
import { aFunction, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(recordsKeepTheirOrder, {
  valid: {
    'records one at a time': [
      aQueue('jobs', { fifo: true }),
      aFunction(),
      aStream('out'),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
      joined('lambda/put-record', 'worker', 'out'),
    ],
    'batches of what has no order': [
      aQueue('jobs'),
      aFunction(),
      aStream('out'),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
      joined('lambda/put-record', 'worker', 'out', { batchSize: 100 }),
    ],
  },
  invalid: {
    'batches of what comes in order': {
      drawn: [
        aQueue('jobs', { fifo: true }),
        aFunction(),
        aStream('out'),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
        joined('lambda/put-record', 'worker', 'out', { batchSize: 100 }),
      ],
      message:
        'worker gets jobs in order (per message group) but puts records on out with PutRecords, which may change it: put one record at a time, or accept the loss of order',
      at: { connection: 'worker--out', field: 'batchSize' },
      remedy: 'Put one record at a time',
    },
  },
});
