import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';

export const originsAreNotOpenBesideIt: ConnectionRule<Config, 'filter', 'http'> = {
  id: 'waf/origins-are-not-open-beside-it',
  title: 'what a web ACL protects cannot be reached past it',
  severity: 'info',
  category: 'security',
  why: 'The web ACL of a distribution sees what comes through the distribution. A public API behind it has an address of its own, and whoever calls that passes by every rule. A secret header that the distribution adds, a resource policy, or no default endpoint closes the way.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    if (to.terms.webAcl !== 'global') return;
    const open = to.resource.outbound.filter((each) => each.to.contract === 'http' && each.kind.role === 'work');
    if (open.length === 0) return;
    report(
      { connection: id },
      `${listed(open.map((each) => each.to.resource.name))} can be called past ${from.resource.name}, by the address that stands behind ${to.resource.name}: let only the distribution in`,
    );
  },
};
