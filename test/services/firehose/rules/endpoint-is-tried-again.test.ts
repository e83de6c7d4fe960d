import { endpointIsTriedAgain } from '#shared/services/firehose/rules/endpoint-is-tried-again';
import { aBucket, aDelivery, anEndpoint, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const posting = (config: object) => [
  aDelivery(),
  anEndpoint(),
  aBucket(),
  joined('firehose/endpoint-destination', 'delivery', 'partner', { ...config }),
  joined('firehose/failed-records', 'delivery', 'bucket'),
];

testRule(endpointIsTriedAgain, {
  valid: { 'AWS’s own duration': posting({}) },
  invalid: {
    'no retry': {
      drawn: posting({ retryDuration: 0 }),
      message: 'delivery does not try again: one error of partner sends a whole batch to the bucket for failed records',
      at: { connection: 'delivery--partner', field: 'retryDuration' },
      remedy: 'Try again for 300 s',
    },
  },
});
