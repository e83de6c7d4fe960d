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
