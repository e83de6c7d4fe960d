import { resultsDoNotTriggerAgain } from '#shared/services/s3/rules/results-do-not-trigger-again';
import { aBucket, aClient, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const circle = (results: Record<string, unknown>, notification: Record<string, unknown>) => [
  aClient(),
  aBucket(),
  aFunction(),
  joined('client/write-objects', 'client', 'bucket'),
  joined('s3/function-notification', 'bucket', 'worker', notification),
  joined('lambda/write-objects', 'worker', 'bucket', results),
];

testRule(resultsDoNotTriggerAgain, {
  valid: {
    'results under a prefix of their own': circle({ keyPrefix: 'results/' }, { prefix: 'uploads/' }),
    'a function that removes what it was told of': circle({ operation: 'delete' }, {}),
  },
  invalid: {
    'results where uploads are': {
      drawn: circle({}, {}),
      message:
        'worker writes objects of bucket that worker is told of again: keep results under a prefix of their own, or in another bucket',
      at: { connection: 'bucket--worker', field: 'prefix' },
      remedy: 'Write results under results/ and tell of objects under uploads/',
    },
    'results that come back through a queue': {
      drawn: [
        aBucket(),
        aQueue(),
        aFunction(),
        joined('s3/queue-notification', 'bucket', 'queue', { prefix: 'images/' }),
        joined('lambda/queue-event-source', 'queue', 'worker'),
        joined('lambda/write-objects', 'worker', 'bucket', { keyPrefix: 'images/small/' }),
      ],
      message:
        'worker writes objects of bucket that queue is told of again: keep results under a prefix of their own, or in another bucket',
      at: { connection: 'bucket--queue', field: 'prefix' },
      remedy: 'Write results under results/ and tell of objects under images/',
    },
    'a function that removes what it is told was removed': {
      drawn: circle({ operation: 'delete' }, { event: 'removed' }),
      message:
        'worker removes objects of bucket that worker is told of again: keep results under a prefix of their own, or in another bucket',
      at: { connection: 'bucket--worker', field: 'prefix' },
    },
  },
});
