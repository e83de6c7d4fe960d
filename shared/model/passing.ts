/** The figures of a resource that takes requests or refuses them at once, and lets none wait: an API, a cache, an endpoint. */
import type { CapacityReport, Outcome } from './capacity';
import { perSecond, ratio, seconds } from './unit';

export interface Passing {
  /** Requests per second. */
  readonly offered: number;
  readonly admitted: number;
  /** Share of the admitted requests that end with an error. */
  readonly failedShare: number;
  /** Of these, the share that whoever asked does not ask for again; see `Outcome`. */
  readonly finalShare?: number;
  /** Mean time to the answer, seconds. */
  readonly latency: number;
}

type Passed = Pick<
  CapacityReport,
  'offered' | 'admitted' | 'completed' | 'failed' | 'throttled' | 'waiting' | 'inFlight' | 'queueLength'
>;

export function passedOn({ offered, admitted, failedShare, latency }: Passing): Passed {
  return {
    offered: perSecond(offered),
    admitted: perSecond(admitted),
    completed: perSecond(admitted * (1 - failedShare)),
    failed: perSecond(admitted * failedShare),
    throttled: perSecond(offered - admitted),
    waiting: perSecond(0),
    inFlight: admitted * latency,
    queueLength: 0,
  };
}

/** Mean time until the answer, over all that was offered, seconds: what is throttled has its answer at once. */
export const meanAnswerTime = ({ throttled, latency }: Pick<Outcome, 'throttled' | 'latency'>): number =>
  (1 - throttled) * latency;

/** What a caller sees of it. @param taken share of what it offered that was admitted */
export function passedOutcome(
  taken: number,
  { failedShare, finalShare = 0, latency }: Pick<Passing, 'failedShare' | 'finalShare' | 'latency'>,
): Outcome {
  return {
    throttled: ratio(1 - taken),
    failed: ratio(taken * failedShare),
    final: ratio(taken * finalShare),
    delayed: ratio(0),
    latency: seconds(latency),
    wait: seconds(0),
  };
}
