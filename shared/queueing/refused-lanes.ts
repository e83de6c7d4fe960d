/** Lanes that try what was refused again after a pause, and take nothing else meanwhile. */
import { requireNonNegative, requirePositive } from './arguments';

export interface RefusedLanes {
  readonly lanes: number;
  /** Most records of a batch. */
  readonly batch: number;
  /** Records a second that are taken by whoever refuses the rest. */
  readonly taken: number;
  /** Attempts for each batch of those that are taken: failures that have nothing to do with room. 1 or more. */
  readonly attempts: number;
  /** Seconds of an attempt, whether it is taken or not. */
  readonly fixed: number;
  /** Seconds that an attempt which is taken has beside that. */
  readonly work: number;
  /** Seconds between two attempts for the same batch. */
  readonly pause: number;
  /** Whether each record of a batch is taken or refused by itself; else all of them are. */
  readonly oneByOne: boolean;
}

/**
 * Attempts a second of lanes that are always busy because what they send is refused for want of room, and the records in
 * those attempts. A budget of time (Little’s law, whatever the laws of the times): lanes = attempts × fixed
 * + attempts taken × work + attempts that do not end their batch × pause.
 *
 * Where records are refused one by one, the lanes whose pauses end together meet one bucket: on average the first that
 * finds too little gets half of its records in, and those after it none. Within 10 % of what runs show.
 */
export function refusedLanes(given: RefusedLanes): { readonly attempts: number; readonly records: number } {
  const { lanes, batch, taken, fixed, work, pause, oneByOne } = given;
  requirePositive('lanes', lanes);
  requirePositive('fixed + pause', fixed + pause);
  requireNonNegative('taken', taken);
  const accepted = taken / batch;
  const ended = accepted / given.attempts;
  const attempts = Math.max(accepted, (lanes + ended * pause - accepted * work) / (fixed + pause));
  if (!oneByOne) return { attempts, records: attempts * batch };
  const refused = attempts - accepted;
  const together = Math.max(1, refused * (fixed + pause));
  return { attempts, records: batch * (accepted + refused * (1 - 0.5 / together)) };
}

/**
 * Seconds for which a server stands free before the next call, where all calls come of few lanes: the lane that it served
 * calls again after `again` seconds, unless one of those that wait out a pause comes first. Times are taken as exponential.
 * @param busy servers, which the lanes keep busy among them
 */
export function freeTime(given: {
  readonly lanes: number;
  readonly busy: number;
  readonly again: number;
  readonly pause: number;
}): number {
  const { lanes, busy, again, pause } = given;
  if (again <= 0) return 0;
  if (busy <= 0) return again;
  const others = Math.max(0, lanes - busy) / (busy * (again + pause));
  return 1 / (1 / again + others);
}
