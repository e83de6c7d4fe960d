import { port, type Port } from '#shared/model/service';
import { bytes, KIB } from '#shared/model/unit';
import type { ScheduleConfig } from './config';

export const ports: readonly Port<ScheduleConfig>[] = [
  // Scheduler quotas, 2026-11-23.
  port('out', 'schedule', () => ({ maximumInputSize: bytes(256 * KIB) })),
];
