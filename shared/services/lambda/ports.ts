import { port, type Port } from '#shared/model/service';
import { bytes, MIB } from '#shared/model/unit';
import type { FunctionConfig } from './config';

export const ports: readonly Port<FunctionConfig>[] = [
  port('in', 'invoke', ({ timeout, duration, isIdempotent, reservedConcurrency }: FunctionConfig) => ({
    timeout,
    meanDuration: duration.mean,
    isIdempotent,
    reservedConcurrency,
    maxSynchronousPayload: bytes(6 * MIB),
    maxAsynchronousPayload: bytes(MIB),
  })),
  port('out', 'code-call', ({ timeout, isIdempotent }: FunctionConfig) => ({ timeout, isIdempotent })),
  port('out', 'outcome', ({ timeout }: FunctionConfig) => ({ timeout })),
];
