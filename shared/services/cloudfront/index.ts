import { defineService } from '#shared/model/service';
import { short } from '#shared/model/wording';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type DistributionConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { planOf } from './plans';
import { ports } from './ports';
import { pools, quotas } from './quotas';
import { refusals } from './refusals';
import { rules } from './rules/index';
import { actor } from './simulation';

export const cloudfront = defineService<DistributionConfig>({
  id: 'cloudfront',
  title: 'Amazon CloudFront',
  shortTitle: 'Distribution',
  category: 'edge',
  summary: 'Answers from caches near the viewers, and asks the origin for the rest.',
  keywords: ['cdn', 'cache', 'edge', 'distribution', 'static', 'website', 'content delivery'],
  defaultName: 'cdn',
  config,
  ports,
  connections,
  refusals,
  quotas,
  pools,
  rules,
  cardLine: ({ cacheHitRatio, plan }) =>
    `${short(cacheHitRatio * 100)} % hits${plan === 'pay-as-you-go' ? '' : ` · ${planOf(plan).label}`}`,
  reactions: () => ({
    failures: ['errors', 'slowness', 'consumer-stopped'],
    quotas: ['cloudfront/requests', 'cloudfront/data-rate'],
  }),
  capacity,
  usage,
  cdk,
  actor,
});
