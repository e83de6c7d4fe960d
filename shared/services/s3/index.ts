import { defineService } from '#shared/model/service';
import { durationText } from '#shared/model/wording';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type BucketConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { canCause } from './notifications';
import { ports } from './ports';
import { quotas } from './quotas';
import { refusals } from './refusals';
import { rules } from './rules/index';
import { actor } from './simulation';

export const s3 = defineService<BucketConfig>({
  id: 's3',
  title: 'Amazon S3 bucket',
  shortTitle: 'Bucket',
  category: 'stores',
  summary: 'Keeps objects of any size by key, and tells of each that is written.',
  keywords: ['bucket', 'objects', 'files', 'upload', 'download', 'storage', 'store', 'data lake', 'images'],
  defaultName: 'bucket',
  config,
  ports,
  connections,
  refusals,
  quotas,
  pools: [],
  rules,
  loopGuard: { follows: true },
  passesOn: canCause,
  hasOwnKey: ({ encryption }) => encryption === 'kms',
  cardLine: ({ expiration, versioned }) =>
    [
      expiration === undefined ? 'Kept for ever' : `Kept for ${durationText(expiration)}`,
      ...(versioned ? ['versioned'] : []),
    ].join(' · '),
  reactions: () => ({
    failures: ['errors', 'slowness', 'hot-key', 'consumer-stopped'],
    quotas: ['s3/prefix-writes', 's3/prefix-reads'],
  }),
  capacity,
  usage,
  cdk,
  actor,
});
