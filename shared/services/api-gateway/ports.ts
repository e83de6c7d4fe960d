import { port, type Port } from '#shared/model/service';
import { bytes, KIB, MIB, seconds } from '#shared/model/unit';
import type { ApiConfig } from './config';
import { socketsOf } from './sockets';

/** Largest message over a WebSocket connection (api-gateway/websocket-message). */
const MESSAGE = bytes(128 * KIB);

/** api-gateway/http-authorizer-timeout */
const HTTP_AUTHORIZER = seconds(10);

export const ports: readonly Port<ApiConfig>[] = [
  port('in', 'http', (config: ApiConfig) => ({
    apiType: config.type,
    takesUsagePlans: config.type === 'REST',
    stageRate: config.stageRate,
    isFilter: false,
    webAcl: config.type === 'REST' ? ('regional' as const) : ('none' as const),
    includesWebAcl: false,
    distribution: config.type === 'REST' && config.endpoint === 'edge' ? ('in front' as const) : ('none' as const),
    reach: config.endpoint === 'private' ? ('private' as const) : ('public' as const),
    maxPayload: config.type === 'WEBSOCKET' ? MESSAGE : bytes(10 * MIB),
    timeout: config.integrationTimeout,
    calledByArn: config.type === 'REST' ? { authorization: config.authorization } : undefined,
    sockets: socketsOf(config),
    outside: undefined,
  })),
  port('in', 'post-to-connection', ({ type }: ApiConfig) => ({
    keepsConnections: type === 'WEBSOCKET',
    maximumMessageSize: MESSAGE,
  })),
  port('out', 'authorize', ({ type }: ApiConfig) => ({
    apiType: type,
    authorizerTimeout: type === 'HTTP' ? HTTP_AUTHORIZER : undefined,
  })),
  port('out', 'integrate', ({ type, integrationTimeout }: ApiConfig) => ({ apiType: type, integrationTimeout })),
];
