import { port, type Port } from '#shared/model/service';
import { bytes, MIB, seconds } from '#shared/model/unit';
import type { PipeConfig } from './config';

/** Of one execution (eb-pipes-event-target and eb-pipes-batching-concurrency, 2026-11-27). */
const execution = () => ({ maximumPayload: bytes(6 * MIB), longest: seconds(300) });

export const ports: readonly Port<PipeConfig>[] = [
  port('in', 'take-batches', execution),
  port('out', 'pass-batches', execution),
];
