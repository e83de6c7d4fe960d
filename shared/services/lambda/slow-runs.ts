/** How long the slowest of a hundred invocations runs. */
import { type Distribution, scvOf } from '#shared/model/field';

/** 99 % quantile of the standard normal distribution. */
const Z99 = 2.326348;

/**
 * 99th percentile of a duration, seconds: its mean where it is constant, mean × ln 100 where it is exponential, and
 * exp(μ + z·σ) with σ² = ln(1 + scv) and μ = ln(mean) − σ²/2 where it is lognormal.
 */
export function slowestOfHundred(duration: Distribution): number {
  const { mean, distribution } = duration;
  if (distribution === 'constant') return mean;
  if (distribution === 'exponential') return mean * Math.log(100);
  const variance = Math.log(1 + scvOf(duration));
  return mean * Math.exp(Z99 * Math.sqrt(variance) - variance / 2);
}
