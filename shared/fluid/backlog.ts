/** What waits in one store, first come first served, step by step. */
export class Backlog {
  /** Work that came in until the end of each step, in all. */
  private readonly arrived: Float64Array;
  private readonly step: number;
  private readonly expiresAfter: number;
  private steps = 0;
  private left = 0;
  /** The step in which the oldest of what waits came in. */
  private oldest = 0;
  level = 0;
  /** Work that grew too old, in all. */
  expired = 0;

  constructor(steps: number, step: number, expiresAfter: number) {
    this.arrived = new Float64Array(steps + 1);
    this.step = step;
    this.expiresAfter = expiresAfter;
  }

  /** Takes in what comes in one step and gives out up to `room`. @returns what goes out */
  advance(comes: number, room: number): number {
    const waits = this.level + comes;
    const goes = waits < room ? waits : room;
    const { arrived, steps } = this;
    arrived[steps + 1] = arrived[steps]! + comes;
    this.steps = steps + 1;
    this.level = waits - goes;
    this.left += goes;
    if (this.level > 0 && this.steps * this.step > this.expiresAfter) this.expire();
    return goes;
  }

  /** Many steps at once, in each of which the same comes and goes; nothing expires meanwhile: see `mayExpire`. */
  advanceEvenly(steps: number, comes: number, goes: number): void {
    const { arrived } = this;
    const end = this.steps + steps;
    for (let at = this.steps; at < end; at++) arrived[at + 1] = arrived[at]! + comes;
    this.steps = end;
    this.left += goes * steps;
    this.level = goes === comes ? this.level : Math.max(0, this.level + (comes - goes) * steps);
  }

  /** Whether something of what waits now can grow too old within so many steps. */
  mayExpire(steps: number): boolean {
    const since = Math.ceil(this.steps + steps - this.expiresAfter / this.step);
    return since > 0 && this.arrived[Math.min(since, this.steps)]! > this.left;
  }

  /** Age of the oldest of what waits, seconds. */
  age(): number {
    // Less than this is rounding.
    if (this.level <= 1e-9 * (1 + this.left)) return 0;
    const { arrived, left, steps } = this;
    let oldest = this.oldest;
    while (oldest < steps && arrived[oldest + 1]! <= left) oldest++;
    this.oldest = oldest;
    const within = arrived[oldest + 1]! - arrived[oldest]!;
    const share = within > 0 ? (left - arrived[oldest]!) / within : 0;
    return Math.max(0, (steps - oldest - share) * this.step);
  }

  private expire(): void {
    const since = Math.floor(this.steps - this.expiresAfter / this.step);
    const gone = Math.min(this.level, this.arrived[Math.max(0, since)]! - this.left);
    if (gone <= 0) return;
    this.expired += gone;
    this.left += gone;
    this.level -= gone;
  }
}
