import { filterShareHasAPolicy } from '#shared/services/sns/rules/filter-share-has-a-policy';
import { aFunction, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(filterShareHasAPolicy, {
  valid: {
    'a share with a policy': [
      aTopic('orders'),
      aFunction(),
      joined('sns/function-subscription', 'orders', 'worker', {
        filterShare: 0.3,
        filterPolicy: '{"type": ["order"]}',
      }),
    ],
  },
  invalid: {
    'a share without one': {
      drawn: [
        aTopic('orders'),
        aFunction(),
        joined('sns/function-subscription', 'orders', 'worker', { filterShare: 0.3 }),
      ],
      message:
        '30 % of the messages are to reach worker but there is no filter policy: the exported subscription delivers all of them; write the policy',
      at: { connection: 'orders--worker', field: 'filterPolicy' },
      remedy: 'Count on all messages',
    },
  },
});
