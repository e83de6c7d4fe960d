import type { Connection, Resource } from '#shared/model/graph';
import type { QueueConfig } from './config';

/** Connections by which work comes: who sends what failed elsewhere has no tenant to name. */
export function tenantSenders({ inbound }: Resource<QueueConfig>): readonly Connection[] {
  return inbound.filter(({ kind }) => kind.role !== 'failure');
}
