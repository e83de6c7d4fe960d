import { branchesWriteTheirOwnItems } from '#shared/services/step-functions/rules/branches-write-their-own-items';
import { aStateMachine, aTable, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = [aStateMachine('order'), aTable('orders'), aTable('bills')];
const put = (to: string, config: Record<string, unknown>, id = `order--${to}`) =>
  joined('step-functions/put-item', 'order', to, config, id);

testRule(branchesWriteTheirOwnItems, {
  valid: {
    'two tables': [...drawn, put('orders', { branch: 'a' }), put('bills', { branch: 'b' })],
    'one after the other': [...drawn, put('orders', {}), put('orders', { place: 2 }, 'order--orders-2')],
    'both in one branch': [
      ...drawn,
      put('bills', { branch: 'b' }),
      put('orders', { branch: 'a' }),
      put('orders', { branch: 'a', placeInBranch: 2 }, 'order--orders-2'),
    ],
  },
  invalid: {
    'two branches into one table': {
      drawn: [...drawn, put('orders', { branch: 'a' }), put('orders', { branch: 'c' }, 'order--orders-2')],
      message:
        'branches a and c in place 1 of order put their item into orders at once, both under the name of the execution, so that one is lost: write once after them, or to two tables',
      at: { connection: 'order--orders-2' },
    },
  },
});
