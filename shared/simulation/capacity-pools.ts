/** Token buckets and pools of places: what actors draw on. */
import type { Bucket, Pool } from '#shared/model/simulation';
import { type Clock, NOW } from './clock';

/** Places of a bucket's numbers; they are kept in a typed array, since a field of a class would box each. */
const TOKENS = 0;
const FILLED_AT = 1;
const RATE = 2;
const BURST = 3;

export class TokenBucket implements Bucket {
  private readonly state = new Float64Array(4);
  private readonly clock: Clock;

  /** Starts full. `rate` per second. */
  constructor(clock: Clock, rate: number, burst: number) {
    this.clock = clock;
    this.state[TOKENS] = burst;
    this.state[FILLED_AT] = clock[NOW]!;
    this.state[RATE] = rate;
    this.state[BURST] = burst;
  }

  take(): boolean {
    return this.takeMany(1);
  }

  takeMany(tokens: number): boolean {
    const { state } = this;
    const now = this.clock[NOW]!;
    const burst = state[BURST]!;
    let level = state[TOKENS]! + (now - state[FILLED_AT]!) * state[RATE]!;
    if (level > burst) level = burst;
    state[FILLED_AT] = now;
    const isEnough = level >= tokens;
    state[TOKENS] = isEnough ? level - tokens : level;
    return isEnough;
  }

  putBack(tokens: number): void {
    this.state[TOKENS]! += tokens;
  }

  overdraw(tokens: number): void {
    this.state[TOKENS] = this.level() - tokens;
  }

  level(): number {
    this.takeMany(0);
    return this.state[TOKENS]!;
  }

  resize(rate: number, burst: number): void {
    this.takeMany(0);
    this.state[RATE] = rate;
    this.state[BURST] = burst;
    this.state[TOKENS] = Math.min(burst, this.state[TOKENS]!);
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
