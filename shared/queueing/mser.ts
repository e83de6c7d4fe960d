/** Where the warm-up of a simulated series ends. */
import { requireWhole } from './arguments';

export interface Truncation {
  /** Observations to leave out from the start; a multiple of the batch. */
  readonly observations: number;
  /** Mean of what remains. */
  readonly mean: number;
  /** False where the best cut lies in the second half: the series is too short or has no steady state. */
  readonly isSettled: boolean;
}

/**
 * MSER-5 (White 1997; White, Cobb and Spratt 2000): means of batches of 5, cut where the marginal standard error of the
 * remaining mean, Σ(x − x̄)²/(n − d)², is least. Cuts in the second half are not trusted.
 */
export function mser5(series: ArrayLike<number>, batch = 5): Truncation {
  requireWhole('batch', batch, 1);
  const batches = Math.floor(series.length / batch);
  if (batches < 2) {
    return { observations: 0, mean: meanFrom(series, 0), isSettled: false };
  }
  let sum = 0;
  let squares = 0;
  let best = Infinity;
  let cut = 0;
  // From the end backwards with Welford's update, so that no difference of large sums is taken.
  let count = 0;
  let mean = 0;
  for (let d = batches - 1; d >= 0; d--) {
    sum = 0;
    for (let i = 0; i < batch; i++) sum += series[d * batch + i]!;
    const value = sum / batch;
    count++;
    const delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
    if (count < 2 || d > batches / 2) continue;
    const error = squares / (count * count);
    if (error <= best) {
      best = error;
      cut = d;
    }
  }
  const observations = cut * batch;
  return { observations, mean: meanFrom(series, observations), isSettled: cut < Math.floor(batches / 2) };
}

function meanFrom(series: ArrayLike<number>, start: number): number {
  let sum = 0;
  for (let i = start; i < series.length; i++) sum += series[i]!;
  return series.length > start ? sum / (series.length - start) : 0;
}
