import { port, type Port } from '#shared/model/service';
import { bytes, MIB } from '#shared/model/unit';
import type { FunctionConfig } from './config';

export const ports: readonly Port<FunctionConfig>[] = [
  port('in', 'invoke', (config: FunctionConfig) => ({
    timeout: config.timeout,
    duration: config.duration,
    durationPerRecord: config.perRecord,
    isIdempotent: config.isIdempotent,
    reservedConcurrency: config.reservedConcurrency,
    urlAuthorization: config.urlAuthorization,
    maxSynchronousPayload: bytes(6 * MIB),
    maxAsynchronousPayload: bytes(MIB),
  })),
  port('out', 'code-call', ({ timeout, isIdempotent }: FunctionConfig) => ({ timeout, isIdempotent })),
  port('out', 'outcome', ({ timeout }: FunctionConfig) => ({ timeout })),
];
