import { port, type Port } from '#shared/model/service';
import { bytes, seconds } from '#shared/model/unit';
import type { DistributionConfig } from './config';
import { planOf } from './plans';

export const ports: readonly Port<DistributionConfig>[] = [
  port('in', 'http', ({ responseTimeout, connectionAttempts, plan }: DistributionConfig) => ({
    apiType: undefined,
    takesUsagePlans: false,
    stageRate: undefined,
    reach: 'public' as const,
    distribution: 'itself' as const,
    webAcl: 'global' as const,
    includesWebAcl: planOf(plan).meter !== undefined,
    isFilter: false,
    // None is known here: the origin’s own limit comes first.
    maxPayload: bytes(Infinity),
    timeout: seconds(responseTimeout * connectionAttempts),
    calledByArn: undefined,
    sockets: undefined,
    outside: undefined,
  })),
  port('out', 'fetch', ({ responseTimeout, connectionAttempts, cacheableShare }: DistributionConfig) => ({
    responseTimeout,
    attempts: connectionAttempts,
    readShare: cacheableShare,
  })),
];
