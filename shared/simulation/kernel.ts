/** The kernel: time, messages and calls between actors. It knows resources and connections by index only. */
import {
  ANSWERS,
  type Actor,
  Answer,
  Flag,
  type Handle,
  NONE,
  type Runtime,
  type Timer,
} from '#shared/model/simulation';
import { EventCalendar, FIRST_LANE, PAYLOAD_BITS, PAYLOAD_MASK } from './event-calendar';
import { MessagePool } from './message-pool';
import { ResourceRecorder } from './recorder';
import { TraceBook } from './trace-book';

const inherited = Flag.poison | Flag.traced;

/** Where the run ends, and the columns of its series; the last may be narrower. All in seconds. */
export interface Span {
  readonly horizon: number;
  readonly columns: number;
  readonly columnWidth: number;
}

export class Kernel implements Runtime {
  readonly messages: MessagePool;
  readonly calendar: EventCalendar;
  readonly clock: Float64Array;
  readonly traces: TraceBook;
  /** Answers seen, by connection and answer. */
  readonly seen: Float64Array;
  readonly actors: Actor[] = [];
  readonly recorders: ResourceRecorder[] = [];
  /** Events handled so far. */
  events = 0;
  /** Columns closed so far. */
  closedColumns = 0;
  /** Called whenever a column has been closed. */
  onColumn: (closed: number) => void = () => {};
  private readonly span: Span;
  private readonly timerActors: Actor[] = [];
  private readonly timerKinds: number[] = [];
  private readonly senders: Actor[] = [];
  private readonly receivers: Actor[] = [];

  constructor(span: Span, connections: number, maxMessages: number, maxTraces: number) {
    this.span = span;
    this.messages = new MessagePool(maxMessages);
    this.calendar = new EventCalendar(this.messages);
    this.clock = this.calendar.clock;
    this.traces = new TraceBook(maxTraces);
    this.seen = new Float64Array(connections * ANSWERS);
  }

  newRecorder(): ResourceRecorder {
    const recorder = new ResourceRecorder(this.clock, this.span.columns, this.seen);
    this.recorders.push(recorder);
    return recorder;
  }

  /** `actor` is asked for when the timer is registered with `bindTimer`, after the actor exists. */
  newTimer(kind: number): Timer {
    const timer = this.timerKinds.length;
    if (timer === FIRST_LANE) throw new RangeError(`more than ${FIRST_LANE} timers: too many resources for one run`);
    this.timerKinds.push(kind);
    return timer;
  }

  bindTimers(from: number, actor: Actor): void {
    for (let timer = from; timer < this.timerKinds.length; timer++) this.timerActors[timer] = actor;
  }

  get timerCount(): number {
    return this.timerKinds.length;
  }

  connect(connection: number, sender: Actor, receiver: Actor): void {
    this.senders[connection] = sender;
    this.receivers[connection] = receiver;
  }

  start(): void {
    for (const actor of this.actors) actor.start();
  }

  /** Handles up to `budget` events; says whether the run is over. */
  step(budget: number): boolean {
    const { calendar, span, timerActors, timerKinds } = this;
    let left = budget;
    while (this.closedColumns < span.columns) {
      const end = Math.min(span.horizon, (this.closedColumns + 1) * span.columnWidth);
      while (left > 0) {
        const event = calendar.next(end);
        if (event === -1) break;
        left--;
        const timer = event >>> PAYLOAD_BITS;
        timerActors[timer]!.wake(timerKinds[timer]!, event & PAYLOAD_MASK);
      }
      if (left === 0) break;
      this.clock[0] = end;
      this.closeColumn();
    }
    this.events += budget - left;
    return this.closedColumns === span.columns;
  }

  private closeColumn(): void {
    for (let resource = 0; resource < this.recorders.length; resource++) {
      this.recorders[resource]!.closeColumn(this.actors[resource]!.oldestAge());
    }
    this.closedColumns++;
    this.onColumn(this.closedColumns);
  }

  now(): number {
    return this.clock[0]!;
  }

  after(delay: number, timer: Timer, payload: number): void {
    this.calendar.after(delay, (timer << PAYLOAD_BITS) | payload);
  }

  afterLane(lane: number, timer: Timer, payload: number): void {
    this.calendar.afterLane(lane, (timer << PAYLOAD_BITS) | payload);
  }

  watch(lane: number, timer: Timer, message: Handle): void {
    this.calendar.watch(lane, (timer << PAYLOAD_BITS) | message, message);
  }

  unwatch(message: Handle): void {
    this.messages.stamp[message]!++;
  }

  createRoot(): Handle {
    const { messages } = this;
    const message = messages.take(NONE);
    messages.born[message] = this.clock[0]!;
    messages.size[message] = 0;
    messages.key[message] = -1;
    messages.flags[message] = 0;
    if (this.traces.wants()) {
      messages.flags[message] = Flag.traced;
      this.traces.open(message, this.clock[0]!);
    }
    return message;
  }

  create(parent: Handle): Handle {
    const { messages } = this;
    const message = messages.take(parent);
    messages.born[message] = messages.born[parent]!;
    messages.size[message] = messages.size[parent]!;
    messages.key[message] = messages.key[parent]!;
    const flags = messages.flags[parent]! & inherited;
    messages.flags[message] = flags;
    if ((flags & Flag.traced) !== 0) this.traces.inherit(message, parent);
    return message;
  }

  release(message: Handle): void {
    if ((this.messages.flags[message]! & Flag.traced) !== 0) this.traces.close(message);
    this.messages.release(message);
  }

  send(connection: number, message: Handle): Answer {
    this.messages.connection[message] = connection;
    return this.receivers[connection]!.receive(message, connection);
  }

  answer(message: Handle, answer: Answer): void {
    this.senders[this.messages.connection[message]!]!.answered(message, answer);
  }

  fetch(connection: number, lane: number, most: number, into: Int32Array): number {
    return this.senders[connection]!.fetch(connection, lane, most, into);
  }

  ready(connection: number, lane: number): void {
    this.receivers[connection]!.ready(connection, lane);
  }

  settle(copy: Handle, answer: Answer): void {
    this.senders[this.messages.connection[copy]!]!.settled(copy, answer);
  }

  visit(message: Handle, resource: number, from: number, answer: Answer): void {
    this.traces.visit(message, { resource, from, to: this.clock[0]!, answer });
  }
}
