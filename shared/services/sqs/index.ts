import { defineService } from '#shared/model/service';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type QueueConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { inFlightQuota, quotas } from './quotas';
import { refusals } from './refusals';
import { rules } from './rules/index';
import { actor } from './simulation';

export const sqs = defineService<QueueConfig>({
  id: 'sqs',
  title: 'Amazon SQS queue',
  shortTitle: 'Queue',
  category: 'messaging',
  summary: 'Keeps messages until a consumer has worked on them.',
  keywords: ['queue', 'buffer', 'decouple', 'backlog', 'dead letter', 'dlq', 'fifo', 'fair', 'tenant'],
  defaultName: 'queue',
  config,
  ports,
  connections,
  refusals,
  quotas,
  pools: [],
  rules,
  loopGuard: { follows: true },
  hasOwnKey: ({ encryption }) => encryption === 'kms',
  cardLine: (queue) => `${typeText(queue)} · visibility ${queue.visibilityTimeout} s`,
  reactions: ({ type }) => ({
    failures: type === 'standard' ? ['consumer-stopped'] : ['hot-key', 'consumer-stopped'],
    quotas: [inFlightQuota(type)],
  }),
  capacity,
  usage,
  cdk,
  actor,
});

function typeText({ type, throughput }: QueueConfig): string {
  if (type === 'fifo') return throughput === 'high' ? 'FIFO, high throughput' : 'FIFO';
  return type === 'fair' ? 'Fair' : 'Standard';
}
