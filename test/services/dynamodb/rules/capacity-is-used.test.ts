import { capacityIsUsed } from '#shared/services/dynamodb/rules/capacity-is-used';
import { aClient, aTable, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(capacityIsUsed, {
  valid: {
    'a table that is used to a half': [
      aClient('app', { rate: 100 }),
      aTable('orders', { mode: 'provisioned', writeCapacity: 200 }),
      joined('client/write-items', 'app', 'orders'),
    ],
    'a small one that is idle': [
      aClient('app', { rate: 1 }),
      aTable('orders', { mode: 'provisioned', writeCapacity: 25 }),
      joined('client/write-items', 'app', 'orders'),
    ],
    'a table without load': [aTable('orders', { mode: 'provisioned', writeCapacity: 500 })],
  },
  invalid: {
    'a tenth of it used': {
      drawn: [
        aClient('app', { rate: 100 }),
        aTable('orders', { mode: 'provisioned', writeCapacity: 1000 }),
        joined('client/write-items', 'app', 'orders'),
      ],
      message: 'orders pays for 1,000 write units but uses 100: 200 would take twice this load',
      at: { resource: 'orders', field: 'writeCapacity' },
      remedy: 'Provision 200 write units',
    },
  },
});
