import { port, type Port } from '#shared/model/service';
import { bytes, MIB } from '#shared/model/unit';
import type { BusConfig } from './config';

/** A request must stay below 1 MiB, and one event may use all of it (eb-putevents, 2026-11-23). */
const LARGEST_EVENT = bytes(MIB - 1);

export const ports: readonly Port<BusConfig>[] = [
  port('in', 'put-events', ({ bus, partnerSource }: BusConfig) => ({
    maximumEventSize: LARGEST_EVENT,
    takesServiceEvents: bus === 'default',
    partnerSource: bus === 'partner' ? partnerSource.trim() : undefined,
  })),
  port('out', 'route', () => ({ maximumEventSize: LARGEST_EVENT })),
];
