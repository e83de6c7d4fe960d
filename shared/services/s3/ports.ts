import { port, type Port } from '#shared/model/service';
import { bytes, KIB } from '#shared/model/unit';
import type { BucketConfig } from './config';

/** Of one PutObject; larger objects are written in parts (PutObject, 2026-11-23). */
const LARGEST_PUT = bytes(5 * KIB ** 3);
/** Of one notification (notification-how-to-event-types-and-destinations, 2026-11-23). */
export const LARGEST_EVENT = bytes(64 * KIB);

export const ports: readonly Port<BucketConfig>[] = [
  port('in', 'keep-objects', ({ objectSize }: BucketConfig) => ({ maximumObjectSize: LARGEST_PUT, objectSize })),
  port('out', 'notify', () => ({ maximumEventSize: LARGEST_EVENT })),
];
