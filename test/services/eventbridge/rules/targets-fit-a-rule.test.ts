import { targetsFitARule } from '#shared/services/eventbridge/rules/targets-fit-a-rule';
import { aBus, aQueue, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(targetsFitARule, {
  valid: {
    'five targets of one rule': [
      aBus(),
      ...numbered(5, (n) => [aQueue(`q${n}`), joined('eventbridge/queue-target', 'bus', `q${n}`, { rule: 'orders' })]),
    ],
    'six rules with a target each': [
      aBus(),
      ...numbered(6, (n) => [aQueue(`q${n}`), joined('eventbridge/queue-target', 'bus', `q${n}`)]),
    ],
  },
  invalid: {
    'six targets of one rule': {
      drawn: [
        aBus(),
        ...numbered(6, (n) => [
          aQueue(`q${n}`),
          joined('eventbridge/queue-target', 'bus', `q${n}`, { rule: 'orders' }),
        ]),
      ],
      message:
        'the rule orders of bus has 6 targets but 5 are the most: name a second rule with the same pattern, or fan out with a topic',
      at: { resource: 'bus' },
    },
  },
});
