import { filterPoliciesFit } from '#shared/services/sns/rules/filter-policies-fit';
import { aQueue, aTopic, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(filterPoliciesFit, {
  valid: {
    'two hundred filter policies': [
      aTopic('orders'),
      ...numbered(200, (n) => [
        aQueue(`q${n}`),
        joined('sns/queue-subscription', 'orders', `q${n}`, {
          filterShare: 0.01,
          filterPolicy: `{"tenant": ["t${n}"]}`,
        }),
      ]),
    ],
  },
  invalid: {
    'one more': {
      drawn: [
        aTopic('orders'),
        ...numbered(201, (n) => [
          aQueue(`q${n}`),
          joined('sns/queue-subscription', 'orders', `q${n}`, {
            filterShare: 0.01,
            filterPolicy: `{"tenant": ["t${n}"]}`,
          }),
        ]),
      ],
      message: 'orders has 201 filter policies but 200 are the most: split the topic, or ask AWS for more',
      at: { resource: 'orders' },
    },
  },
});
