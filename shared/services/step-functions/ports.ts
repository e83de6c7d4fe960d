import { port, type Port } from '#shared/model/service';
import { bytes } from '#shared/model/unit';
import type { StateMachineConfig } from './config';
import { LARGEST_PAYLOAD } from './quotas';

export const ports: readonly Port<StateMachineConfig>[] = [
  port('in', 'start-workflow', ({ type }: StateMachineConfig) => ({
    runsOnce: type === 'standard',
    answers: type === 'express',
    maximumInputSize: bytes(LARGEST_PAYLOAD),
  })),
  port('out', 'run-tasks', ({ type }: StateMachineConfig) => ({
    runsOnce: type === 'standard',
    maximumInputSize: bytes(LARGEST_PAYLOAD),
  })),
];
