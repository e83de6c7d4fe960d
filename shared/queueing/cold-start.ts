/**
 * Cold starts of a function whose idle environment dies a fixed time after its last use. AWS documents no such time:
 * it is an assumption with a range, and every figure from here carries it.
 */
import { requireNonNegative, requirePositive } from './arguments';

export interface ColdStarts {
  /** Share of requests that start a new environment. */
  readonly coldProbability: number;
  /** Mean number of environments, busy and idle. */
  readonly meanEnvironments: number;
}

/**
 * First order for very low rates, where requests never overlap: the gap outlasts service and keep-alive,
 * e^{−λT} / (1 + λS). Within 2 % where λS < 0.02.
 */
export function coldProbabilityAtLowRate(pool: {
  arrivalRate: number;
  meanDuration: number;
  keepAlive: number;
}): number {
  requireNonNegative('arrivalRate', pool.arrivalRate);
  requireNonNegative('meanDuration', pool.meanDuration);
  requireNonNegative('keepAlive', pool.keepAlive);
  return Math.exp(-pool.arrivalRate * pool.keepAlive) / (1 + pool.arrivalRate * pool.meanDuration);
}

/** Environments beyond which the chain is cut where their probability is negligible. */
const maxEnvironments = 20_000;
/** Ratio of two neighbouring probabilities above which the smaller does not show in a sum of doubles. */
const certain = 1e30;

/**
 * Birth-death chain over the number of environments n, after Mahmoudi and Khazaei (IEEE Transactions on Cloud
 * Computing 2020): newest idle environment first, so that the k-th newest sees the overflow of the k − 1 before it,
 * λ_k = λ B(k − 1, λS), taken as Poisson. Births λ B(n, λS); a death when the oldest stays idle for T.
 * Against exact simulation of the same law (rates 0.01 to 100 per second): environments within a few per cent,
 * cold probability within about 25 %.
 */
export function coldStarts(pool: { arrivalRate: number; meanDuration: number; keepAlive: number }): ColdStarts {
  const { arrivalRate: lambda, meanDuration, keepAlive } = pool;
  requireNonNegative('arrivalRate', lambda);
  requirePositive('meanDuration', meanDuration);
  requireNonNegative('keepAlive', keepAlive);
  if (lambda === 0) return { coldProbability: 1, meanEnvironments: 0 };
  const offered = lambda * meanDuration;
  // loss(n) = B(n, a), carried along its recurrence; weight(n) = P(n)/P(0).
  let loss = 1;
  let weight = 1;
  let total = 1;
  let cold = 1;
  let environments = 0;
  let deathRate = 0;
  for (let n = 1; n <= maxEnvironments; n++) {
    const overflow = lambda * loss;
    const birthRate = lambda * loss;
    loss = (offered * loss) / (n + offered * loss);
    deathRate += deathRateOf(overflow, meanDuration, keepAlive);
    const step = birthRate / deathRate;
    if (step > certain || deathRate === 0) {
      // The oldest of n environments practically never dies, so fewer than n are never seen: the sums start anew here.
      weight = 1;
      total = 1;
      cold = loss;
      environments = n;
      continue;
    }
    weight *= step;
    total += weight;
    cold += weight * loss;
    environments += weight * n;
    if (n > offered && weight < 1e-14 * total) break;
    if (total > 1e250) {
      weight *= 1e-250;
      total *= 1e-250;
      cold *= 1e-250;
      environments *= 1e-250;
    }
  }
  return { coldProbability: cold / total, meanEnvironments: environments / total };
}

/** Rate at which an environment fed by Poisson requests of `rate` expires: one over its mean life. */
function deathRateOf(rate: number, meanDuration: number, keepAlive: number): number {
  const unused = Math.exp(-rate * keepAlive);
  const meanIdle = rate > 0 ? -Math.expm1(-rate * keepAlive) / rate : keepAlive;
  return unused / (meanDuration + meanIdle);
}
