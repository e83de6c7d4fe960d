import { defineService } from '#shared/model/service';
import { counted } from '#shared/model/wording';
import { REGIONAL } from './attachment';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type WebAclConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { pools, quotas } from './quotas';
import { refusals } from './refusals';
import { rules } from './rules/index';
import { actor } from './simulation';

export const waf = defineService<WebAclConfig>({
  id: 'waf',
  title: 'AWS WAF web ACL',
  shortTitle: 'Web ACL',
  category: 'edge',
  summary: 'Blocks requests by rules and by rate before a distribution or a REST API takes them.',
  keywords: ['waf', 'firewall', 'block', 'bot', 'rate limit', 'protect', 'security'],
  defaultName: 'web-acl',
  config,
  ports,
  connections,
  refusals,
  quotas,
  pools,
  rules,
  cardLine: ({ rules: many, hasRateRule, rateLimit, rateWindow }) =>
    `${counted(many, 'rule')}${hasRateRule ? ` · ${rateLimit} in ${rateWindow} s` : ''}`,
  reactions: () => ({ failures: [], quotas: [REGIONAL] }),
  capacity,
  usage,
  cdk,
  actor,
});
