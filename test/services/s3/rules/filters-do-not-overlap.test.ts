import { filtersDoNotOverlap } from '#shared/services/s3/rules/filters-do-not-overlap';
import { aBucket, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const told = (first: Record<string, unknown>, second: Record<string, unknown>) => [
  aBucket(),
  aFunction(),
  aQueue(),
  joined('s3/function-notification', 'bucket', 'worker', first),
  joined('s3/queue-notification', 'bucket', 'queue', second),
];

testRule(filtersDoNotOverlap, {
  valid: {
    'two prefixes': told({ prefix: 'images/' }, { prefix: 'films/' }),
    'one prefix and two suffixes': told({ suffix: '.jpg' }, { suffix: '.mov' }),
    'objects created and objects removed': told({}, { event: 'removed' }),
  },
  invalid: {
    'no filter at all': {
      drawn: told({}, {}),
      message:
        'worker and queue would be told of the same objects of bucket, which S3 refuses: tell them of different prefixes or suffixes, or fan out with a topic',
      at: { connection: 'bucket--worker', field: 'prefix' },
    },
    'a prefix within another': {
      drawn: told({ prefix: 'images/large/' }, { prefix: 'images/', suffix: '.jpg' }),
      message:
        'worker and queue would be told of the same objects of bucket, which S3 refuses: tell them of different prefixes or suffixes, or fan out with a topic',
      at: { connection: 'bucket--worker', field: 'prefix' },
    },
  },
});
