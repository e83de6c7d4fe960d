import { recordAgeIsBelowRetention } from '#shared/services/lambda/rules/record-age-is-below-retention';
import { aFunction, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(recordAgeIsBelowRetention, {
  valid: {
    'an hour of a day': [
      aStream('clicks'),
      aFunction(),
      joined('lambda/stream-event-source', 'clicks', 'worker', { maximumRecordAge: 3600 }),
    ],
  },
  invalid: {
    'two days of one': {
      drawn: [
        aStream('clicks'),
        aFunction(),
        joined('lambda/stream-event-source', 'clicks', 'worker', { maximumRecordAge: 172_800 }),
      ],
      message:
        'maximum record age is 2 days but clicks deletes records after 1 day: lower the age, or keep records longer',
      at: { connection: 'clicks--worker', field: 'maximumRecordAge' },
      remedy: 'Set maximum record age to 12 h',
    },
  },
});
