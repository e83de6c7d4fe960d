/**
 * Pending events in order of (time, sequence): a 4-ary heap for random delays, and lanes for fixed ones.
 *
 * A lane is a first-in first-out ring of one delay; only its head is in the heap, so that an event of fixed delay costs
 * a ring entry and not a walk through the heap. Lane entries that were unwatched are dropped when they reach the head
 * without ever having been in the heap, which is what makes timeouts nearly free.
 *
 * An event is one 32-bit number: timer in the upper 11 bits, payload in the lower 21; of a watched event the payload is
 * the number of its message.
 */
import * as Message from '#shared/model/message';
import { type Clock, GIVEN, NOW } from './clock';

export const PAYLOAD_BITS = 21;
export const PAYLOAD_MASK = 0x1fffff;
/** Timers from here on stand for lanes. */
export const FIRST_LANE = 1536;
const maxLanes = 2048 - FIRST_LANE;

export class EventCalendar {
  readonly clock: Clock = new Float64Array(3);
  /** Infinity behind the last event, so that the four below a place can be compared without a look at the size. */
  private times = new Float64Array(256).fill(Infinity);
  private orders = new Int32Array(256);
  private events = new Int32Array(256);
  private size = 0;
  private order = 0;
  /** The root has been taken and not yet replaced: the next event put in takes its place. */
  private hasHole = false;
  private readonly lanes: DelayLane[] = [];
  /** Words of the messages. */
  private readonly words: Int32Array;

  constructor(words: Int32Array) {
    this.words = words;
  }

  /** The lane of a fixed delay; one for each delay and use. */
  lane(delay: number, isWatched: boolean): number {
    const same = this.lanes.findIndex((lane) => lane.delay === delay && lane.isWatched === isWatched);
    if (same >= 0) return same;
    if (this.lanes.length === maxLanes) throw new RangeError(`more than ${maxLanes} different fixed delays`);
    this.lanes.push(new DelayLane(delay, isWatched));
    return this.lanes.length - 1;
  }

  /** Events pending, those in lanes included. */
  pending(): number {
    let sum = this.size - (this.hasHole ? 1 : 0);
    for (const lane of this.lanes) sum += Math.max(0, lane.count - 1);
    return sum;
  }

  /** After the clock's given delay. */
  after(event: number): void {
    const at = this.place(event, this.nextOrder());
    this.times[at] = this.clock[NOW]! + this.clock[GIVEN]!;
    this.settle(at);
  }

  afterLane(index: number, event: number): void {
    const lane = this.lanes[index]!;
    lane.append(this.clock[NOW]!, this.nextOrder(), event, 0);
    if (lane.count === 1) this.enterHead(index, lane);
  }

  /** As afterLane, for a message; void once the message's stamp has changed. */
  watch(index: number, event: number, message: number): void {
    const lane = this.lanes[index]!;
    lane.append(this.clock[NOW]!, this.nextOrder(), event, this.words[message + Message.stamp]!);
    if (lane.count === 1) this.enterHead(index, lane);
  }

  /**
   * Takes the next event before `horizon` and moves the clock to it; −1 where there is none.
   * The root stays in place until something replaces it or the next event is asked for.
   */
  next(horizon: number): number {
    if (this.hasHole) this.removeRoot();
    while (this.size > 0) {
      const time = this.times[0]!;
      if (time >= horizon) return -1;
      const event = this.events[0]!;
      const timer = event >>> PAYLOAD_BITS;
      this.clock[NOW] = time;
      if (timer < FIRST_LANE) {
        this.hasHole = true;
        return event;
      }
      const taken = this.takeHead(timer - FIRST_LANE, event);
      if (taken !== -1) return taken;
    }
    return -1;
  }

  /** Takes the head of a lane and puts the next live entry in its place. −1 where the head was void. */
  private takeHead(index: number, marker: number): number {
    const { words } = this;
    const lane = this.lanes[index]!;
    const event = lane.headEvent();
    const wasVoid = lane.isWatched && lane.headIsVoid(words);
    lane.drop();
    if (lane.isWatched) lane.dropVoid(words);
    if (lane.count > 0) {
      this.times[0] = lane.headTime();
      this.orders[0] = lane.headOrder();
      this.events[0] = marker;
      this.sink();
    } else if (wasVoid) this.removeRoot();
    else this.hasHole = true;
    return wasVoid ? -1 : event;
  }

  private enterHead(index: number, lane: DelayLane): void {
    const at = this.place((FIRST_LANE + index) << PAYLOAD_BITS, lane.headOrder());
    this.times[at] = lane.headTime();
    this.settle(at);
  }

  /** Sequence numbers wrap; they are compared by their difference, which is right for 2,147,483,648 in a row. */
  private nextOrder(): number {
    const { order } = this;
    this.order = (order + 1) | 0;
    return order;
  }

  /** Puts an event in the root's place, if that is free, or at the end; its time is the caller's to set. */
  private place(event: number, order: number): number {
    let at = 0;
    if (this.hasHole) this.hasHole = false;
    else {
      at = this.size;
      if (at + 4 > this.times.length) this.grow();
      this.size = at + 1;
    }
    this.orders[at] = order;
    this.events[at] = event;
    return at;
  }

