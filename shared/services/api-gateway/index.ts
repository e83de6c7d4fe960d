import { defineService } from '#shared/model/service';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type ApiConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { pools, quotas } from './quotas';
import { accountRules, rules } from './rules/index';
import { passesOn } from './sockets';
import { actor } from './simulation';

export const apiGateway = defineService<ApiConfig>({
  id: 'api-gateway',
  title: 'Amazon API Gateway',
  shortTitle: 'API',
  category: 'edge',
  summary: 'Takes HTTP requests or WebSocket messages and passes them to functions, queues, topics and streams.',
  keywords: ['rest', 'http', 'websocket', 'realtime', 'push', 'api', 'endpoint', 'webhook', 'gateway'],
  defaultName: 'api',
  config,
  ports,
  connections,
  quotas,
  pools,
  rules,
  accountRules,
  cardLine: ({ type, endpoint, stageRate }) =>
    `${type === 'WEBSOCKET' ? 'WebSocket' : type} · ${type === 'REST' ? endpoint : 'regional'}${stageRate === undefined ? '' : ` · ${stageRate}/s`}`,
  reactions: ({ type }) => ({
    failures: ['errors', 'slowness', 'consumer-stopped'],
    quotas: [
      'api-gateway/account-rate',
      'api-gateway/account-burst',
      ...(type === 'WEBSOCKET' ? ['api-gateway/new-connections'] : []),
    ],
  }),
  passesOn,
  capacity,
  usage,
  cdk,
  actor,
});
