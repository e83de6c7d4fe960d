import { defineService } from '#shared/model/service';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type TopicConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { pools, quotas } from './quotas';
import { refusals } from './refusals';
import { rules } from './rules/index';
import { actor } from './simulation';

export const sns = defineService<TopicConfig>({
  id: 'sns',
  title: 'Amazon SNS topic',
  shortTitle: 'Topic',
  category: 'messaging',
  summary: 'Passes each message to all its subscribers.',
  keywords: ['topic', 'fan out', 'publish', 'subscribe', 'broadcast', 'notification'],
  defaultName: 'topic',
  config,
  ports,
  connections,
  refusals,
  quotas,
  pools,
  rules,
  loopGuard: { follows: true },
  hasOwnKey: ({ encryption }) => encryption === 'kms',
  cardLine: ({ type, throughputScope }) =>
    type === 'standard' ? 'Standard' : `FIFO · scope ${throughputScope === 'Topic' ? 'topic' : 'message group'}`,
  reactions: ({ type }) =>
    type === 'fifo'
      ? { failures: ['errors', 'slowness', 'hot-key', 'consumer-stopped'], quotas: ['sns/publish-fifo'] }
      : { failures: ['errors', 'slowness', 'consumer-stopped'], quotas: ['sns/publish-standard'] },
  capacity,
  usage,
  cdk,
  actor,
});
