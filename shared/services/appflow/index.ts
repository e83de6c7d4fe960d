import { defineService } from '#shared/model/service';
import { perSecond } from '#shared/model/unit';
import { durationText } from '#shared/model/wording';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type FlowConfig } from './config';
import { connections } from './connections';
import { connectorOf } from './connectors';
import { usage } from './cost';
import { ports } from './ports';
import { pools, quotas } from './quotas';
import { rules } from './rules/index';
import { actor } from './simulation';

export const appflow = defineService<FlowConfig>({
  id: 'appflow',
  title: 'Amazon AppFlow flow',
  shortTitle: 'Flow',
  category: 'entry',
  summary: 'Moves records of a SaaS application to AWS, mapped, filtered and masked on the way.',
  keywords: [
    'saas',
    'salesforce',
    'crm',
    'sync',
    'integration',
    'transfer',
    'etl',
    'import',
    'entry',
    'load',
    'zendesk',
  ],
  defaultName: 'flow',
  config,
  ports,
  connections,
  quotas,
  pools,
  rules,
  cardLine: ({ source, trigger, every }) =>
    `${connectorOf(source).title} · ${trigger === 'schedule' ? `every ${durationText(every)}` : trigger === 'event' ? 'on events' : 'on demand'}`,
  entryRate: ({ trigger, pull, changes, records, every }) => {
    if (trigger === 'on-demand') return undefined;
    return perSecond(trigger === 'schedule' && pull === 'full' ? records / every : changes);
  },
  entryUnit: ({ trigger }) => (trigger === 'event' ? 'events' : 'records'),
  reactions: () => ({
    failures: ['errors', 'slowness', 'consumer-stopped'],
    quotas: ['appflow/concurrent-runs', 'appflow/run-duration'],
  }),
  capacity,
  usage,
  cdk,
  actor,
});
