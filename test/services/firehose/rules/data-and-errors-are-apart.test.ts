import { dataAndErrorsAreApart } from '#shared/services/firehose/rules/data-and-errors-are-apart';
import { aBucket, aDelivery, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const to = (config: object) => [
  aDelivery(),
  aBucket(),
  joined('firehose/bucket-destination', 'delivery', 'bucket', { ...config }),
];

testRule(dataAndErrorsAreApart, {
  valid: {
    'prefixes of their own': to({ keyPrefix: 'clicks/' }),
    'a bucket for the stream alone': to({}),
  },
  invalid: {
    'errors among the data': {
      drawn: to({ keyPrefix: 'clicks/', errorPrefix: 'clicks/errors/' }),
      message:
        'objects of failed records begin with clicks/ as those of the data do: who reads clicks/ of bucket reads both',
      at: { connection: 'delivery--bucket', field: 'errorPrefix' },
      remedy: 'Keep failed records under errors/',
    },
  },
});
