/** How unevenly keys fall on shards. */
import { requireNonNegative, requirePositive, requireWhole } from './arguments';
import { poissonCdf } from './poisson';

/** Work bound of the exact law: keys × shards × candidate maxima. Beyond it, shards are taken as independent. */
const maxExactWork = 2e7;

export interface HottestShard {
  /** Expected number of keys on the fullest shard. */
  readonly expectedKeys: number;
  /** That over the mean, keys / shards: the share of a fully even stream's capacity that is lost is 1 − 1/this. */
  readonly overMean: number;
  /** That over all keys: the share of the traffic that the fullest shard takes. */
  readonly share: number;
  /** False where shards were taken as independent Poisson counts. */
  readonly isExact: boolean;
}

/**
 * Fullest of s shards when n equally busy keys are hashed uniformly: E = Σ_m P(max > m) over the multinomial law.
 * P(max ≤ m) by putting the keys in one at a time: the next key spoils the table only if it hits a shard that holds m,
 * so p_s(k + 1) = p_s(k) − C(k, m)(1/s)^m (1 − 1/s)^{k−m} p_{s−1}(k − m).
 */
export function hottestShard(keys: number, shards: number): HottestShard {
  requireWhole('keys', keys, 1);
  requireWhole('shards', shards, 1);
  const mean = keys / shards;
  const spread = Math.ceil(8 * Math.sqrt(mean) + 24);
  const isExact = keys * shards * spread <= maxExactWork;
  let expectedKeys = 0;
  // Eight standard deviations above the mean nothing is left but what rounding leaves of 1 − P.
  const last = Math.min(keys, Math.ceil(mean) + spread);
  for (let most = 0; most < last; most++) {
    let spoiled: number;
    if (most < mean) spoiled = 1;
    else if (isExact) spoiled = 1 - allWithin(keys, shards, most);
    else spoiled = 1 - poissonCdf(mean, most) ** shards;
    expectedKeys += spoiled;
    if (spoiled < 1e-14) break;
  }
  return { expectedKeys, overMean: expectedKeys / mean, share: expectedKeys / keys, isExact };
}

/** Probability that none of `shards` gets more than `most` of `keys`. */
function allWithin(keys: number, shards: number, most: number): number {
  let fewer = new Float64Array(keys + 1);
  for (let k = 0; k <= keys; k++) fewer[k] = k <= most ? 1 : 0;
  let current = fewer;
  for (let s = 2; s <= shards; s++) {
    current = new Float64Array(keys + 1);
    const hit = 1 / s;
    let exactlyFull = hit ** most;
    for (let k = 0; k <= keys; k++) {
      if (k <= most) {
        current[k] = 1;
        continue;
      }
      // From k − 1 keys to k: exactlyFull = C(k − 1, m) hit^m (1 − hit)^{k−1−m}.
      current[k] = Math.max(0, current[k - 1]! - exactlyFull * fewer[k - 1 - most]!);
      exactlyFull *= (k / (k - most)) * (1 - hit);
    }
    fewer = current;
  }
  return current[keys]!;
}

export interface ZipfShares {
  /** Share of the busiest key. */
  readonly hottest: number;
  /** Share of the ten busiest keys together. */
  readonly topTen: number;
}

/** Ranks that are summed one by one; the rest is summed as a whole. */
const summedRanks = 1000;

/** Shares of keys whose rates fall as rank^−exponent (Zipf), to within 1e-12 for any number of keys. */
export function zipfShares(keys: number, exponent: number): ZipfShares {
  requireWhole('keys', keys, 1);
  requireNonNegative('exponent', exponent);
  const first = Math.min(keys, summedRanks);
  let total = 0;
  let topTen = 0;
  for (let rank = first; rank >= 1; rank--) {
    const weight = rank ** -exponent;
    total += weight;
    if (rank <= 10) topTen += weight;
  }
  total += sumOfPowers(first, keys, exponent);
  return { hottest: 1 / total, topTen: topTen / total };
}

/**
 * Σ k^−s over first < k ≤ last by the Euler–Maclaurin formula (Graham, Knuth and Patashnik, Concrete Mathematics, 9.5):
 * ∫f + (f(b) − f(a))/2 + (f′(b) − f′(a))/12 − (f‴(b) − f‴(a))/720 for f(x) = x^−s.
 */
function sumOfPowers(first: number, last: number, s: number): number {
  if (last <= first) return 0;
  const between = (f: (x: number) => number): number => f(last) - f(first);
  const span = Math.log(last / first);
  const integral = s === 1 ? span : (first ** (1 - s) * Math.expm1((1 - s) * span)) / (1 - s);
  const firstDerivative = between((x) => -s * x ** (-s - 1));
  const thirdDerivative = between((x) => -s * (s + 1) * (s + 2) * x ** (-s - 3));
  return integral + between((x) => x ** -s) / 2 + firstDerivative / 12 - thirdDerivative / 720;
}

/**
 * Expected share of the shard that holds the hottest key, when that key has the share h and the others are hashed
 * uniformly: h + (1 − h)/s. Exact for that shard, and so a lower bound of the fullest one.
 */
export function hotKeyShardShare(hotKeyShare: number, shards: number): number {
  requireNonNegative('hotKeyShare', hotKeyShare);
  requirePositive('shards', shards);
  return hotKeyShare + (1 - hotKeyShare) / shards;
}
