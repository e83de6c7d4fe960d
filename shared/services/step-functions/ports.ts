import { port, type Port } from '#shared/model/service';
import { bytes, KIB } from '#shared/model/unit';
import type { StateMachineConfig } from './config';

/** Of a state, a task or an execution (service-quotas, 2026-11-23). */
const LARGEST_INPUT = bytes(256 * KIB);

export const ports: readonly Port<StateMachineConfig>[] = [
  port('in', 'start-workflow', ({ type }: StateMachineConfig) => ({
    runsOnce: type === 'standard',
    answers: type === 'express',
    maximumInputSize: LARGEST_INPUT,
  })),
  port('out', 'run-tasks', () => ({ maximumInputSize: LARGEST_INPUT })),
];
