import { defineService } from '#shared/model/service';
import { short } from '#shared/model/wording';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type EndpointConfig } from './config';
import { usage } from './cost';
import { ports } from './ports';
import { quotas } from './quotas';
import { rules } from './rules/index';
import { actor } from './simulation';

export const httpEndpoint = defineService<EndpointConfig>({
  id: 'http-endpoint',
  title: 'HTTP endpoint',
  shortTitle: 'HTTP endpoint',
  category: 'edge',
  summary: 'A webhook or a partner’s API outside AWS that the drawing calls.',
  keywords: ['webhook', 'partner', 'third party', 'external', 'api', 'http', 'rest', 'saas', 'callback', 'outside'],
  defaultName: 'partner',
  config,
  ports,
  connections: [],
  quotas,
  pools: [],
  rules,
  cardLine: ({ rate, answerTime }) =>
    `${rate === undefined ? 'no rate limit' : `${short(rate)}/s at most`} · ${short(answerTime.mean * 1000)} ms`,
  reactions: () => ({ failures: ['errors', 'slowness', 'consumer-stopped'], quotas: [] }),
  capacity,
  usage,
  cdk,
  actor,
});
