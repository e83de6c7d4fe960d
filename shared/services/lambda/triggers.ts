/** What brings work to a function, and what it reports to, as its rules ask for it. */
import { CARRIES_BATCHES } from '#shared/model/contract';
import type { Connection, Resource } from '#shared/model/graph';
import type { QueueMappingConfig, StreamMappingConfig } from './mapping-config';

/** A resource whatever the type of its configuration. */
type Sides = Pick<Resource, 'inbound' | 'outbound'>;

export type QueueMapping = Connection<QueueMappingConfig, 'poll-queue', 'invoke'>;
export type StreamMapping = Connection<StreamMappingConfig, 'read-shards', 'invoke'>;

/** Connections whose sender waits for the function's answer. */
export function synchronousCallers({ inbound }: Sides): readonly Connection[] {
  return inbound.filter(({ kind }) => kind.invocation === 'synchronous');
}

/** Connections that put events in Lambda's own queue. */
export function asynchronousTriggers({ inbound }: Sides): readonly Connection[] {
  return inbound.filter(({ kind }) => kind.invocation === 'asynchronous');
}

/** Whether each invocation by this connection has several records that its sender put together and waits for. */
export const carriesBatches = ({ from, kind }: Pick<Connection, 'from' | 'kind'>): boolean =>
  CARRIES_BATCHES.has(from.contract) && kind.invocation === 'synchronous';

/** Whether each event by this connection is such a batch, handed over at once. */
export const handsOverBatches = ({ from, kind }: Pick<Connection, 'from' | 'kind'>): boolean =>
  CARRIES_BATCHES.has(from.contract) && kind.invocation === 'asynchronous';

export function queueMappings({ inbound }: Sides): readonly QueueMapping[] {
  return inbound.filter(({ from }) => from.contract === 'poll-queue') as unknown as readonly QueueMapping[];
}

export function streamMappings({ inbound }: Sides): readonly StreamMapping[] {
  return inbound.filter(({ from }) => from.contract === 'read-shards') as unknown as readonly StreamMapping[];
}

/** Failure destinations of the function's stream mappings. */
export function streamDestinations({ outbound }: Sides): readonly Connection[] {
  return outbound.filter(isStreamDestination);
}

/** Destinations of the function's asynchronous invocations. */
export function asynchronousDestinations({ outbound }: Sides): readonly Connection[] {
  return outbound.filter((connection) => connection.from.contract === 'outcome' && !isStreamDestination(connection));
}

export function isStreamDestination({ kind }: Pick<Connection, 'kind'>): boolean {
  return kind.id.startsWith('lambda/stream-on-');
}

/** Most batches of a queue's mapping at once: its own setting, its pollers, or what Lambda gives a mapping. */
export function mostBatches({ config, from }: QueueMapping, quota: (id: string) => number): number {
  const { provisionedPollers, maximumPollers, maximumConcurrency } = config;
  if (provisionedPollers) return maximumPollers * quota('lambda/poller-concurrency');
  const most = maximumConcurrency ?? quota('lambda/queue-mapping-concurrency');
  return from.terms.fifo ? Math.min(most, from.terms.messageGroups) : most;
}
