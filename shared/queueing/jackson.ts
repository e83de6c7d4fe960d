/** Open networks of M/M/c stations, and the bottleneck of any network of capacities. */
import { requireNonNegative, requirePositive } from './arguments';
import { meanWaitMMc } from './erlang-c';

export interface Station {
  readonly servers: number;
  /** Rate of one server, per second. */
  readonly serviceRate: number;
  /** Visits that a request makes; a retry that fails independently with probability p makes 1/(1 − p). */
  readonly visits: number;
}

/** Mean time in an open Jackson network, seconds over all visits: each station is an independent M/M/c (Jackson 1957). */
export function jacksonResponse(
  arrivalRate: number,
  stations: readonly Station[],
): { meanResponse: number; utilisation: readonly number[] } {
  requireNonNegative('arrivalRate', arrivalRate);
  let meanResponse = 0;
  const utilisation: number[] = [];
  for (const { servers, serviceRate, visits } of stations) {
    requireNonNegative('visits', visits);
    const rate = arrivalRate * visits;
    meanResponse += visits * (meanWaitMMc({ arrivalRate: rate, serviceRate, servers }) + 1 / serviceRate);
    utilisation.push(rate / (servers * serviceRate));
  }
  return { meanResponse, utilisation };
}

/** Largest input that all stations carry, per second: the least of capacity/visits; Infinity for none. */
export function bottleneck<T extends { readonly capacityPerSecond: number; readonly visits: number }>(
  stations: readonly T[],
): { maxInputPerSecond: number; station: T | undefined } {
  let maxInputPerSecond = Infinity;
  let binding: T | undefined;
  for (const station of stations) {
    requirePositive('capacityPerSecond', station.capacityPerSecond);
    const input = station.visits > 0 ? station.capacityPerSecond / station.visits : Infinity;
    if (input < maxInputPerSecond) {
      maxInputPerSecond = input;
      binding = station;
    }
  }
  return { maxInputPerSecond, station: binding };
}
