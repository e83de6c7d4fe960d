import { defineService } from '#shared/model/service';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type ClientConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { quotas } from './quotas';
import { rules } from './rules/index';
import { actor } from './simulation';

export const client = defineService<ClientConfig>({
  id: 'client',
  title: 'Client',
  shortTitle: 'Client',
  category: 'entry',
  summary: 'Callers outside AWS: browsers, mobile apps, partners, the CLI. A source of load.',
  keywords: ['user', 'browser', 'caller', 'cli', 'sdk', 'traffic', 'entry', 'load'],
  defaultName: 'client',
  config,
  ports,
  connections,
  quotas,
  pools: [],
  rules,
  cardLine: ({ payload, httpAttempts, retryMode }) =>
    `${Math.max(1, Math.round(payload / 1024))} KiB · ${retryMode === 'none' && httpAttempts === 1 ? 'no retries' : `${httpAttempts} HTTP attempt${httpAttempts === 1 ? '' : 's'}`}`,
  entryRate: ({ rate }) => rate,
  entryUnit: () => 'requests',
  reactions: () => ({ failures: ['errors', 'hot-key', 'poison-message', 'consumer-stopped'], quotas: [] }),
  capacity,
  usage,
  cdk,
  actor,
});
