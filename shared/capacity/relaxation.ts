/** How far the figures of a loop go at a time, so that it settles. */
import type { Outcome } from '#shared/model/capacity';
import { ratio, seconds } from '#shared/model/unit';

/** Relative change below which a figure counts as settled. */
export const TOLERANCE = 1e-7;
/** After going back the other way, and after going on in the same direction. */
const SHORTER = 0.5;
const LONGER = 1.1;
const LEAST = 1e-6;

/**
 * How much of the way a figure goes that goes round in a loop: all of it at first; where it overshoots and is sent back,
 * half as much, and a little more each time that it is sent on. However steep the loop answers, the steps become short
 * enough. The idea is that of resilient backpropagation (Riedmiller and Braun 1993): the sign of a change tells more
 * than its size.
 */
export class Relaxation {
  #weight = 1;
  #last = 0;

  /** The share of this change to go, over 0 and at most 1. */
  of(change: number): number {
    const sign = Math.sign(change);
    if (sign * this.#last < 0) this.#weight = Math.max(LEAST, this.#weight * SHORTER);
    else if (sign * this.#last > 0) this.#weight = Math.min(1, this.#weight * LONGER);
    if (sign !== 0) this.#last = sign;
    return this.#weight;
  }

  /** As it was last. */
  get weight(): number {
    return this.#weight;
  }
}

/** A share of the way from a figure to the next. */
export const between = (before: number, next: number, share: number): number =>
  share === 1 ? next : before + (next - before) * share;

/** The same of all figures of an answer. */
export function outcomeBetween(before: Outcome, outcome: Outcome, share: number): Outcome {
  const { final, stopped } = outcome;
  return {
    ...outcome,
    throttled: ratio(between(before.throttled, outcome.throttled, share)),
    failed: ratio(between(before.failed, outcome.failed, share)),
    ...(final === undefined ? {} : { final: ratio(between(before.final ?? 0, final, share)) }),
    delayed: ratio(between(before.delayed, outcome.delayed, share)),
    ...(stopped === undefined ? {} : { stopped: ratio(between(before.stopped ?? 0, stopped, share)) }),
    latency: seconds(between(before.latency, outcome.latency, share)),
    wait: seconds(between(before.wait, outcome.wait, share)),
  };
}

/** That of the shares which changes most; where none does, that of the times. */
export function largestChange(before: Outcome, outcome: Outcome): number {
  const shares = [
    outcome.throttled - before.throttled,
    outcome.failed - before.failed,
    outcome.delayed - before.delayed,
  ];
  const most = shares.reduce((largest, each) => (Math.abs(each) > Math.abs(largest) ? each : largest), 0);
  return Math.abs(most) > TOLERANCE ? most : outcome.latency - before.latency + (outcome.wait - before.wait);
}
