/** How an event source mapping polls its source in a run. */
import type { QueueReading } from '#shared/model/queue-poller';
import type { ActorContext, Link } from '#shared/model/simulation';
import type { StreamReading } from '#shared/model/stream-reading';
import type { FunctionConfig } from './config';
import type { QueueMappingConfig } from './mapping-config';
import { hasFanOut, pollsQuota } from './stream-source';
import { isStreamDestination, type QueueMapping, type StreamMapping } from './triggers';

/** Growth of provisioned pollers' concurrency, per second: 1,000 a minute (lambda with-sqs, 2026-11-23). */
const PROVISIONED_GROWTH = 1000 / 60;

export function queueReading({ connection }: Link, quota: (id: string) => number): QueueReading {
  const { config, from } = connection as unknown as QueueMapping;
  const { minimumPollers, maximumPollers, maximumConcurrency, provisionedPollers } = config;
  const common = {
    batchSize: config.batchSize,
    batchBytes: quota('lambda/batch-bytes'),
    batchingWindow: config.batchingWindow,
    filterShare: config.filterShare,
    gathering: quota('lambda/queue-mapping-start'),
  };
  if (provisionedPollers) {
    const batches = quota('lambda/poller-concurrency');
    return {
      ...common,
      least: minimumPollers * batches,
      most: Math.max(minimumPollers, maximumPollers) * batches,
      growth: PROVISIONED_GROWTH,
      eachPoller: { batches, polls: quota('lambda/poller-polls'), bytes: quota('lambda/poller-bytes') },
    };
  }
  const most = maximumConcurrency ?? quota('lambda/queue-mapping-concurrency');
  return {
    ...common,
    // One batch of a group at a time is all that holds a FIFO queue's consumer back.
    least: from.terms.fifo ? most : Math.min(most, common.gathering),
    most,
    growth: quota('lambda/queue-mapping-ramp'),
  };
}

export function streamReading({ connection }: Link, context: ActorContext<FunctionConfig>): StreamReading {
  const mapping = connection as unknown as StreamMapping;
  const { config, from } = mapping;
  return {
    batchSize: config.batchSize,
    batchBytes: context.quota('lambda/batch-bytes'),
    batchingWindow: config.batchingWindow,
    filterShare: config.filterShare,
    parallelizationFactor: config.parallelizationFactor,
    isPushed: hasFanOut(mapping),
    pollInterval: 1 / context.quota(pollsQuota(from.terms)),
    maximumRecordAge: config.maximumRecordAge,
    bisectBatchOnError: config.bisectBatchOnError,
    maximumRetryAttempts: config.maximumRetryAttempts,
    destinations: context.outbound.filter((each) => isStreamDestination(each.connection)).map(({ index }) => index),
  };
}

export const tellsFailures = ({ connection }: Link): boolean =>
  (connection.config as QueueMappingConfig).reportBatchItemFailures;
