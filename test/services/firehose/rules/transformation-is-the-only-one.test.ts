import { transformationIsTheOnlyOne } from '#shared/services/firehose/rules/transformation-is-the-only-one';
import { aBucket, aDelivery, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const one = [
  aDelivery(),
  aBucket(),
  aFunction('clean'),
  joined('firehose/transformation', 'delivery', 'clean'),
  joined('firehose/bucket-destination', 'delivery', 'bucket'),
];

testRule(transformationIsTheOnlyOne, {
  valid: { 'one function': one },
  invalid: {
    'a second one': {
      drawn: [...one, aFunction('enrich'), joined('firehose/transformation', 'delivery', 'enrich')],
      message: 'delivery gives its records to clean already, so that enrich gets none: do both in one function',
      at: { connection: 'delivery--enrich' },
      remedy: 'Remove this connection',
    },
  },
});
