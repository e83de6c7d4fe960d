/**
 * The function that M/D/1 waits and token buckets share. With ρ the load per service time (or per token),
 *
 *   g(x) = Σ_{k ≤ x} (−ρ(x − k))^k / k! · e^{ρ(x − k)},   x ≥ 0 in service times,
 *
 * whose Laplace transform is 1 / (s − ρ + ρe^{−s}). For ρ < 1, (1 − ρ) g is the law of the M/D/1 wait
 * (Kleinrock vol. 1, problem 5.6; Erlang 1909). The sum itself cancels catastrophically, so:
 * up to `exactBelow` service times, the all-positive form of Franx (Operations Research Letters 29, 2001) over the
 * queue length seen by departures; beyond, the two real poles, 0 and s₁ = ρ(1 − e^{−s₁}), which leave a relative
 * error under 1e-13 because all other poles lie more than 2 to their left where it matters.
 */

const exactBelow = 24;

export interface LevelCrossing {
  /** g(x) · e^{−shift}. */
  readonly g: number;
  /** (1 + (ρ − 1) g(x)) · e^{−shift}: for ρ < 1 the probability that the M/D/1 wait exceeds x. */
  readonly excess: number;
  /** Both are scaled by e^{−shift}, so that an overload does not overflow. */
  readonly shift: number;
}

export function levelCrossing(rho: number, x: number): LevelCrossing {
  if (rho === 0) return { g: 1, excess: 0, shift: 0 };
  return x < exactBelow ? byQueueLength(rho, x) : byPoles(rho, x);
}

/** Stable for small x: only positive terms are added. */
function byQueueLength(rho: number, x: number): LevelCrossing {
  const last = Math.floor(x) + 1;
  const cumulative = cumulativeQueueLength(rho, last);
  const rest = rho * (last - x);
  let term = Math.exp(-rest);
  let g = 0;
  for (let j = 0; j < last; j++) {
    g += cumulative[last - j]! * term;
    term *= rest / (j + 1);
  }
  return { g, excess: Math.max(0, 1 + (rho - 1) * g), shift: 0 };
}

/**
 * Σ_{n ≤ m} π_n for m = 0..last, with π_0 = 1: the queue left behind by M/D/1 departures, by the cut equations
 * π_{n+1} P(A = 0) = π_0 P(A > n) + Σ_{j=1..n} π_j P(A > n − j + 1), A ~ Poisson(ρ).
 */
function cumulativeQueueLength(rho: number, last: number): Float64Array {
  const beyond = poissonTails(rho, last + 1);
  const none = Math.exp(-rho);
  const pi = new Float64Array(last + 1);
  const sums = new Float64Array(last + 1);
  pi[0] = 1;
  sums[0] = 1;
  for (let n = 0; n < last; n++) {
    let flow = beyond[n]!;
    for (let j = 1; j <= n; j++) flow += pi[j]! * beyond[n - j + 1]!;
    pi[n + 1] = flow / none;
    sums[n + 1] = sums[n]! + pi[n + 1]!;
  }
  return sums;
}

/** P(A > n) for n = 0..last, summed from the small end so that small tails keep their digits. */
function poissonTails(rho: number, last: number): Float64Array {
  const end = last + 40 + Math.ceil(rho + 12 * Math.sqrt(rho));
  const pmf = new Float64Array(end + 1);
  pmf[0] = Math.exp(-rho);
  for (let n = 1; n <= end; n++) pmf[n] = (pmf[n - 1]! * rho) / n;
  const tails = new Float64Array(last + 1);
  let sum = 0;
  for (let n = end; n > 0; n--) {
    sum += pmf[n]!;
    if (n - 1 <= last) tails[n - 1] = sum;
  }
  return tails;
}

