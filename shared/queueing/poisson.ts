/** The Poisson law, for means up to tens of millions. */
import { requireNonNegative } from './arguments';

/** E[min(N, cap)] with N ~ Poisson(mean). */
export function expectedMinimum(mean: number, cap: number): number {
  requireNonNegative('mean', mean);
  requireNonNegative('cap', cap);
  if (mean === 0 || cap === 0) return 0;
  const spread = 12 * Math.sqrt(mean) + 40;
  if (cap > mean + spread) return mean;
  if (cap < mean - spread) return cap;
  // Σ_{n < cap} P(N > n), with P(N = n) from the mode outwards.
  const pmf = aroundMode(mean, cap);
  const low = lowest(mean);
  let below = 0;
  let expected = low;
  for (let n = low; n < cap; n++) {
    below += pmf(n);
    expected += Math.max(0, 1 - below);
  }
  return expected;
}

/** P(N ≤ n) with N ~ Poisson(mean). */
export function poissonCdf(mean: number, n: number): number {
  requireNonNegative('mean', mean);
  if (n < 0) return 0;
  const pmf = aroundMode(mean, n);
  let sum = 0;
  for (let k = lowest(mean); k <= n; k++) sum += pmf(k);
  return Math.min(1, sum);
}

/** Below it P(N = n) is nothing. */
const lowest = (mean: number): number => Math.max(0, Math.floor(mean - 40 - 12 * Math.sqrt(mean)));

/** P(N = n) for n up to `last`; 0 where it is under the smallest double. */
function aroundMode(mean: number, last: number): (n: number) => number {
  const low = lowest(mean);
  const size = Math.max(0, Math.floor(last) - low + 1);
  const values = new Float64Array(size);
  if (size > 0) {
    values[0] = Math.exp(low * Math.log(mean) - mean - logFactorial(low));
    for (let i = 1; i < size; i++) values[i] = (values[i - 1]! * mean) / (low + i);
  }
  return (n) => (n < low ? 0 : (values[n - low] ?? 0));
}

/** ln n!, by Stirling's series above 20. */
export function logFactorial(n: number): number {
  if (n < 20) {
    let product = 1;
    for (let k = 2; k <= n; k++) product *= k;
    return Math.log(product);
  }
  const inverse = 1 / n;
  return (
    n * Math.log(n) -
    n +
    0.5 * Math.log(2 * Math.PI * n) +
    inverse / 12 -
    inverse ** 3 / 360 +
    inverse ** 5 / 1260 -
    inverse ** 7 / 1680
  );
}
