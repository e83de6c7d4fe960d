import { port, type Port } from '#shared/model/service';
import type { EndpointConfig } from './config';

export const ports: readonly Port<EndpointConfig>[] = [
  port('in', 'http', ({ url, timeout, maximumBody, answerTime }: EndpointConfig) => ({
    reach: 'public' as const,
    apiType: undefined,
    takesUsagePlans: false,
    stageRate: undefined,
    distribution: 'none' as const,
    webAcl: 'none' as const,
    includesWebAcl: false,
    isFilter: false,
    maxPayload: maximumBody,
    timeout,
    calledByArn: undefined,
    sockets: undefined,
    outside: { address: url, answerTime },
  })),
];
