import { capacityUnitsAreInThePrice } from '#shared/services/waf/rules/capacity-units-are-in-the-price';
import { aWebAcl } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(capacityUnitsAreInThePrice, {
  valid: { '1,500 units': [aWebAcl('acl', { capacityUnits: 1500 })] },
  invalid: {
    'more units than the price holds': {
      drawn: [aWebAcl('acl', { capacityUnits: 1600 })],
      message: 'the rules of acl take 1,600 capacity units, and 1,500 are in the price: each request costs more',
      at: { resource: 'acl', field: 'capacityUnits' },
    },
  },
});
