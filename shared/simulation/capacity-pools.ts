/** Token buckets and pools of places: what actors draw on. */
import type { Bucket, Pool } from '#shared/model/simulation';

/** Scalars are kept in a typed array: a number in a field of a class is boxed anew on each write. */
const Slot = { tokens: 0, at: 1, rate: 2, burst: 3 } as const;

export class TokenBucket implements Bucket {
  private readonly state = new Float64Array(4);
  private readonly clock: Float64Array;

  /** Starts full. `rate` per second. */
  constructor(clock: Float64Array, rate: number, burst: number) {
    this.clock = clock;
    this.state[Slot.tokens] = burst;
    this.state[Slot.at] = clock[0]!;
    this.state[Slot.rate] = rate;
    this.state[Slot.burst] = burst;
  }

  take(): boolean {
    return this.takeMany(1);
  }

  takeMany(tokens: number): boolean {
    const { state } = this;
    this.fill();
    if (state[Slot.tokens]! < tokens) return false;
    state[Slot.tokens]! -= tokens;
    return true;
  }

  level(): number {
    this.fill();
    return this.state[Slot.tokens]!;
  }

  resize(rate: number, burst: number): void {
    this.fill();
    this.state[Slot.rate] = rate;
    this.state[Slot.burst] = burst;
    this.state[Slot.tokens] = Math.min(burst, this.state[Slot.tokens]!);
  }

  private fill(): void {
    const { state } = this;
    const now = this.clock[0]!;
    const tokens = state[Slot.tokens]! + (now - state[Slot.at]!) * state[Slot.rate]!;
    const burst = state[Slot.burst]!;
    state[Slot.tokens] = tokens < burst ? tokens : burst;
    state[Slot.at] = now;
  }
}

export class PlacePool implements Pool {
  private places: number;
  private taken = 0;

  constructor(places: number) {
    this.places = places;
  }

  take(): boolean {
    if (this.taken >= this.places) return false;
    this.taken++;
    return true;
  }

  release(): void {
    this.taken--;
  }

  size(): number {
    return this.places;
  }

  /** Places taken beyond a smaller size stay taken until they are released. */
  resize(places: number): void {
    this.places = places;
  }
}
