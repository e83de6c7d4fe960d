/** M/M/c/K: c servers and a bounded waiting room; an arrival that finds K in the system is lost. */
import { requireNonNegative, requirePositive, requireWhole } from './arguments';
import type { MMc } from './erlang-c';

export interface BoundedQueue {
  /** Share of arrivals lost. */
  readonly loss: number;
  readonly meanInSystem: number;
  /** Mean time in the queue of those that enter, seconds. */
  readonly meanWait: number;
}

/**
 * Birth and death chain of M/M/c/K (Kleinrock vol. 1, section 3.7). `capacity` K counts those in service too.
 * Weights are taken relative to the largest seen, so that neither thousands of servers nor an overload overflows.
 */
export function mmck(queue: MMc & { readonly capacity: number }): BoundedQueue {
  const { arrivalRate, serviceRate, servers, capacity } = queue;
  requireNonNegative('arrivalRate', arrivalRate);
  requirePositive('serviceRate', serviceRate);
  requireWhole('servers', servers, 1);
  requireWhole('capacity', capacity, servers);
  const offered = arrivalRate / serviceRate;
  let weight = 1;
  let total = 1;
  let inSystem = 0;
  let waiting = 0;
  for (let state = 1; state <= capacity; state++) {
    weight *= offered / Math.min(state, servers);
    total += weight;
    inSystem += state * weight;
    if (state > servers) waiting += (state - servers) * weight;
    if (total > 1e250) {
      weight *= 1e-250;
      total *= 1e-250;
      inSystem *= 1e-250;
      waiting *= 1e-250;
    }
  }
  const loss = weight / total;
  const admitted = arrivalRate * (1 - loss);
  return { loss, meanInSystem: inSystem / total, meanWait: admitted > 0 ? waiting / total / admitted : 0 };
}
