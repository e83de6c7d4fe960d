import { port, type Port } from '#shared/model/service';
import { type ClientConfig, sdkAttempts } from './config';

export const ports: readonly Port<ClientConfig>[] = [
  port('out', 'http-call', ({ timeout, httpAttempts, inVpc, payload }: ClientConfig) => ({
    timeout,
    attempts: httpAttempts,
    inVpc,
    payload,
  })),
  port('out', 'sdk-call', (config: ClientConfig) => ({
    timeout: config.timeout,
    attempts: sdkAttempts(config),
    payload: config.payload,
    inVpc: config.inVpc,
  })),
];
