/**
 * Pending events in order of (time, sequence): a 4-ary heap for random delays, and lanes for fixed ones.
 *
 * A lane is a first-in first-out ring of one delay; only its head is in the heap, so that an event of fixed delay costs
 * a ring entry and not a walk through the heap. Lane entries that were unwatched are dropped when they reach the head
 * without ever having been in the heap, which is what makes timeouts nearly free.
 *
 * An event is one 32-bit number: timer in the upper 10 bits, payload in the lower 22.
 */
import type { MessagePool } from './message-pool';

export const PAYLOAD_BITS = 22;
export const PAYLOAD_MASK = (1 << PAYLOAD_BITS) - 1;
/** Timers from here on stand for lanes. */
export const FIRST_LANE = 768;
const maxLanes = 1024 - FIRST_LANE;

/** Where no event is pending, far behind any horizon. */
const NEVER = Infinity;

export class EventCalendar {
  /** [now, time of the event that is being put in] */
  readonly clock = new Float64Array(2);
  private times = new Float64Array(256);
  private orders = new Uint32Array(256);
  private events = new Int32Array(256);
  private size = 0;
  private order = 0;
  /** The root has been taken and not yet replaced: the next event put in takes its place. */
  private hole = false;
  private readonly lanes: DelayLane[] = [];
  private readonly pool: MessagePool;

  constructor(pool: MessagePool) {
    this.pool = pool;
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
    let sum = this.size - (this.hole ? 1 : 0);
    for (const lane of this.lanes) sum += Math.max(0, lane.count - 1);
    return sum;
  }

  after(delay: number, event: number): void {
    this.clock[1] = this.clock[0]! + delay;
    this.insert(event);
  }

  afterLane(index: number, event: number): void {
    const lane = this.lanes[index]!;
    const order = this.order;
    this.order = (order + 1) >>> 0;
    lane.append(this.clock[0]!, order, event, 0);
    if (lane.count === 1) this.enterHead(index, lane);
  }

  /** As afterLane, for a message; void once the message's stamp has changed. */
  watch(index: number, event: number, message: number): void {
    const lane = this.lanes[index]!;
    const order = this.order;
    this.order = (order + 1) >>> 0;
    lane.append(this.clock[0]!, order, event, this.pool.stamp[message]!);
    if (lane.count === 1) this.enterHead(index, lane);
  }

  /**
   * Takes the next event before `horizon` and moves the clock to it; −1 where there is none.
   * The root stays in place until something replaces it or the next event is asked for.
   */
  next(horizon: number): number {
    if (this.hole) this.removeRoot();
    for (;;) {
      const time = this.size > 0 ? this.times[0]! : NEVER;
      if (!(time < horizon)) return -1;
      const event = this.events[0]!;
      const timer = event >>> PAYLOAD_BITS;
      this.clock[0] = time;
      if (timer < FIRST_LANE) {
        this.hole = true;
        return event;
      }
      const taken = this.takeHead(timer - FIRST_LANE, event);
      if (taken !== -1) return taken;
    }
  }

  /** Takes the head of a lane and puts the next live entry in its place. −1 where the head was void. */
  private takeHead(index: number, marker: number): number {
    const lane = this.lanes[index]!;
    const event = lane.headEvent();
    const isVoid = lane.isWatched && this.pool.stamp[event & PAYLOAD_MASK] !== lane.headStamp();
    lane.drop();
    if (lane.isWatched)
      while (lane.count > 0 && this.pool.stamp[lane.headEvent() & PAYLOAD_MASK] !== lane.headStamp()) lane.drop();
    if (lane.count > 0) {
      this.clock[1] = lane.headTime();
      this.sink(lane.headOrder(), marker);
    } else if (isVoid) this.removeRoot();
    else this.hole = true;
    return isVoid ? -1 : event;
  }

  private enterHead(index: number, lane: DelayLane): void {
    this.clock[1] = lane.headTime();
    const marker = (FIRST_LANE + index) << PAYLOAD_BITS;
    if (this.hole) {
      this.hole = false;
      this.sink(lane.headOrder(), marker);
    } else this.rise(lane.headOrder(), marker);
  }

  private insert(event: number): void {
    const order = this.order;
    this.order = (order + 1) >>> 0;
    if (this.hole) {
      this.hole = false;
      this.sink(order, event);
    } else this.rise(order, event);
  }

  private removeRoot(): void {
    this.hole = false;
    const last = this.size - 1;
    this.size = last;
    if (last === 0) return;
    this.clock[1] = this.times[last]!;
    this.sink(this.orders[last]!, this.events[last]!);
  }

  /** Puts the event of time clock[1] at the end and lets it rise. */
  private rise(order: number, event: number): void {
    if (this.size === this.times.length) this.grow();
    const { times, orders, events } = this;
    const time = this.clock[1]!;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      // A later event has the greater sequence number, except where the number has wrapped: then by at most a turn.
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

  /** Puts the event of time clock[1] in the root's place and lets it sink. */
  private sink(order: number, event: number): void {
    const { times, orders, events, size } = this;
    const time = this.clock[1]!;
    let at = 0;
    for (;;) {
      let child = 4 * at + 1;
      if (child >= size) break;
      const end = child + 4 < size ? child + 4 : size;
      let least = times[child]!;
      for (let other = child + 1; other < end; other++) {
        const otherTime = times[other]!;
        if (otherTime < least || (otherTime === least && orders[other]! < orders[child]!)) {
          least = otherTime;
          child = other;
        }
      }
      if (least > time || (least === time && orders[child]! > order)) break;
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
    this.times = grown(this.times, new Float64Array(capacity));
    this.orders = grown(this.orders, new Uint32Array(capacity));
    this.events = grown(this.events, new Int32Array(capacity));
  }
}

/** A ring of events that all come a fixed delay after they were put in. */
class DelayLane {
  readonly delay: number;
  readonly isWatched: boolean;
  count = 0;
  private first = 0;
  private times = new Float64Array(64);
  private orders = new Uint32Array(64);
  private events = new Int32Array(64);
  private stamps = new Int32Array(64);

  constructor(delay: number, isWatched: boolean) {
    this.delay = delay;
    this.isWatched = isWatched;
  }

  append(now: number, order: number, event: number, stamp: number): void {
    if (this.count === this.times.length) this.grow();
    const at = (this.first + this.count++) & (this.times.length - 1);
    this.times[at] = now + this.delay;
    this.orders[at] = order;
    this.events[at] = event;
    this.stamps[at] = stamp;
  }

  headTime(): number {
    return this.times[this.first]!;
  }

  headOrder(): number {
    return this.orders[this.first]!;
  }

  headEvent(): number {
    return this.events[this.first]!;
  }

  headStamp(): number {
    return this.stamps[this.first]!;
  }

  drop(): void {
    this.first = (this.first + 1) & (this.times.length - 1);
    this.count--;
  }

  private grow(): void {
    const { first, count } = this;
    const capacity = count * 2;
    this.times = unrolled(this.times, new Float64Array(capacity), first);
    this.orders = unrolled(this.orders, new Uint32Array(capacity), first);
    this.events = unrolled(this.events, new Int32Array(capacity), first);
    this.stamps = unrolled(this.stamps, new Int32Array(capacity), first);
    this.first = 0;
  }
}

type Column = Float64Array | Uint32Array | Int32Array;

function grown<T extends Column>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** A full ring, copied from its head on. */
function unrolled<T extends Column>(from: T, to: T, first: number): T {
  to.set(from.subarray(first), 0);
  to.set(from.subarray(0, first), from.length - first);
  return to;
}
