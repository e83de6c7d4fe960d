/** Retries: of calls that fail independently, and of calls that fail because the system is full. */
import { requireNonNegative, requirePositive, requireProbability, requireWhole } from './arguments';
import { erlangB } from './erlang-b';

export interface Retries {
  /** Attempts for each request, the first included. */
  readonly meanAttempts: number;
  /** Share of requests whose last attempt fails too. */
  readonly giveUpProbability: number;
}

/**
 * Attempts of a request whose attempts fail independently with probability p and which is retried at most m times:
 * (1 − p^{m+1}) / (1 − p) attempts, p^{m+1} given up.
 */
export function independentRetries(failProbability: number, maxRetries: number): Retries {
  requireProbability('failProbability', failProbability);
  requireWhole('maxRetries', maxRetries, 0);
  return {
    meanAttempts: meanAttempts(failProbability, maxRetries + 1),
    giveUpProbability: failProbability ** (maxRetries + 1),
  };
}

/** Receives of a message, and the share that goes to the dead-letter queue, with `maxReceiveCount` k: (1 − p^k)/(1 − p), p^k. */
export function redrive(
  failProbability: number,
  maxReceiveCount: number,
): { meanReceives: number; deadLetterProbability: number } {
  requireProbability('failProbability', failProbability);
  requireWhole('maxReceiveCount', maxReceiveCount, 1);
  return {
    meanReceives: meanAttempts(failProbability, maxReceiveCount),
    deadLetterProbability: failProbability ** maxReceiveCount,
  };
}

export interface RetryFixedPoint extends Retries {
  /** Share of attempts, retries included, that fail. The least fixed point, which a system that starts empty reaches. */
  readonly attemptLoss: number;
  /** The greatest fixed point, where a saturated system stays. Equal to `attemptLoss` unless the system is bistable. */
  readonly saturatedLoss: number;
  readonly fixedPoints: number;
}

/** Steps of the scan for fixed points; two of them closer than 1/64 are taken for one. */
const scanSteps = 64;

/**
 * Solves p = loss(Σ_{k ≤ m} p^k): each failed attempt comes back as load. `lossAt` gives the share that fails when
 * the fresh load is multiplied by its argument (1..m + 1) and must not fall as load rises.
 * Right where backoff is long against the service time or overload is clear; near saturation with quick backoff,
 * retries are not fresh Poisson traffic and the true loss is higher: simulation gave 0.255 for a fixed
 * point of 0.134 (100 servers, 95 erlang, 3 retries).
 */
export function retryFixedPoint(lossAt: (amplification: number) => number, maxRetries: number): RetryFixedPoint {
  requireWhole('maxRetries', maxRetries, 0);
  const attempts = maxRetries + 1;
  const excess = (loss: number): number => lossAt(meanAttempts(loss, attempts)) - loss;
  const roots: number[] = [];
  let from = 0;
  let before = excess(0);
  if (before <= 0) roots.push(0);
  for (let step = 1; step <= scanSteps; step++) {
    const to = step / scanSteps;
    const after = excess(to);
    if (before > 0 !== after > 0) {
      const root = bisect(excess, from, to, before > 0);
      if (roots.length === 0 || root - roots.at(-1)! > 1e-9) roots.push(root);
    }
    from = to;
    before = after;
  }
  if (roots.length === 0) roots.push(1);
  const attemptLoss = roots[0]!;
  return {
    attemptLoss,
    saturatedLoss: roots.at(-1)!,
    fixedPoints: roots.length,
    meanAttempts: meanAttempts(attemptLoss, attempts),
    giveUpProbability: attemptLoss ** attempts,
  };
}

/** Loss of c servers under fresh load a (erlangs) whose losses are retried at most m times: p = B(c, a Σ p^k). */
export function lossWithRetries(load: { servers: number; freshErlang: number; maxRetries: number }): RetryFixedPoint {
  return retryFixedPoint((amplification) => erlangB(load.servers, load.freshErlang * amplification), load.maxRetries);
}

export type Jitter = 'none' | 'equal' | 'full';

/** Delays min(cap, base · rate^i) before each retry, seconds; the rate is 2 unless stated. */
interface Backoff {
  readonly base: number;
  readonly cap: number;
  readonly rate?: number;
  readonly retries: number;
  readonly jitter: Jitter;
}

/**
 * Waiting time of a request that is retried `retries` times with exponential backoff, seconds. Full jitter draws from 0 to
 * the delay, equal jitter from half of it (AWS Architecture Blog, Exponential Backoff and Jitter).
 */
export function totalBackoff({ base, cap, rate = 2, retries, jitter }: Backoff): { mean: number; max: number } {
  requireNonNegative('base', base);
  requireNonNegative('cap', cap);
  requireNonNegative('rate', rate);
  requireWhole('retries', retries, 0);
  const meanShare = { none: 1, equal: 0.75, full: 0.5 }[jitter];
  let max = 0;
  let delay = base;
  for (let retry = 0; retry < retries; retry++) {
    max += Math.min(cap, delay);
    delay = Math.min(cap, delay * rate);
  }
  return { mean: max * meanShare, max };
}

/**
 * Mean time that retries add to a request of `calls` independent calls side by side, seconds: Σ_{k ≤ m} of the share that
 * any of them comes to its k-th retry, 1 − (1 − p^k)^calls, times the mean of that delay. Exact for one call.
 */
export function meanRetryWait(policy: Backoff & { failProbability: number; calls: number }): number {
  requireProbability('failProbability', policy.failProbability);
  requireNonNegative('calls', policy.calls);
  if (policy.failProbability === 0) return 0;
  let wait = 0;
  let before = 0;
  for (let retry = 1; retry <= policy.retries; retry++) {
    const { mean } = totalBackoff({ ...policy, retries: retry });
    wait += (1 - (1 - policy.failProbability ** retry) ** policy.calls) * (mean - before);
    before = mean;
  }
  return wait;
}

/**
 * Whether overload can keep itself alive by retries once clients time out sooner than the overloaded wait
 * (Bronson et al., HotOS 2021): vulnerable where capacity/(1 + R) < fresh rate < capacity, and then the fresh rate has
 * to fall to `recoveryRate` before the system recovers.
 */
export function metastability(load: { freshRate: number; capacity: number; maxRetries: number }): {
  vulnerable: boolean;
  recoveryRate: number;
} {
  requireNonNegative('freshRate', load.freshRate);
  requirePositive('capacity', load.capacity);
  requireWhole('maxRetries', load.maxRetries, 0);
  const recoveryRate = load.capacity / (1 + load.maxRetries);
  return { vulnerable: load.freshRate > recoveryRate && load.freshRate < load.capacity, recoveryRate };
}

/** Σ_{k < attempts} p^k, exact at p = 1. */
function meanAttempts(failProbability: number, attempts: number): number {
  if (attempts > 1000) {
    return failProbability < 1 ? (1 - failProbability ** attempts) / (1 - failProbability) : attempts;
  }
  let sum = 0;
  for (let attempt = 0; attempt < attempts; attempt++) sum = sum * failProbability + 1;
  return sum;
}

function bisect(f: (x: number) => number, from: number, to: number, fromIsPositive: boolean): number {
  let low = from;
  let high = to;
  for (let step = 0; step < 60 && high - low > 1e-13; step++) {
    const middle = (low + high) / 2;
    if (f(middle) > 0 === fromIsPositive) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
