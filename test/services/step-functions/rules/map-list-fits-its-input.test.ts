import { mapListFitsItsInput } from '#shared/services/step-functions/rules/map-list-fits-its-input';
import { aFunction, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (task: Record<string, unknown>) => [
  aStateMachine('order'),
  aFunction('pick'),
  joined('step-functions/invoke-function', 'order', 'pick', { runsFor: 'item', ...task }),
];

testRule(mapListFitsItsInput, {
  valid: {
    'a hundred items of two kilobytes': drawn({ items: 100, payload: 2000 }),
    'items that are a share of the input': drawn({ items: 10_000 }),
    'no Map': drawn({ runsFor: 'execution', items: 1000, payload: 2000 }),
  },
  invalid: {
    'a list longer than an input may be': {
      drawn: drawn({ items: 1024, payload: 2048 }),
      message:
        'a list of 1024 items of 2 KiB for pick is 2 MiB long but a state of order takes 256 KiB: pass keys of what lies in a bucket or table, or share the items out to more executions',
      at: { connection: 'order--pick', field: 'items' },
    },
  },
});
