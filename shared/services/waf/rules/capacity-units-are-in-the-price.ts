import type { ResourceRule } from '#shared/model/rule';
import { grouped } from '#shared/model/figures';
import type { WebAclConfig } from '../config';

export const capacityUnitsAreInThePrice: ResourceRule<WebAclConfig> = {
  id: 'waf/capacity-units-are-in-the-price',
  title: 'the rules of a web ACL stay within the capacity units of its base price',
  severity: 'info',
  category: 'cost',
  why: 'Each rule costs capacity units (WCU). Above 1,500 every request costs more for each further 500, and 5,000 is the end.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/limits.html',
  asOf: '2026-11-23',
  check({ id, name, config: { capacityUnits } }, report, { quota }) {
    const included = quota('waf/included-capacity-units');
    if (capacityUnits <= included) return;
    report(
      { resource: id, field: 'capacityUnits' },
      `the rules of ${name} take ${grouped(capacityUnits)} capacity units, and ${grouped(included)} are in the price: each request costs more`,
    );
  },
};
