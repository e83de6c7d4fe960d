import type { Outcome } from './capacity';
import { ratio } from './unit';

/**
 * Share of the attempts after which a caller that retries tries again: plain HTTP after a refusal or an error, an SDK
 * after a refusal alone, since errors of what it calls reach it as HTTP 200.
 */
export function triedAgain({ throttled, failed, final = ratio(0) }: Outcome, by: 'http' | 'sdk'): number {
  return Math.max(0, (by === 'http' ? throttled + failed : throttled) - final);
}
