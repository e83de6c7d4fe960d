/** Waiting systems: c servers, unbounded waiting room, first come first served, exponential service (M/M/c). */
import { requireNonNegative, requirePositive, requireProbability } from './arguments';
import { erlangB } from './erlang-b';

export interface MMc {
  /** λ, per second. */
  readonly arrivalRate: number;
  /** μ of one server, per second. */
  readonly serviceRate: number;
  /** c; may be fractional, as in `erlangB`. */
  readonly servers: number;
}

/**
 * Probability that an arrival waits (Erlang C; Kleinrock vol. 1, section 3.5): C = B / (1 − ρ (1 − B)).
 * 1 where the load is not below the number of servers.
 * @throws RangeError for negative arguments
 */
export function erlangC(servers: number, offeredErlang: number): number {
  if (offeredErlang >= servers) {
    requireNonNegative('servers', servers);
    return 1;
  }
  const loss = erlangB(servers, offeredErlang);
  return loss / (1 - (offeredErlang / servers) * (1 - loss));
}

/** Mean time in the queue, seconds: C / (cμ − λ). Infinity where the queue is unstable. */
export function meanWaitMMc(queue: MMc): number {
  const { probabilityOfWait, drainRate } = solve(queue);
  return drainRate > 0 ? probabilityOfWait / drainRate : Infinity;
}

/**
 * Waiting time that a share `percentile` (0..1) of arrivals do not exceed, seconds: the wait is 0 with probability
 * 1 − C, else exponential of rate cμ − λ. Infinity where the queue is unstable.
 */
export function waitPercentileMMc(queue: MMc, percentile: number): number {
  requireProbability('percentile', percentile);
  const { probabilityOfWait, drainRate } = solve(queue);
  if (drainRate <= 0) return Infinity;
  if (percentile <= 1 - probabilityOfWait) return 0;
  return Math.log(probabilityOfWait / (1 - percentile)) / drainRate;
}

/** Time from arrival to end of service that a share `percentile` (0..1) do not exceed, seconds. */
export function responsePercentileMMc(queue: MMc, percentile: number): number {
  requireProbability('percentile', percentile);
  const { probabilityOfWait, drainRate } = solve(queue);
  if (drainRate <= 0 || percentile === 1) return Infinity;
  const beyond = 1 - percentile;
  let high = 1 / queue.serviceRate + 1 / drainRate;
  while (responseTail(high, queue.serviceRate, drainRate, probabilityOfWait) > beyond) high *= 2;
  let low = 0;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (responseTail(middle, queue.serviceRate, drainRate, probabilityOfWait) > beyond) low = middle;
    else high = middle;
    if (middle === low && middle === high) break;
  }
  return (low + high) / 2;
}

/** P(response > t): an exponential service, after an exponential wait with probability C. */
function responseTail(time: number, mu: number, theta: number, probabilityOfWait: number): number {
  const service = Math.exp(-mu * time);
  const difference = theta - mu;
  // Wait and service of nearly the same rate: the limit is the Erlang-2 tail, e^(−μt)(1 + μt).
  const both =
    Math.abs(difference) < 1e-7 * mu
      ? service * (1 + mu * time)
      : (theta * service - mu * Math.exp(-theta * time)) / difference;
  return (1 - probabilityOfWait) * service + probabilityOfWait * both;
}

function solve(queue: MMc): { probabilityOfWait: number; drainRate: number } {
  requireNonNegative('arrivalRate', queue.arrivalRate);
  requirePositive('serviceRate', queue.serviceRate);
  return {
    probabilityOfWait: erlangC(queue.servers, queue.arrivalRate / queue.serviceRate),
    drainRate: queue.servers * queue.serviceRate - queue.arrivalRate,
  };
}
