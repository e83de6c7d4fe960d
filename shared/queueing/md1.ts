/** M/D/1: Poisson arrivals, one server, constant service time. */
import { requireNonNegative, requirePositive, requireProbability } from './arguments';
import { levelCrossing } from './level-crossing';

export interface MD1 {
  /** λ, per second. */
  readonly arrivalRate: number;
  /** D, seconds. */
  readonly serviceTime: number;
}

/** Mean time in the queue, seconds: ρD / (2(1 − ρ)). Infinity where ρ ≥ 1. */
export function meanWaitMD1(queue: MD1): number {
  const rho = utilisation(queue);
  return rho < 1 ? (rho * queue.serviceTime) / (2 * (1 - rho)) : Infinity;
}

/** P(wait > `time` seconds), exact (Erlang 1909; see level-crossing.ts). 1 where ρ ≥ 1. */
export function waitTailMD1(queue: MD1, time: number): number {
  requireNonNegative('time', time);
  const rho = utilisation(queue);
  if (rho >= 1) return 1;
  return levelCrossing(rho, time / queue.serviceTime).excess;
}

/** Waiting time that a share `percentile` (0..1) of arrivals do not exceed, seconds. */
export function waitPercentileMD1(queue: MD1, percentile: number): number {
  requireProbability('percentile', percentile);
  const rho = utilisation(queue);
  if (rho >= 1 || percentile === 1) return Infinity;
  const beyond = 1 - percentile;
  if (rho <= beyond) return 0;
  let high = 1;
  while (levelCrossing(rho, high).excess > beyond) high *= 2;
  let low = 0;
  for (let step = 0; step < 200 && high - low > 1e-13 * high; step++) {
    const middle = (low + high) / 2;
    if (levelCrossing(rho, middle).excess > beyond) low = middle;
    else high = middle;
  }
  return ((low + high) / 2) * queue.serviceTime;
}

function utilisation(queue: MD1): number {
  requireNonNegative('arrivalRate', queue.arrivalRate);
  requirePositive('serviceTime', queue.serviceTime);
  return queue.arrivalRate * queue.serviceTime;
}
