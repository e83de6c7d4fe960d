import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';

export const oneScope: ConnectionRule<Config, 'filter', 'http'> = {
  id: 'waf/one-scope',
  title: 'a web ACL of a distribution protects nothing but distributions',
  severity: 'error',
  category: 'limits',
  why: 'A web ACL has one scope: CLOUDFRONT, in us-east-1, for distributions, or REGIONAL, beside the APIs that it protects. AWS refuses to associate one with both.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    if (to.terms.webAcl !== 'regional') return;
    const distribution = from.resource.outbound.find(
      (each) => 'webAcl' in each.to.terms && each.to.terms.webAcl === 'global',
    );
    if (!distribution) return;
    report(
      { connection: id },
      `${from.resource.name} protects the distribution ${distribution.to.resource.name}, so that it cannot protect ${to.resource.name}: give ${to.resource.name} a web ACL of its own`,
    );
  },
};