  /** Lets the event that was put in place find its level. */
  private settle(at: number): void {
    if (at === 0) this.sink();
    else if (this.times[at]! < this.times[(at - 1) >> 2]!) this.rise(at);
  }

  private removeRoot(): void {
    const { times, orders, events } = this;
    this.hasHole = false;
    const last = this.size - 1;
    this.size = last;
    if (last === 0) return;
    times[0] = times[last]!;
    orders[0] = orders[last]!;
    events[0] = events[last]!;
    times[last] = Infinity;
    this.sink();
  }

  /** A new event has the last sequence number, so that only an earlier time lets it rise. */
  private rise(from: number): void {
    const { times, orders, events } = this;
    const time = times[from]!;
    const order = orders[from]!;
    const event = events[from]!;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      if (times[parent]! <= time) break;
      times[at] = times[parent]!;
      orders[at] = orders[parent]!;
      events[at] = events[parent]!;
      at = parent;
    }
    times[at] = time;
    orders[at] = order;
    events[at] = event;
  }

  /** Lets the root sink to its level. */
  private sink(): void {
    const { times, orders, events, size } = this;
    const time = times[0]!;
    const order = orders[0]!;
    const event = events[0]!;
    let at = 0;
    for (;;) {
      const first = 4 * at + 1;
      if (first >= size) break;
      const left = earlier(times, orders, first, first + 1);
      const child = earlier(times, orders, left, earlier(times, orders, first + 2, first + 3));
      const least = times[child]!;
      if (least > time || (least === time && ((orders[child]! - order) | 0) > 0)) break;
      times[at] = least;
      orders[at] = orders[child]!;
      events[at] = events[child]!;
      at = child;
    }
    times[at] = time;
    orders[at] = order;
    events[at] = event;
  }

  private grow(): void {
    const capacity = this.times.length * 2;
    this.times = grown(this.times, new Float64Array(capacity).fill(Infinity));
    this.orders = grown(this.orders, new Int32Array(capacity));
    this.events = grown(this.events, new Int32Array(capacity));
  }
}

/**
 * The one of two places, the second behind the first, whose event comes earlier. No processor foresees which that is, and
 * each wrong guess costs as much as the comparison: so it is computed, not branched on.
 */
function earlier(times: Float64Array, orders: Int32Array, first: number, second: number): number {
  const firstTime = times[first]!;
  const secondTime = times[second]!;
  if (firstTime === secondTime) return ((orders[second]! - orders[first]!) | 0) < 0 ? second : first;
  return first + Number(secondTime < firstTime) * (second - first);
}

/** Of an entry in a lane: order, event, stamp; four words, so that an entry does not straddle cache lines. */
const entryWords = 4;

/** A ring of events that all come a fixed delay after they were put in. */
class DelayLane {
  readonly delay: number;
  readonly isWatched: boolean;
  count = 0;
  private first = 0;
  private times = new Float64Array(64);
  private entries = new Int32Array(64 * entryWords);

  constructor(delay: number, isWatched: boolean) {
    this.delay = delay;
    this.isWatched = isWatched;
  }

  append(now: number, order: number, event: number, stamp: number): void {
    if (this.count === this.times.length) this.grow();
    const { times, entries } = this;
    const at = (this.first + this.count++) & (times.length - 1);
    times[at] = now + this.delay;
    entries[at * entryWords] = order;
    entries[at * entryWords + 1] = event;
    entries[at * entryWords + 2] = stamp;
  }

  headTime(): number {
    return this.times[this.first]!;
  }

  headOrder(): number {
    return this.entries[this.first * entryWords]!;
  }

  headEvent(): number {
    return this.entries[this.first * entryWords + 1]!;
  }

  /** Whether the message of the head has been released or unwatched since. */
  headIsVoid(words: Int32Array): boolean {
    return isVoid(words, this.entries, this.first);
  }

  drop(): void {
    this.first = (this.first + 1) & (this.times.length - 1);
    this.count--;
  }

  /** Drops the head as long as it is void: most of what is watched ends that way, and many of them in a row. */
  dropVoid(words: Int32Array): void {
    const { entries } = this;
    const mask = this.times.length - 1;
    let { first, count } = this;
    while (count > 0 && isVoid(words, entries, first)) {
      first = (first + 1) & mask;
      count--;
    }
    this.first = first;
    this.count = count;
  }

  private grow(): void {
    const { first, times, entries } = this;
    const before = times.length - first;
    this.times = new Float64Array(times.length * 2);
    this.times.set(times.subarray(first));
    this.times.set(times.subarray(0, first), before);
    this.entries = new Int32Array(entries.length * 2);
    this.entries.set(entries.subarray(first * entryWords));
    this.entries.set(entries.subarray(0, first * entryWords), before * entryWords);
    this.first = 0;
  }
}

function isVoid(words: Int32Array, entries: Int32Array, at: number): boolean {
  const message = (entries[at * entryWords + 1]! & PAYLOAD_MASK) * Message.WORDS;
  return words[message + Message.stamp] !== entries[at * entryWords + 2];
}

type Column = Float64Array | Int32Array;

function grown<T extends Column>(from: T, to: T): T {
  to.set(from);
  return to;
}
