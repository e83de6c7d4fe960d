/** How batches gather for those who poll queues and streams for others: event source mappings and pipes. */
import { streamLane } from './batches';

/**
 * Mean batch of a queue's pollers while they keep up. A batching window fills batches by itself; without one, the pollers
 * with which AWS starts take what has gathered since each was last free, and AWS adds pollers only once their batches are
 * full (lambda services-sqs-scaling, eventbridge eb-pipes-sqs). An approximation of AWS's own, undocumented, polling.
 * @param rate messages a second
 * @param pollers with which AWS starts
 * @param fixed seconds that a batch takes whatever its size
 * @param perRecord seconds that each message adds
 * @param window batching window, seconds
 */
export function queueBatch(given: {
  readonly rate: number;
  readonly pollers: number;
  readonly fixed: number;
  readonly perRecord: number;
  readonly window: number;
  readonly maxBatch: number;
}): number {
  const { rate, pollers, fixed, perRecord, window, maxBatch } = given;
  const perPoller = rate / pollers;
  // batch = rate per poller × (fixed + perRecord × batch), solved for the batch.
  const left = 1 - perPoller * perRecord;
  const gathered = left > 0 ? (perPoller * fixed) / left : maxBatch;
  const byWindow = 1 + perPoller * window;
  return Math.min(maxBatch, Math.max(1, gathered, byWindow));
}

/**
 * Mean batch of a lane of a stream; see `streamLane`. What a poll fetches comes together, unless records are pushed.
 * @param arrivalRate records a second in the lane
 * @param pollInterval seconds between polls of a shard; undefined where records are pushed
 * @param sharesPolls whether several lanes share what a poll fetches
 */
export function laneBatch(given: {
  readonly arrivalRate: number;
  readonly window: number;
  readonly maxBatch: number;
  readonly duration: (batch: number) => number;
  readonly pollInterval: number | undefined;
  readonly sharesPolls: boolean;
}): number {
  const { arrivalRate, window, maxBatch, duration, pollInterval, sharesPolls } = given;
  if (arrivalRate === 0) return 1;
  const { meanBatch } = streamLane({ arrivalRate, window, maxBatch, duration });
  if (pollInterval === undefined) return meanBatch;
  const perPoll = arrivalRate * pollInterval;
  const fetched = sharesPolls || perPoll <= 0 ? perPoll : perPoll / (1 - Math.exp(-perPoll));
  return Math.min(maxBatch, Math.max(1, meanBatch, fetched));
}

/**
 * Shards that an on-demand stream keeps: twice the load, at least the four of a new stream (how-do-i-size-a-stream).
 * A mean, not a whole number: more load must never look like less.
 * @param rate records a second
 * @param size mean bytes of a record
 */
export function onDemandShards(rate: number, size: number): number {
  return Math.max(4, (2 * rate) / 1000, (2 * rate * size) / 1_000_000);
}
