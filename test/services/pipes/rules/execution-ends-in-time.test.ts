import { executionEndsInTime } from '#shared/services/pipes/rules/execution-ends-in-time';
import { aFunction, aPipe, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const asked = (timeout: number) => [
  aPipe(),
  aFunction('ask', { timeout }),
  joined('pipes/enrich-by-function', 'pipe', 'ask'),
  aFunction('do', { timeout: 200 }),
];

testRule(executionEndsInTime, {
  valid: {
    'five minutes together': [...asked(100), joined('pipes/function-target', 'pipe', 'do')],
    'a target that is not waited for': [...asked(200), joined('pipes/function-event', 'pipe', 'do')],
  },
  invalid: {
    'more than five minutes': {
      drawn: [...asked(200), joined('pipes/function-target', 'pipe', 'do')],
      message:
        'ask may take 200 s and do may take 200 s, but pipe cuts an execution off after 300 s: shorten the timeout, or let the target run on its own',
      at: { resource: 'pipe' },
    },
  },
});
