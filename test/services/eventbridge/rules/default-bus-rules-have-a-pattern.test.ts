import { defaultBusRulesHaveAPattern } from '#shared/services/eventbridge/rules/default-bus-rules-have-a-pattern';
import { aBus, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const routed = (bus: Record<string, unknown>, rule: Record<string, unknown> = {}) => [
  aBus('events', bus),
  aFunction(),
  joined('eventbridge/function-target', 'events', 'worker', rule),
];

testRule(defaultBusRulesHaveAPattern, {
  valid: {
    'a custom bus, which holds nothing but what is put there': routed({}),
    'a rule that chooses': routed({ bus: 'default' }, { pattern: '{"source": ["aws.s3"]}' }),
  },
  invalid: {
    'a rule for everything': {
      drawn: routed({ bus: 'default' }),
      message:
        'worker gets the events of every AWS service that events takes: give the rule a pattern, {"source": ["aws.s3"]} for those of buckets',
      at: { connection: 'events--worker', field: 'pattern' },
    },
  },
});
