import { port, type Port } from '#shared/model/service';
import type { FlowConfig } from './config';

export const ports: readonly Port<FlowConfig>[] = [
  port('in', 'start-run', ({ trigger }: FlowConfig) => ({ runsByItself: trigger !== 'on-demand' })),
  port('out', 'transfer', ({ source, trigger }: FlowConfig) => ({
    fromBucket: source === 's3',
    carriesChangeEvents: source === 'salesforce' && trigger === 'event',
  })),
];
