/** Confidence intervals over independent replications. */
import { requireWhole } from './arguments';

export interface Interval {
  readonly mean: number;
  /** Half width; Infinity for fewer than two values. */
  readonly halfWidth: number;
}

/** Student's t interval for the mean of independent replications; `level` 0.95 by default. */
export function replicationInterval(means: ArrayLike<number>, level = 0.95): Interval {
  const count = means.length;
  requireWhole('number of means', count, 1);
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const delta = means[i]! - mean;
    mean += delta / (i + 1);
    squares += delta * (means[i]! - mean);
  }
  if (count < 2) return { mean, halfWidth: Infinity };
  const standardError = Math.sqrt(squares / (count - 1) / count);
  return { mean, halfWidth: standardError === 0 ? 0 : tQuantile((1 + level) / 2, count - 1) * standardError };
}

/** Quantile of Student's t with `degrees` degrees of freedom, for a probability strictly between 0 and 1. */
export function tQuantile(probability: number, degrees: number): number {
  requireWhole('degrees', degrees, 1);
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`probability must lie strictly between 0 and 1, got ${probability}`);
  }
  if (probability === 0.5) return 0;
  if (probability < 0.5) return -tQuantile(1 - probability, degrees);
  let low = 0;
  let high = 1;
  while (tCdf(high, degrees) < probability) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2;
    if (tCdf(middle, degrees) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * P(T ≤ t) for t ≥ 0, whole degrees of freedom: the finite trigonometric series of Abramowitz and Stegun 26.7.3–26.7.4
 * with θ = arctan(t/√ν).
 */
function tCdf(t: number, degrees: number): number {
  const theta = Math.atan2(t, Math.sqrt(degrees));
  const sine = Math.sin(theta);
  const cosine2 = degrees / (degrees + t * t);
  if (degrees % 2 === 1) {
    if (degrees === 1) return 0.5 + theta / Math.PI;
    let term = Math.sqrt(cosine2);
    let sum = term;
    for (let k = 3; k <= degrees - 2; k += 2) {
      term *= ((k - 1) / k) * cosine2;
      sum += term;
    }
    return 0.5 + (theta + sine * sum) / Math.PI;
  }
  let term = 1;
  let sum = 1;
  for (let k = 2; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * cosine2;
    sum += term;
  }
  return 0.5 + (sine * sum) / 2;
}
