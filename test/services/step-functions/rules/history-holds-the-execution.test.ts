import { historyHoldsTheExecution } from '#shared/services/step-functions/rules/history-holds-the-execution';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const task = [aFunction('work'), joined('step-functions/invoke-function', 'order', 'work')];

testRule(historyHoldsTheExecution, {
  valid: {
    'a list of three thousand items': [
      aStateMachine('order'),
      aFunction('pick'),
      joined('step-functions/invoke-function', 'order', 'pick', { runsFor: 'item', items: 3000 }),
    ],
    'a thousand states': [aStateMachine('order', { furtherTransitions: 1000 }), ...task],
    'Express, which keeps no history': [
      aStateMachine('order', { type: 'express', furtherTransitions: 10_000 }),
      ...task,
    ],
  },
  invalid: {
    'more states than the history has room for': {
      drawn: [aStateMachine('order', { furtherTransitions: 15_000 }), ...task],
      message:
        'an execution of order writes 30,005 events or more, but its history takes 25,000: go on in a new execution, or use Express',
      at: { resource: 'order', field: 'furtherTransitions' },
      remedy: 'Make order an Express workflow',
    },
    'a list whose items write more than the history takes': {
      drawn: [
        aStateMachine('order', { furtherTime: 3600 }),
        aFunction('pick'),
        joined('step-functions/invoke-function', 'order', 'pick', { runsFor: 'item', items: 4000 }),
      ],
      message:
        'an execution of order writes 28,004 events or more, 7 for each of 4,000 items of pick, but its history takes 25,000: give the items executions of their own',
      at: { connection: 'order--pick', field: 'items' },
    },
    'an execution of an hour, which Express would cut off': {
      drawn: [aStateMachine('order', { furtherTransitions: 15_000, furtherTime: 3600 }), ...task],
      message:
        'an execution of order writes 30,005 events or more, but its history takes 25,000: go on in a new execution',
      at: { resource: 'order', field: 'furtherTransitions' },
    },
  },
});
