import { defineService } from '#shared/model/service';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type ApiConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { pools, quotas } from './quotas';
import { accountRules, rules } from './rules/index';
import { actor } from './simulation';

export const apiGateway = defineService<ApiConfig>({
  id: 'api-gateway',
  title: 'Amazon API Gateway',
  shortTitle: 'API',
  category: 'edge',
  summary: 'Takes HTTP requests and passes them to functions, queues, topics and streams.',
  keywords: ['rest', 'http', 'api', 'endpoint', 'webhook', 'gateway'],
  defaultName: 'api',
  config,
  ports,
  connections,
  quotas,
  pools,
  rules,
  accountRules,
  cardLine: ({ type, endpoint, stageRate }) =>
    `${type} · ${type === 'HTTP' ? 'regional' : endpoint}${stageRate === undefined ? '' : ` · ${stageRate}/s`}`,
  reactions: () => ({
    failures: ['errors', 'slowness', 'consumer-stopped'],
    quotas: ['api-gateway/account-rate', 'api-gateway/account-burst'],
  }),
  capacity,
  usage,
  cdk,
  actor,
});
