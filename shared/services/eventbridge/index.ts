import { defineService } from '#shared/model/service';
import { durationText } from '#shared/model/wording';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type BusConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { pools, quotas } from './quotas';
import { accountRules, rules } from './rules/index';
import { actor } from './simulation';

const KINDS = { default: 'Default bus', partner: 'Partner bus', custom: 'Custom bus' } as const;

export const eventbridge = defineService<BusConfig>({
  id: 'eventbridge',
  title: 'Amazon EventBridge event bus',
  shortTitle: 'Event bus',
  category: 'messaging',
  summary: 'Routes each event to the targets of the rules that it matches.',
  keywords: ['event', 'bus', 'rule', 'pattern', 'route', 'publish', 'fan out', 'archive', 'replay', 'integration'],
  defaultName: 'bus',
  config,
  ports,
  connections,
  quotas,
  pools,
  rules,
  accountRules,
  cardLine: ({ bus, hasArchive, archiveRetention }) =>
    hasArchive
      ? `Archive · ${archiveRetention === undefined ? 'kept for ever' : durationText(archiveRetention)}`
      : KINDS[bus],
  reactions: () => ({
    failures: ['errors', 'slowness', 'consumer-stopped'],
    quotas: ['eventbridge/put-events', 'eventbridge/invocations'],
  }),
  capacity,
  usage,
  cdk,
  actor,
});
