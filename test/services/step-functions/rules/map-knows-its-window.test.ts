import { mapKnowsItsWindow } from '#shared/services/step-functions/rules/map-knows-its-window';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (task: Record<string, unknown>) => [
  aStateMachine('order'),
  aFunction('pick'),
  joined('step-functions/invoke-function', 'order', 'pick', { runsFor: 'item', ...task }),
];

testRule(mapKnowsItsWindow, {
  valid: {
    'forty at once': drawn({ items: 100, maximumConcurrency: 40 }),
    'as many as AWS runs': drawn({ items: 100 }),
    'fewer items than that': drawn({ items: 30, maximumConcurrency: 200 }),
    'no Map': drawn({ runsFor: 'execution', items: 100, maximumConcurrency: 100 }),
  },
  invalid: {
    'a window that AWS does not give': {
      drawn: drawn({ items: 100, maximumConcurrency: 60 }),
      message:
        'order is to run pick for 60 items at once but AWS runs 40 of an inline Map: count on 40, or share the items out to more executions',
      at: { connection: 'order--pick', field: 'maximumConcurrency' },
      remedy: 'Run 40 items at once',
    },
  },
});
