import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';

export const oneWebAclEach: ConnectionRule<Config, 'filter', 'http'> = {
  id: 'waf/one-web-acl-each',
  title: 'a distribution or a stage has one web ACL',
  severity: 'error',
  category: 'limits',
  why: 'A second web ACL takes the place of the first: only one is in force.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    const first = to.resource.inbound.find((each) => each.from.contract === 'filter');
    if (!first || first.from.resource.id === from.resource.id) return;
    report(
      { connection: id },
      `${to.resource.name} has the web ACL ${first.from.resource.name} already: put the rules of ${from.resource.name} into it`,
    );
  },
};
