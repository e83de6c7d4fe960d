import { defineService } from '#shared/model/service';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type StreamConfig } from './config';
import { usage } from './cost';
import { ports } from './ports';
import { quotas } from './quotas';
import { refusals } from './refusals';
import { accountRules, rules } from './rules/index';
import { actor } from './simulation';

export const kinesis = defineService<StreamConfig>({
  id: 'kinesis',
  title: 'Amazon Kinesis data stream',
  shortTitle: 'Stream',
  category: 'streams',
  summary: 'Keeps ordered records for several readers at once.',
  keywords: ['stream', 'shard', 'records', 'clickstream', 'analytics', 'ordered', 'replay'],
  defaultName: 'stream',
  config,
  ports,
  connections: [],
  refusals,
  quotas,
  pools: [],
  rules,
  accountRules,
  hasOwnKey: ({ encryption }) => encryption === 'kms',
  cardLine: ({ mode, shards, retention }) =>
    `${mode === 'provisioned' ? `${shards} shard${shards === 1 ? '' : 's'}` : 'On-demand'} · ${retention / 3600} h`,
  reactions: () => ({ failures: ['hot-key', 'consumer-stopped'], quotas: [] }),
  capacity,
  usage,
  cdk,
  actor,
});
