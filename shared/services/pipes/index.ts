import { defineService } from '#shared/model/service';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type PipeConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { pools, quotas } from './quotas';
import { refusals } from './refusals';
import { rules } from './rules/index';
import { actor } from './simulation';

export const pipes = defineService<PipeConfig>({
  id: 'pipes',
  title: 'Amazon EventBridge pipe',
  shortTitle: 'Pipe',
  category: 'messaging',
  summary: 'Polls a queue or a stream, filters and enriches what comes, and passes it on to one target.',
  keywords: [
    'pipe',
    'eventbridge',
    'poll',
    'filter',
    'enrich',
    'transform',
    'point to point',
    'change data',
    'outbox',
    'glue',
  ],
  defaultName: 'pipe',
  config,
  ports,
  connections,
  refusals,
  quotas,
  pools,
  rules,
  cardLine: ({ log }) => (log === 'OFF' ? 'No log' : 'Logs failures'),
  reactions: () => ({
    failures: ['errors', 'slowness', 'consumer-stopped'],
    quotas: ['pipes/concurrent-executions'],
  }),
  capacity,
  usage,
  cdk,
  actor,
});
