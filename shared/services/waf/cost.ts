/** What a web ACL is charged for: itself, its rules, and each request that it looks at. */
import type { Usage, UsageContext } from '#shared/model/cost';
import type { Connection } from '#shared/model/graph';
import { type Factor, MONTH, product, reported } from '#shared/model/usage';
import type { WebAclConfig } from './config';

/** What the price of a request holds, and the steps beyond (https://aws.amazon.com/waf/pricing/, 2026-11-23). */
const INCLUDED_UNITS = 1500;
const UNITS_STEP = 500;
const INCLUDED_KB = 16;

export function usage({ resource: { config, outbound }, report }: UsageContext<WebAclConfig>): readonly Usage[] {
  if (outbound.length > 0 && outbound.every(isIncluded)) return [];
  const { rules, hasRateRule, capacityUnits, bodyLimit } = config;
  const requests: Factor = {
    name: 'requests that it looks at',
    value: reported(report, 'requests'),
    unit: 'requests/s',
  };
  const units = Math.ceil(Math.max(0, capacityUnits - INCLUDED_UNITS) / UNITS_STEP);
  const bodies = Number(bodyLimit) / INCLUDED_KB - 1;
  return [
    product({ meter: 'waf/web_acl_month' }, [{ name: 'web ACLs', value: 1 }]),
    product({ meter: 'waf/rule_month' }, [{ name: 'rules', value: rules + (hasRateRule ? 1 : 0), field: 'rules' }]),
    product({ meter: 'waf/requests' }, [requests, MONTH]),
    ...(units > 0
      ? [
          product({ meter: 'waf/requests_capacity_units' }, [
            requests,
            { name: '500 capacity units above 1,500', value: units, field: 'capacityUnits' },
            MONTH,
          ]),
        ]
      : []),
    ...(bodies > 0
      ? [
          product({ meter: 'waf/requests_body' }, [
            requests,
            { name: '16 KB of the body above 16 KB', value: bodies, field: 'bodyLimit' },
            MONTH,
          ]),
        ]
      : []),
  ];
}

/** The flat-rate plan of a distribution includes its web ACL. */
const isIncluded = ({ to: { terms } }: Connection): boolean => 'includesWebAcl' in terms && terms.includesWebAcl;
