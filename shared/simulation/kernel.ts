/** The kernel: time, messages and calls between actors. It knows resources and connections by index only. */
import * as Answer from '#shared/model/answer';
import * as Message from '#shared/model/message';
import { type Actor, type Handle, NONE, type Runtime, type Timer } from '#shared/model/simulation';
import { type Clock, COLUMN_BEGAN, GIVEN, NOW } from './clock';
import { EventCalendar, FIRST_LANE, PAYLOAD_BITS, PAYLOAD_MASK } from './event-calendar';
import type { MessagePool } from './message-pool';
import { ResourceRecorder } from './recorder';
import { TraceBook } from './trace-book';

const inherited = Message.POISON | Message.TRACED | Message.PASSES;
/** Classes whose methods a JavaScript engine keeps apart at one call; among more it searches by name, every time. */
const classesKeptApart = 4;
/** A message's payload is its number. */
const messageShift = 4;

/** Where the run ends, and the columns of its series; the last may be narrower. All in seconds. */
export interface Span {
  readonly horizon: number;
  readonly columns: number;
  readonly columnWidth: number;
}

/** Whoever has timers. */
export interface Waker {
  wake(kind: number, payload: number): void;
}

export class Kernel implements Runtime {
  readonly messages: MessagePool;
  readonly calendar: EventCalendar;
  readonly clock: Clock;
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
  private readonly timerActors: Waker[] = [];
  /** Methods looked up beforehand, for drawings of many services: of timers, and of receivers by connection. */
  private readonly wakes: Waker['wake'][] = [];
  private readonly receives: Actor['receive'][] = [];
  private hasManyClasses = false;
  private readonly timerKinds = new Int32Array(FIRST_LANE);
  /** By how many bits a timer's payload is shifted. */
  private readonly timerShifts = new Int32Array(FIRST_LANE);
  private timers = 0;
  private readonly senders: Actor[] = [];
  private readonly receivers: Actor[] = [];

  constructor(span: Span, connections: number, messages: MessagePool, maxTraces: number) {
    this.span = span;
    this.messages = messages;
    this.calendar = new EventCalendar(messages.words);
    this.clock = this.calendar.clock;
    this.traces = new TraceBook(maxTraces);
    this.seen = new Float64Array(connections * Answer.COUNT);
  }

  newRecorder(): ResourceRecorder {
    const recorder = new ResourceRecorder(this.clock, this.span.columns, this.seen);
    this.recorders.push(recorder);
    return recorder;
  }

  /** The timer's actor is made known by `bindTimers`, once it exists. */
  newTimer(kind: number, isForMessages: boolean): Timer {
    if (this.timers === FIRST_LANE)
      throw new RangeError(`more than ${FIRST_LANE} timers: too many resources for one run`);
    this.timerKinds[this.timers] = kind;
    this.timerShifts[this.timers] = isForMessages ? messageShift : 0;
    return this.timers++;
  }

  bindTimers(from: number, actor: Waker): void {
    for (let timer = from; timer < this.timers; timer++) {
      this.timerActors[timer] = actor;
      this.wakes[timer] = actor.wake;
    }
  }

  get timerCount(): number {
    return this.timers;
  }

  connect(connection: number, sender: Actor, receiver: Actor): void {
    this.senders[connection] = sender;
    this.receivers[connection] = receiver;
    this.receives[connection] = receiver.receive;
  }

  start(): void {
    this.hasManyClasses = new Set(this.actors.map(({ constructor }) => constructor)).size > classesKeptApart;
    for (const actor of this.actors) actor.start();
  }

