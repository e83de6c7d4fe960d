import { runsDoNotOverlap } from '#shared/services/scheduler/rules/runs-do-not-overlap';
import { aFunction, aQueue, aSchedule, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const taking = (mean: number) =>
  aFunction('report', { timeout: 600, duration: { distribution: 'constant', mean, scv: 0 } });

testRule(runsDoNotOverlap, {
  valid: {
    'a job that is done in time': [
      aSchedule('often', { every: 300 }),
      taking(200),
      joined('scheduler/function-target', 'often', 'report'),
    ],
    'a queue between': [
      aSchedule('often', { every: 60 }),
      aQueue(),
      joined('scheduler/queue-target', 'often', 'queue'),
    ],
  },
  invalid: {
    'a job that takes longer than the interval': {
      drawn: [aSchedule('often', { every: 120 }), taking(200), joined('scheduler/function-target', 'often', 'report')],
      message:
        'often is due every 2 min but report takes 3.3 min on average, so that runs overlap: let it be due less often, split the work, or take a lock',
      at: { resource: 'often', field: 'every' },
    },
  },
});
