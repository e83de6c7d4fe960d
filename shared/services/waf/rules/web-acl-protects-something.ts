import type { ResourceRule } from '#shared/model/rule';
import type { WebAclConfig } from '../config';

export const webAclProtectsSomething: ResourceRule<WebAclConfig> = {
  id: 'waf/web-acl-protects-something',
  title: 'a web ACL is attached to what it protects',
  severity: 'warning',
  category: 'semantics',
  why: 'A web ACL that is attached to nothing sees no requests, and is charged for all the same.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/limits.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report) {
    if (outbound.length > 0) return;
    report({ resource: id }, `${name} protects nothing: connect it to a distribution or to a REST API`);
  },
};
