import { port, type Port } from '#shared/model/service';
import { bytes, MIB } from '#shared/model/unit';
import type { ApiConfig } from './config';

export const ports: readonly Port<ApiConfig>[] = [
  port('in', 'http', ({ type, endpoint, integrationTimeout }: ApiConfig) => ({
    takesUsagePlans: type === 'REST',
    isFilter: false,
    webAcl: type === 'REST' ? ('regional' as const) : ('none' as const),
    includesWebAcl: false,
    distribution: type === 'REST' && endpoint === 'edge' ? ('in front' as const) : ('none' as const),
    reach: endpoint === 'private' ? ('private' as const) : ('public' as const),
    maxPayload: bytes(10 * MIB),
    timeout: integrationTimeout,
    outside: undefined,
  })),
  port('out', 'integrate', ({ type, integrationTimeout }: ApiConfig) => ({ apiType: type, integrationTimeout })),
];
