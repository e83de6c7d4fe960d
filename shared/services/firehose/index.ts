import { defineService } from '#shared/model/service';
import { durationText } from '#shared/model/wording';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type DeliveryConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { quotas } from './quotas';
import { refusals } from './refusals';
import { rules } from './rules/index';
import { actor } from './simulation';

export const firehose = defineService<DeliveryConfig>({
  id: 'firehose',
  title: 'Amazon Data Firehose stream',
  shortTitle: 'Delivery stream',
  category: 'streams',
  summary: 'Gathers records and delivers them together to a bucket or an HTTP endpoint.',
  keywords: [
    'firehose',
    'delivery stream',
    'records',
    'batch',
    'buffer',
    'data lake',
    'analytics',
    'logs',
    'clickstream',
    'ingest',
    'parquet',
  ],
  defaultName: 'delivery',
  config,
  ports,
  connections,
  refusals,
  quotas,
  pools: [],
  rules,
  cardLine: ({ bufferSize, bufferInterval }) => `${bufferSize} MiB or ${durationText(bufferInterval)}`,
  reactions: () => ({
    failures: ['errors', 'consumer-stopped'],
    quotas: ['firehose/put-records', 'firehose/put-requests', 'firehose/put-bytes'],
  }),
  capacity,
  usage,
  cdk,
  actor,
});
