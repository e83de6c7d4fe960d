/** Batches: how many messages an invocation gets, and how fast a consumer of batches drains. */
import { requireNonNegative, requirePositive, requireWhole } from './arguments';
import { expectedMinimum } from './poisson';

export interface WindowedBatch {
  readonly meanBatch: number;
  /** Mean time for which a batch is gathered, seconds. */
  readonly meanWindow: number;
  readonly invocationsPerSecond: number;
}

/**
 * Batches gathered by a window W that opens with the first record, and closed early at K records, with a consumer that
 * is always free: mean batch 1 + E[min(Poisson(λW), K − 1)]; the window lasts (mean batch − 1) / λ on average.
 */
export function batchByWindow(gather: { arrivalRate: number; window: number; maxBatch: number }): WindowedBatch {
  const { arrivalRate, window, maxBatch } = gather;
  requireNonNegative('arrivalRate', arrivalRate);
  requireNonNegative('window', window);
  requireWhole('maxBatch', maxBatch, 1);
  const more = expectedMinimum(arrivalRate * window, maxBatch - 1);
  const meanBatch = 1 + more;
  return {
    meanBatch,
    meanWindow: arrivalRate > 0 ? more / arrivalRate : window,
    invocationsPerSecond: arrivalRate / meanBatch,
  };
}

/**
 * Bulk service M/M^[1,K]/1 where late arrivals may join the batch in service: geometric with the ratio r, the root in
 * (0, 1) of μ r^{K+1} − (λ + μ) r + λ = 0 (Kleinrock vol. 1, section 4.6). Infinity where λ ≥ Kμ.
 */
export function bulkService(queue: { arrivalRate: number; batchServiceRate: number; maxBatch: number }): {
  geometricRatio: number;
  meanInSystem: number;
} {
  const { arrivalRate: lambda, batchServiceRate: mu, maxBatch } = queue;
  requireNonNegative('arrivalRate', lambda);
  requirePositive('batchServiceRate', mu);
  requireWhole('maxBatch', maxBatch, 1);
  if (lambda >= maxBatch * mu) return { geometricRatio: 1, meanInSystem: Infinity };
  // Divided by (1 − r), the equation is λ = μ (r + r² + … + r^K), which has one root in (0, 1).
  let low = 0;
  let high = 1;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    const served = mu * geometricSum(middle, maxBatch);
    if (served < lambda) low = middle;
    else high = middle;
  }
  const r = (low + high) / 2;
  return { geometricRatio: r, meanInSystem: r / (1 - r) };
}

/** Σ_{k=1..K} r^k. */
function geometricSum(r: number, K: number): number {
  const gap = 1 - r;
  if (gap * K < 1e-8) return K;
  return (r * -Math.expm1(K * Math.log(r))) / gap;
}

export interface StreamConsumer {
  readonly capacityPerSecond: number;
  readonly utilisation: number;
  /** Records per second by which the unread part grows. */
  readonly lagGrowthPerSecond: number;
  /** Seconds of age gained per second: 1 − capacity/arrivals. */
  readonly iteratorAgeSlope: number;
}

/** Consumer of a stream: shards × parallelisation × batch / batch time, records evenly spread over the lanes. */
export function streamConsumer(stream: {
  arrivalRate: number;
  shards: number;
  parallelization: number;
  maxBatch: number;
  /** Time that one full batch takes, seconds. */
  batchDuration: number;
}): StreamConsumer {
  requireNonNegative('arrivalRate', stream.arrivalRate);
  requirePositive('shards', stream.shards);
  requirePositive('parallelization', stream.parallelization);
  requirePositive('maxBatch', stream.maxBatch);
  requirePositive('batchDuration', stream.batchDuration);
  const capacityPerSecond = (stream.shards * stream.parallelization * stream.maxBatch) / stream.batchDuration;
  const lagGrowthPerSecond = Math.max(0, stream.arrivalRate - capacityPerSecond);
  return {
    capacityPerSecond,
    utilisation: stream.arrivalRate / capacityPerSecond,
    lagGrowthPerSecond,
    iteratorAgeSlope: lagGrowthPerSecond > 0 ? lagGrowthPerSecond / stream.arrivalRate : 0,
  };
}

export interface StreamLane {
  /** Mean time between two invocations of the lane, seconds. */
  readonly period: number;
  readonly meanBatch: number;
  /** Share of the time for which the lane's invocation runs; 1 where it cannot keep up. */
  readonly utilisation: number;
}

/**
 * One lane of a stream (a shard, or one of its parallel parts): invocations one after the other, each with what has
 * gathered, at most K. `duration(n)` is the time of a batch of n, seconds, not falling with n. Between invocations a
 * window of `window` seconds may gather more. Approximation: the lane's cycle is max(duration of its batch, gathering),
 * with Poisson arrivals during it; exact when idle and when saturated.
 */
export function streamLane(lane: {
  arrivalRate: number;
  maxBatch: number;
  window: number;
  duration: (batch: number) => number;
}): StreamLane {
  const { arrivalRate, maxBatch, window, duration } = lane;
  requireNonNegative('arrivalRate', arrivalRate);
  requireWhole('maxBatch', maxBatch, 1);
  requireNonNegative('window', window);
  if (arrivalRate === 0) return { period: Infinity, meanBatch: 0, utilisation: 0 };
  const fullPeriod = duration(maxBatch);
  if (arrivalRate * fullPeriod >= maxBatch) return { period: fullPeriod, meanBatch: maxBatch, utilisation: 1 };
  const idle = batchByWindow({ arrivalRate, window, maxBatch }).meanBatch;
  // Batch that gathers while the previous one runs: n = λ · duration(n), the least solution from below.
  let busy = 1;
  for (let step = 0; step < 200; step++) {
    const next = Math.min(maxBatch, Math.max(1, arrivalRate * duration(busy)));
    if (Math.abs(next - busy) <= 1e-9 * busy) break;
    busy = next;
  }
  const meanBatch = Math.min(maxBatch, Math.max(idle, busy));
  const period = meanBatch / arrivalRate;
  return { period, meanBatch, utilisation: Math.min(1, duration(meanBatch) / period) };
}

/** Capacity of a FIFO queue's consumer, per second: one batch in flight a message group. */
export function fifoGroupCapacity(queue: {
  activeGroups: number;
  concurrency: number;
  batch: number;
  batchDuration: number;
}): number {
  requireNonNegative('activeGroups', queue.activeGroups);
  requireNonNegative('concurrency', queue.concurrency);
  requirePositive('batch', queue.batch);
  requirePositive('batchDuration', queue.batchDuration);
  return (Math.min(queue.activeGroups, queue.concurrency) * queue.batch) / queue.batchDuration;
}
