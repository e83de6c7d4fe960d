import { itemSizeIsKnown } from '#shared/services/dynamodb/rules/item-size-is-known';
import { aClient, aTable, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(itemSizeIsKnown, {
  valid: {
    'a table that is written too': [
      aClient('app'),
      aTable('orders'),
      joined('client/read-items', 'app', 'orders'),
      joined('client/write-items', 'app', 'orders', {}, 'writes'),
    ],
    'a stated size': [
      aClient('app'),
      aTable('orders', { itemSize: 2000 }),
      joined('client/read-items', 'app', 'orders'),
    ],
    'a table that nothing reads': [aTable('orders')],
  },
  invalid: {
    'a table that is only read': {
      drawn: [aClient('app'), aTable('orders'), joined('client/read-items', 'app', 'orders')],
      message:
        'orders is read but nothing drawn writes to it: each read is counted as one of up to 4 KB; state the item size',
      at: { resource: 'orders', field: 'itemSize' },
    },
  },
});
