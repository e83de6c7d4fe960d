import { port, type Port } from '#shared/model/service';
import { bytes, KIB, MIB } from '#shared/model/unit';
import type { DeliveryConfig } from './config';

/** Of one record, before base64 (firehose limits, 2026-11-23). */
const LARGEST_RECORD = bytes(1000 * KIB);

export const ports: readonly Port<DeliveryConfig>[] = [
  port('in', 'collect-records', () => ({ maximumRecordSize: LARGEST_RECORD })),
  port('out', 'deliver-batches', ({ bufferSize }: DeliveryConfig) => ({ batchSize: bytes(bufferSize * MIB) })),
];
