import { storedDataIsCounted } from '#shared/services/dynamodb/rules/stored-data-is-counted';
import { aClient, aTable, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(storedDataIsCounted, {
  valid: {
    'a stated amount': [
      aClient('app'),
      aTable('orders', { storedBytes: 1_000_000 }),
      joined('client/write-items', 'app', 'orders'),
    ],
    'items that expire': [
      aClient('app'),
      aTable('orders', { timeToLive: 86_400 }),
      joined('client/write-items', 'app', 'orders'),
    ],
    'a table that nothing writes to': [aTable('orders')],
  },
  invalid: {
    'items that stay': {
      drawn: [aClient('app'), aTable('orders'), joined('client/write-items', 'app', 'orders')],
      message:
        'the items of orders stay for ever and their bytes are not on the bill: state how much it holds, or a time to live',
      at: { resource: 'orders', field: 'storedBytes' },
    },
  },
});
