/** Exponential backoff with a half of jitter, in seconds: each further wait twice as long, up to the longest. */
export interface Backoff {
  readonly first: number;
  readonly longest: number;
}

/**
 * EventBridge and its Scheduler: AWS states that the steps are exponential with jitter, at most 185 in a day, and not what
 * they are. These make 185 retries take about a day.
 */
export const DAY_OF_RETRIES: Backoff = { first: 1, longest: 620 };

/**
 * Seconds until the next attempt.
 * @param tries attempts made, 1 or more
 * @param draw uniform on 0 to 1
 */
export function backoff(tries: number, { first, longest }: Backoff, draw: number): number {
  return Math.min(longest, first * 2 ** (tries - 1)) * (0.5 + 0.5 * draw);
}

/** Forms in which the waits of a phase of retries grow, as SNS names them. */
export type BackoffFunction = 'linear' | 'arithmetic' | 'geometric' | 'exponential';

/** A phase of retries whose waits grow from the shortest to the longest, seconds. */
interface BackoffPhase {
  readonly form: BackoffFunction;
  readonly retries: number;
  readonly shortest: number;
  readonly longest: number;
}

/**
 * Seconds that a wait has grown by, `step` of `last` steps on the way to `spread`. AWS shows the curves and states no formula
 * but that of a straight line; the others are those of Comcast's CMB, an open server of the SNS API.
 */
const growth: Readonly<Record<BackoffFunction, (step: number, last: number, spread: number) => number>> = {
  linear: (step, last, spread) => (spread * step) / last,
  arithmetic: (step, last, spread) => spread * (step / last) ** 2,
  geometric: (step, last, spread) => (spread + 1) ** (step / last) - 1,
  exponential: (step, last, spread) => (spread * Math.expm1(step)) / Math.expm1(last),
};

/**
 * Seconds before a retry of a backoff phase: the shortest before its first, the longest before its last, never falling.
 * @param step 0 for the first retry of the phase, `retries` − 1 for the last
 */
export function backoffWait(step: number, { form, retries, shortest, longest }: BackoffPhase): number {
  const last = retries - 1;
  if (step <= 0 || longest <= shortest) return shortest;
  return step >= last ? longest : shortest + growth[form](step, last, longest - shortest);
}
