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
