import { rulesFitTheBus } from '#shared/services/eventbridge/rules/rules-fit-the-bus';
import { aBus, anAccount, aQueue, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(rulesFitTheBus, {
  valid: {
    'three rules where the account has room for three': [
      anAccount({ quotas: { 'eventbridge/rules-per-bus': 3 } }),
      aBus(),
      ...numbered(3, (n) => [aQueue(`q${n}`), joined('eventbridge/queue-target', 'bus', `q${n}`)]),
    ],
    'four targets of one rule': [
      anAccount({ quotas: { 'eventbridge/rules-per-bus': 3 } }),
      aBus(),
      ...numbered(4, (n) => [aQueue(`q${n}`), joined('eventbridge/queue-target', 'bus', `q${n}`, { rule: 'all' })]),
    ],
  },
  invalid: {
    'more rules than the account has': {
      drawn: [
        anAccount({ quotas: { 'eventbridge/rules-per-bus': 3 } }),
        aBus(),
        ...numbered(4, (n) => [aQueue(`q${n}`), joined('eventbridge/queue-target', 'bus', `q${n}`)]),
      ],
      message: 'bus has 4 rules but a bus takes 3: give rules several targets, split the bus, or ask AWS for more',
      at: { resource: 'bus' },
    },
  },
});
