/**
 * How long the clients of a generated handler wait. AWS’s SDKs wait as good as for ever: 60 s a try in Python, without end
 * in JavaScript (https://repost.aws/knowledge-center/lambda-function-retry-timeout-sdk, as of 2026-11-27). A call that gets
 * no answer would use up the function’s timeout, and nobody would read which call it was.
 */
import { totalBackoff } from '#shared/queueing/retries';
import { longestDelay, transientBase } from '../call-retries';

/** Time that is left to the function when it gives a call up, seconds: enough to say so. */
const MARGIN = 1;

/**
 * Until a connection stands, seconds: AWS’s own for code that calls its own Region (“in-region”,
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html, as of 2026-11-27).
 */
export const CONNECTION = 1.1;

/** What a healthy call with a new connection may take, seconds; an assumption. Fewer tries fit in a short timeout then. */
const SHORTEST = 0.5;

/** An API that takes a message or an item answers in milliseconds: after so many seconds nothing comes any more; an assumption. */
const LONGEST = 10;

export interface Patience {
  /** Until a connection stands, seconds. */
  readonly connection: number;
  /** One try in all, its connection included, seconds. */
  readonly attempt: number;
}

/** Time until which a function with this timeout gives its calls up, seconds: so that it can say so. */
export function untilGivenUp(timeout: number): number {
  return timeout > 2 * MARGIN ? timeout - MARGIN : timeout / 2;
}

/** For calls that are answered at once: all tries, and the SDK’s waits between them, end before the function does. */
export function shortPatience(timeout: number, attempts: number, longest = LONGEST): Patience {
  const all = untilGivenUp(timeout);
  const attempt = (all - Math.min(all / 2, longestWaits(attempts))) / attempts;
  const sure = Math.min(longest, Math.max(SHORTEST, attempt));
  return { connection: Math.min(CONNECTION, sure / 2), attempt: sure };
}

/**
 * Time until which a function that waits for `work` of at most so many seconds gives that up, seconds: never while the other
 * end may be at work, for to try again would do the work twice.
 */
export function longPatience(timeout: number, work: number): number {
  return Math.max(untilGivenUp(timeout), work);
}

/** The longest that the waits between all tries of a call without an answer can be, seconds. */
function longestWaits(attempts: number): number {
  return totalBackoff({ base: transientBase, cap: longestDelay, retries: attempts - 1, jitter: 'full' }).max;
}
