import { filterPolicyIsAccepted } from '#shared/services/sns/rules/filter-policy-is-accepted';
import { aFunction, aTopic, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(filterPolicyIsAccepted, {
  valid: {
    'lists of values for two keys': [
      aTopic('orders'),
      aFunction(),
      joined('sns/function-subscription', 'orders', 'worker', {
        filterPolicy: '{"type": ["order", "return"], "price": [{"numeric": [">", 100]}]}',
      }),
    ],
    'no policy': [aTopic('orders'), aFunction(), joined('sns/function-subscription', 'orders', 'worker')],
  },
  invalid: {
    'text that is not JSON': {
      drawn: [
        aTopic('orders'),
        aFunction(),
        joined('sns/function-subscription', 'orders', 'worker', { filterPolicy: 'type = order' }),
      ],
      message: 'the filter policy is not a JSON object, and SNS refuses it: write it like {"type": ["order"]}',
      at: { connection: 'orders--worker', field: 'filterPolicy' },
    },
    'a value without brackets': {
      drawn: [
        aTopic('orders'),
        aFunction(),
        joined('sns/function-subscription', 'orders', 'worker', { filterPolicy: '{"type": "order"}' }),
      ],
      message:
        'the filter policy’s type is not a list, which SNS asks for on message attributes: put its value in brackets',
      at: { connection: 'orders--worker', field: 'filterPolicy' },
    },
    'six keys': {
      drawn: [
        aTopic('orders'),
        aFunction(),
        joined('sns/function-subscription', 'orders', 'worker', {
          filterPolicy: '{"a": ["1"], "b": ["1"], "c": ["1"], "d": ["1"], "e": ["1"], "f": ["1"]}',
        }),
      ],
      message: 'the filter policy has 6 keys but SNS takes 5: filter on fewer',
      at: { connection: 'orders--worker', field: 'filterPolicy' },
    },
    '160 combinations of values': {
      drawn: [
        aTopic('orders'),
        aFunction(),
        joined('sns/function-subscription', 'orders', 'worker', {
          filterPolicy: `{"a": ${JSON.stringify(numbered(16, (n) => [n]))}, "b": ${JSON.stringify(numbered(10, (n) => [n]))}}`,
        }),
      ],
      message: 'the filter policy has 160 combinations of values but SNS takes 150: list fewer values',
      at: { connection: 'orders--worker', field: 'filterPolicy' },
    },
  },
});
