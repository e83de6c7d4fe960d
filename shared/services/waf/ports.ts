import { port, type Port } from '#shared/model/service';
import { bytes, seconds } from '#shared/model/unit';
import { inspectedBytes, type WebAclConfig } from './config';

export const ports: readonly Port<WebAclConfig>[] = [
  port('in', 'http', () => ({
    apiType: undefined,
    takesUsagePlans: false,
    stageRate: undefined,
    reach: 'public' as const,
    distribution: 'none' as const,
    webAcl: 'none' as const,
    includesWebAcl: false,
    isFilter: true,
    // What stands behind it has the limits.
    maxPayload: bytes(Infinity),
    timeout: seconds(Infinity),
    calledByArn: undefined,
    sockets: undefined,
    outside: undefined,
  })),
  port('out', 'filter', (config: WebAclConfig) => ({ bodyLimit: bytes(inspectedBytes(config)) })),
];