  /** Handles up to `budget` events; says whether the run is over. */
  step(budget: number): boolean {
    const { calendar, span, timerActors, timerKinds, timerShifts, wakes, hasManyClasses } = this;
    let left = budget;
    while (this.closedColumns < span.columns) {
      const end = Math.min(span.horizon, (this.closedColumns + 1) * span.columnWidth);
      while (left > 0) {
        const event = calendar.next(end);
        if (event === -1) break;
        left--;
        const timer = event >>> PAYLOAD_BITS;
        const actor = timerActors[timer]!;
        const payload = (event & PAYLOAD_MASK) << timerShifts[timer]!;
        if (hasManyClasses) wakes[timer]!.call(actor, timerKinds[timer]!, payload);
        else actor.wake(timerKinds[timer]!, payload);
      }
      if (left === 0) break;
      this.clock[NOW] = end;
      this.closeColumn();
    }
    this.events += budget - left;
    return this.closedColumns === span.columns;
  }

  private closeColumn(): void {
    for (let resource = 0; resource < this.recorders.length; resource++) {
      this.recorders[resource]!.closeColumn(this.actors[resource]!.oldestAge());
    }
    this.clock[COLUMN_BEGAN] = this.clock[NOW]!;
    this.closedColumns++;
    this.onColumn(this.closedColumns);
  }

  now(): number {
    return this.clock[NOW]!;
  }

  after(delay: number, timer: Timer, payload: number): void {
    this.clock[GIVEN] = delay;
    return this.enter(timer, payload);
  }

  private enter(timer: Timer, payload: number): void {
    this.calendar.after((timer << PAYLOAD_BITS) | (payload >> this.timerShifts[timer]!));
  }

  afterLane(lane: number, timer: Timer, payload: number): void {
    this.calendar.afterLane(lane, (timer << PAYLOAD_BITS) | (payload >> this.timerShifts[timer]!));
  }

  watch(lane: number, timer: Timer, message: Handle): void {
    this.calendar.watch(lane, (timer << PAYLOAD_BITS) | (message >> messageShift), message);
  }

  unwatch(message: Handle): void {
    this.messages.words[message + Message.stamp]!++;
  }

  createRoot(): Handle {
    const { messages, clock } = this;
    const { words, times } = messages;
    const message = messages.take(NONE);
    times[(message >> 1) + Message.born] = clock[NOW]!;
    words[message + Message.size] = 0;
    words[message + Message.key] = -1;
    words[message + Message.flags] = 0;
    if (this.traces.wants()) {
      words[message + Message.flags] = Message.TRACED;
      this.traces.open(message, clock[NOW]!);
    }
    return message;
  }

  create(parent: Handle): Handle {
    const { messages } = this;
    const { words, times } = messages;
    const message = messages.take(parent);
    times[(message >> 1) + Message.born] = times[(parent >> 1) + Message.born]!;
    words[message + Message.size] = words[parent + Message.size]!;
    words[message + Message.key] = words[parent + Message.key]!;
    const flags = words[parent + Message.flags]! & inherited;
    words[message + Message.flags] = flags;
    if ((flags & Message.TRACED) !== 0) this.traces.inherit(message, parent);
    return message;
  }

  release(message: Handle): void {
    if ((this.messages.words[message + Message.flags]! & Message.TRACED) !== 0) this.traces.close(message);
    this.messages.release(message);
  }

  send(connection: number, message: Handle): Answer.Code {
    this.messages.words[message + Message.connection] = connection;
    const receiver = this.receivers[connection]!;
    return this.hasManyClasses
      ? this.receives[connection]!.call(receiver, message, connection)
      : receiver.receive(message, connection);
  }

  answer(message: Handle, answer: Answer.Code): void {
    this.senders[this.messages.words[message + Message.connection]!]!.answered(message, answer);
  }

  fetch(connection: number, lane: number, most: number, into: Int32Array): number {
    return this.senders[connection]!.fetch(connection, lane, most, into);
  }

  ready(connection: number, lane: number): void {
    this.receivers[connection]!.ready(connection, lane);
  }

  settle(connection: number, first: Handle, answer: Answer.Code): void {
    this.senders[connection]!.settled(first, answer);
  }

  visit(message: Handle, resource: number, from: number, answer: Answer.Code): void {
    this.traces.visit(message, { resource, from, to: this.clock[NOW]!, answer });
  }
}
