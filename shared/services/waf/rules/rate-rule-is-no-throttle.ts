import { apiRoutesOf } from '#shared/model/api-route';
import type { Config, End } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { sustainedRate, type WebAclConfig } from '../config';

export const rateRuleIsNoThrottle: ConnectionRule<Config, 'filter', 'http'> = {
  id: 'waf/rate-rule-is-no-throttle',
  title: 'a rate rule is not what keeps load off the backend',
  severity: 'info',
  category: 'reliability',
  why: 'AWS WAF estimates rates about every ten seconds, and may take minutes until it blocks: until then everything passes. A rate rule stops a flood of one address; a limit that holds from one second to the next is a throttle of the API.',
  source:
    'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-request-limiting.html',
  asOf: '2026-11-23',
  check({ from, to }, report, { capacity }) {
    const config = from.resource.config as unknown as WebAclConfig;
    const offered = capacity?.resources.get(from.resource.id)?.offered ?? 0;
    const sustained = sustainedRate(config);
    if (offered <= sustained || throttlesAll(to)) return;
    report(
      { resource: from.resource.id, field: 'rateLimit' },
      `${short(offered)} requests a second come and the rate rule of ${from.resource.name} lets ${short(sustained)} through, but only after seconds to minutes: let ${to.resource.name} throttle too`,
    );
  },
};

/** Whether a throttle holds on every route: the stage’s, or one of its own. */
function throttlesAll({ resource, terms }: End<'http'>): boolean {
  if (terms.stageRate !== undefined) return true;
  const routes = apiRoutesOf(resource);
  return routes.length > 0 && routes.every(({ throttleRate }) => throttleRate !== undefined);
}
