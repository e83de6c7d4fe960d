import { targetsShareThePattern } from '#shared/services/eventbridge/rules/targets-share-the-pattern';
import { aBus, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(targetsShareThePattern, {
  valid: {
    'two targets of a rule with one pattern': [
      aBus(),
      aFunction(),
      aQueue('jobs'),
      joined('eventbridge/function-target', 'bus', 'worker', { rule: 'all', pattern: '{"source": ["shop"]}' }),
      joined('eventbridge/queue-target', 'bus', 'jobs', { rule: 'all', pattern: '{"source": ["shop"]}' }),
    ],
    'two rules with different patterns': [
      aBus(),
      aFunction(),
      aQueue('jobs'),
      joined('eventbridge/function-target', 'bus', 'worker', { pattern: '{"source": ["shop"]}' }),
      joined('eventbridge/queue-target', 'bus', 'jobs', { pattern: '{"source": ["till"]}' }),
    ],
  },
  invalid: {
    'two targets of a rule with two patterns': {
      drawn: [
        aBus(),
        aFunction(),
        aQueue('jobs'),
        joined('eventbridge/queue-target', 'bus', 'jobs', { rule: 'all', pattern: '{"source": ["shop"]}' }),
        joined('eventbridge/function-target', 'bus', 'worker', { rule: 'all', pattern: '{"source": ["till"]}' }),
      ],
      message:
        'worker and jobs are targets of the rule all but have different patterns or shares: use one pattern, or two rules',
      at: { connection: 'bus--worker', field: 'rule' },
      remedy: 'Let worker have the pattern of jobs',
    },
  },
});
