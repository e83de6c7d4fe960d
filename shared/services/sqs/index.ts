import { defineService } from '#shared/model/service';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type QueueConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { quotas } from './quotas';
import { refusals } from './refusals';
import { rules } from './rules/index';
import { actor } from './simulation';

export const sqs = defineService<QueueConfig>({
  id: 'sqs',
  title: 'Amazon SQS queue',
  shortTitle: 'Queue',
  category: 'messaging',
  summary: 'Keeps messages until a consumer has worked on them.',
  keywords: ['queue', 'buffer', 'decouple', 'backlog', 'dead letter', 'dlq', 'fifo'],
  defaultName: 'queue',
  config,
  ports,
  connections,
  refusals,
  quotas,
  pools: [],
  rules,
  loopGuard: { follows: true },
  cardLine: ({ type, throughput, visibilityTimeout }) =>
    `${type === 'standard' ? 'Standard' : throughput === 'high' ? 'FIFO, high throughput' : 'FIFO'} · visibility ${visibilityTimeout} s`,
  reactions: ({ type }) =>
    type === 'fifo'
      ? { failures: ['hot-key', 'consumer-stopped'], quotas: ['sqs/in-flight-fifo'] }
      : { failures: ['consumer-stopped'], quotas: ['sqs/in-flight'] },
  capacity,
  usage,
  cdk,
  actor,
});
