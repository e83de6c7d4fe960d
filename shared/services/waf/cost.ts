/** What a web ACL is charged for: itself, its rules, and each request that it looks at. */
import type { Usage, UsageContext } from '#shared/model/cost';
import { type Factor, MONTH, product, reported } from '#shared/model/usage';
import type { WebAclConfig } from './config';

/** More for each further step (https://aws.amazon.com/waf/pricing/, 2026-11-23): in units of the base price of 0.60 USD a million. */
const BASE = 0.6;
const PER_500_UNITS = 0.2;
const PER_16_KB = 0.3;
const INCLUDED_UNITS = 1500;
const UNITS_STEP = 500;

export function usage({ resource: { config }, report }: UsageContext<WebAclConfig>): readonly Usage[] {
  const requests: Factor = {
    name: 'requests that it looks at',
    value: reported(report, 'requests'),
    unit: 'requests/s',
  };
  return [
    product({ meter: 'waf/web_acl_month' }, [{ name: 'web ACLs', value: 1 }]),
    product({ meter: 'waf/rule_month' }, [
      { name: 'rules', value: config.rules + (config.hasRateRule ? 1 : 0), field: 'rules' },
    ]),
    product({ meter: 'waf/requests' }, [requests, ...dearer(config), MONTH]),
  ];
}

function dearer({ capacityUnits, bodyLimit }: WebAclConfig): readonly Factor[] {
  const units = Math.ceil(Math.max(0, capacityUnits - INCLUDED_UNITS) / UNITS_STEP);
  const bodies = Number(bodyLimit) / 16 - 1;
  if (units + bodies === 0) return [];
  return [
    {
      name: 'price of a request, in base prices: capacity units above 1,500 and inspected bytes above 16 KB',
      value: (BASE + units * PER_500_UNITS + bodies * PER_16_KB) / BASE,
    },
  ];
}
