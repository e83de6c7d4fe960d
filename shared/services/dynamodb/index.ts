import { grouped } from '#shared/model/figures';
import { defineService } from '#shared/model/service';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type TableConfig } from './config';
import { usage } from './cost';
import { ports } from './ports';
import { quotas } from './quotas';
import { refusals } from './refusals';
import { accountRules, rules } from './rules/index';
import { actor } from './simulation';
import { accessOf } from './units';

export const dynamodb = defineService<TableConfig>({
  id: 'dynamodb',
  title: 'Amazon DynamoDB table',
  shortTitle: 'Table',
  category: 'stores',
  summary: 'Keeps items that are read and written by key, and tells of each change.',
  keywords: ['table', 'database', 'items', 'key value', 'nosql', 'store', 'state', 'change data capture'],
  defaultName: 'table',
  config,
  ports,
  connections: [],
  refusals,
  quotas,
  pools: [],
  rules,
  accountRules,
  // Only changes are in the stream.
  passesOn: (inbound) => accessOf(inbound).does === 'write',
  hasOwnKey: ({ encryption }) => encryption === 'kms',
  cardLine: ({ mode, writeCapacity, readCapacity }) =>
    mode === 'on-demand' ? 'On-demand' : `${grouped(writeCapacity)} WCU · ${grouped(readCapacity)} RCU`,
  reactions: () => ({ failures: ['errors', 'hot-key', 'consumer-stopped'], quotas: [] }),
  capacity,
  usage,
  cdk,
  actor,
});
