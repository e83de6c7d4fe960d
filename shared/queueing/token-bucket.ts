/** Token buckets: a steady rate and a burst, as API Gateway, usage plans and Lambda's scaling rate have them. */
import { requireNonNegative, requirePositive } from './arguments';
import { levelCrossing } from './level-crossing';

export interface TokenBucket {
  /** Requests per second. */
  readonly arrivalRate: number;
  /** Tokens per second, added continuously. */
  readonly refillRate: number;
  /** Tokens that a full bucket holds, 1 or more. */
  readonly burst: number;
}

/** Load per token from which on the limits of the formula are taken where it overflows. */
const HEAVY = 25;

/**
 * Share of Poisson requests that find less than one token: exact.
 *
 * The tokens that are missing from the bucket are the work of an M/D/1 queue that refuses when less than one token is
 * left; level crossing gives, with ρ = λ/r and x = burst − 1,  1 − g(x) / (1 + ρ g(x))  (g in level-crossing.ts).
 * A burst of 1 gives Erlang B with one server; ρ > 1 tends to 1 − 1/ρ, ρ < 1 to 0. Constant time for any burst.
 * @throws RangeError for a burst below 1, a negative rate or no refill
 */
export function tokenBucketLoss({ arrivalRate, refillRate, burst }: TokenBucket): number {
  requireNonNegative('arrivalRate', arrivalRate);
  requirePositive('refillRate', refillRate);
  if (!(burst >= 1)) throw new RangeError(`burst must be 1 or more, got ${burst}`);
  if (arrivalRate === Infinity) return 1;
  const rho = arrivalRate / refillRate;
  // Below any loss that a double can tell from 0; the series underflows there.
  if (rho < 1e-12) return 0;
  if (rho > HEAVY) {
    // The bucket is empty whenever it matters: beside g, which would only overflow, 1 is nothing.
    if (rho * (burst - 1) > 40) return 1 - 1 / rho;
    if (burst < 2) {
      const g = Math.exp(rho * (burst - 1));
      return (1 + (rho - 1) * g) / (1 + rho * g);
    }
  }
  const { g, excess, shift } = levelCrossing(rho, burst - 1);
  return Math.min(1, excess / (Math.exp(-shift) + rho * g));
}

/** Time for which a full bucket takes everything at a constant rate above its refill, seconds; Infinity below. */
export function secondsToEmpty({ arrivalRate, refillRate, burst }: TokenBucket): number {
  requireNonNegative('arrivalRate', arrivalRate);
  requireNonNegative('refillRate', refillRate);
  requireNonNegative('burst', burst);
  return arrivalRate > refillRate ? burst / (arrivalRate - refillRate) : Infinity;
}
