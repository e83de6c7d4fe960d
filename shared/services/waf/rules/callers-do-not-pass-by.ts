import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';

export const callersDoNotPassBy: ConnectionRule<Config, 'filter', 'http'> = {
  id: 'waf/callers-do-not-pass-by',
  title: 'every request to what a web ACL protects goes through it',
  severity: 'warning',
  category: 'semantics',
  why: 'A web ACL is attached to the distribution or the stage: AWS lets nobody pass by it. A caller that is drawn past it makes the load and the bill of the web ACL too small.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    const beside = to.resource.inbound.filter((each) => each.to.contract === 'http' && each.from.contract !== 'filter');
    if (beside.length === 0) return;
    report(
      { connection: id },
      `${listed(beside.map((each) => each.from.resource.name))} is drawn past ${from.resource.name} to ${to.resource.name}, whose every request it sees: lead it through the web ACL`,
    );
  },
};