/** The contribution of the poles 0 and s₁; written so that it stays exact through ρ = 1, where the two meet. */
function byPoles(rho: number, x: number): LevelCrossing {
  const s = nonZeroPole(rho);
  // d1 = 2(e^{−s} − 1 + s)/s², d2 = 2(1 − e^{−s} − s e^{−s})/s², both 1 at s = 0.
  const d1 = zeroPoleWeight(s);
  const d2 = otherPoleWeight(s);
  const ratioOfWeights = d1 / d2;
  const spread = s === 0 ? 1 : -Math.expm1(-s) / s;
  const shift = Math.max(0, s * x);
  // g = spread · (2/s) · (e^{sx}/d2 − 1/d1)
  const difference = weightDifference(s) / (d1 * d2);
  let g: number;
  if (Math.abs(s * x) < 1) {
    const growth = s === 0 ? x : Math.expm1(s * x) / s;
    g = 2 * spread * (growth / d2 + difference) * Math.exp(-shift);
  } else {
    g = ((2 * spread) / s) * (Math.exp(s * x - shift) / d2 - Math.exp(-shift) / d1);
  }
  return { g, excess: ratioOfWeights * Math.exp(s * x - shift), shift };
}

/** The real root s ≠ 0 of s = ρ(1 − e^{−s}); 0 at ρ = 1, negative below, positive above. */
function nonZeroPole(rho: number): number {
  const delta = rho - 1;
  if (delta === 0) return 0;
  // ρ − 1 = (s − 1 + e^{−s}) / (1 − e^{−s}), solved for s by Newton from the two ends' asymptotes.
  let s = delta < 0 ? Math.max(2 * delta, -1) - Math.max(0, -Math.log(rho) - 1) * 1.2 : Math.min(2 * delta, rho);
  for (let step = 0; step < 100; step++) {
    const value = excessLoad(s) - delta;
    const next = s - value / excessLoadSlope(s);
    if (Math.abs(next - s) <= 4e-16 * Math.abs(s)) return next;
    s = next;
  }
  return s;
}

/** ρ(s) − 1. */
function excessLoad(s: number): number {
  return ((s * s) / 2) * (zeroPoleWeight(s) / -Math.expm1(-s));
}

/** dρ/ds = (1 − e^{−s} − s e^{−s}) / (1 − e^{−s})². */
function excessLoadSlope(s: number): number {
  if (s === 0) return 0.5;
  const gap = -Math.expm1(-s);
  return ((s * s) / 2) * (otherPoleWeight(s) / (gap * gap));
}

const seriesBelow = 0.5;

/** 2(e^{−s} − 1 + s)/s² = 2 Σ_{n ≥ 2} (−s)^{n−2} / n!. */
function zeroPoleWeight(s: number): number {
  if (Math.abs(s) > seriesBelow) return (2 * (Math.expm1(-s) + s)) / (s * s);
  return series(s, (n) => 1 / n, 2, 1);
}

/** 2(1 − e^{−s} − s e^{−s})/s² = 2 Σ_{n ≥ 2} (−s)^{n−2} (n − 1) / n!. */
function otherPoleWeight(s: number): number {
  if (Math.abs(s) > seriesBelow) return (2 * (-Math.expm1(-s) - s * Math.exp(-s))) / (s * s);
  return series(s, (n) => (n - 1) / n, 2, 1);
}

/** (d1 − d2)/s = 2 Σ_{n ≥ 3} (−1)^n (2 − n) s^{n−3} / n!. */
function weightDifference(s: number): number {
  if (Math.abs(s) > seriesBelow) return (zeroPoleWeight(s) - otherPoleWeight(s)) / s;
  return series(s, (n) => (n - 2) / n, 3, 0.5);
}

/** 2 Σ_{n ≥ first} (−s)^{n − first} factor(n) / (n − 1)!, `start` being 1/(first − 1)!. */
function series(s: number, factor: (n: number) => number, first: number, start: number): number {
  let sum = 0;
  let term = start;
  for (let n = first; n < first + 24; n++) {
    sum += term * factor(n);
    term *= -s / n;
  }
  return 2 * sum;
}
