/**
 * A delivery stream in a run: records within the quotas of direct puts, or read of a data stream, gather into batches, go
 * through the function that transforms them, and are delivered. What a bucket refuses is written again for a day, what an
 * endpoint does not acknowledge for its retry duration.
 *
 * Units: records. Served counts those that were delivered or dropped by the function, dead-lettered those in objects under
 * the error prefix or in the bucket for failed records. Attempts count batches begun, retries those sent again. The
 * backlog is records whose batch waits for its next attempt, or for a place among the transformations of its shards.
 */
import * as Answer from '#shared/model/answer';
import { backoff } from '#shared/model/backoff';
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import * as Message from '#shared/model/message';
import {
  Actor,
  type ActorContext,
  type Bucket,
  type Disturbance,
  type Handle,
  type Lane,
  NONE,
  type Timer,
  type Uniform,
} from '#shared/model/simulation';
import { MIB } from '#shared/model/unit';
import { AGAIN, BASE64 } from './batches';
import type { DeliveryConfig } from './config';
import { type Gathering, RecordBuffer } from './record-buffer';
import { type Outlet, outletsOf, type Outlets } from './simulated-outlets';
import { ShardPolls } from './shard-polls';

/** Kinds of timers. */
const FLUSH = 0;
const RETRY = 1;
const POLL = 2;
const TOO_LATE = 3;

/** Places of buffers: the function's and the failed records'; those of open partitions are behind them. */
const TO_FUNCTION = 0;
const FAILED = 1;

/** Own flag of the first record of a batch of failed ones. */
const OF_FAILED = Message.OWN_A;

const PUTS = ['firehose/put-records', 'firehose/put-requests', 'firehose/put-bytes'] as const;
/** The largest size that a message can state. */
const LARGEST = 2 ** 31 - 1;

export class DeliveryActor extends Actor {
  private readonly quota: ActorContext['quota'];
  private readonly records: Bucket;
  private readonly requests: Bucket;
  private readonly bytes: Bucket;
  private readonly outlets: Outlets;
  private readonly draws: Uniform;
  private readonly retry: Timer;
  private readonly tooLate: Timer;
  private readonly polls: ShardPolls;
  private readonly patience: ReadonlyMap<Outlet, Lane>;
  private readonly buffers: RecordBuffer[] = [];
  private readonly makeBuffer: (place: number) => RecordBuffer;
  /** Place of the open buffer of a partition, and the other way round. */
  private readonly placeOf = new Map<number, number>();
  private readonly partitionAt: number[] = [];
  private readonly freePlaces: number[] = [];
  /** Batches that wait for a place among the transformations of their shards. */
  private readonly line: Handle[] = [];
  private transforming = 0;
  private inside = 0;
  private errorShare = 0;
  private isStopped = false;

  constructor(context: ActorContext<DeliveryConfig>) {
    super(context);
    const { config } = context.resource;
    const { runtime } = context;
    this.quota = (id) => context.quota(id);
    const [records, requests, bytes] = PUTS.map((id) => context.bucket(this.quota(id), this.quota(id)));
    this.records = records!;
    this.requests = requests!;
    this.bytes = bytes!;
    this.outlets = outletsOf(context);
    this.draws = context.uniform('records');
    const flush = context.timer(FLUSH);
    this.retry = context.messageTimer(RETRY);
    this.tooLate = context.messageTimer(TOO_LATE);
    this.polls = new ShardPolls(runtime, context.timer(POLL), context.uniform('shards'), {
      isReading: () => !this.isStopped && this.line.length === 0,
      take: (record) => {
        this.recorder.count(Counter.offered);
        this.enter(record);
      },
    });
    const { transformation, delivery, failed } = this.outlets;
    this.patience = new Map(
      [transformation, delivery, failed].flatMap((outlet) =>
        outlet?.patience === undefined ? [] : [[outlet, context.watchLane(outlet.patience)]],
      ),
    );
    this.makeBuffer = (place) =>
      new RecordBuffer(
        runtime,
        flush,
        place,
        place === TO_FUNCTION && transformation
          ? { fullBytes: transformation.bufferSize * MIB, interval: transformation.bufferInterval }
          : { fullBytes: config.bufferSize * MIB, interval: config.bufferInterval },
      );
    this.buffers.push(this.makeBuffer(TO_FUNCTION), this.makeBuffer(FAILED));
  }

  override receive(record: Handle): Answer.Code {
    const { recorder, words } = this;
    recorder.count(Counter.offered);
    const startsCall = (words[record + Message.flags]! & Message.SAME_CALL) === 0;
    if (!this.admits(words[record + Message.size]!, startsCall)) {
      recorder.count(Counter.throttled);
      recorder.count(Counter.throttledAttempts);
      return Answer.throttled;
    }
    this.enter(record);
    return Answer.taken;
  }

  private admits(size: number, startsCall: boolean): boolean {
    if (startsCall && !this.requests.take()) return false;
    if (this.records.take()) {
      if (this.bytes.takeMany(size)) return true;
      this.records.putBack(1);
    }
    if (startsCall) this.requests.putBack(1);
    return false;
  }

  override ready(connection: number, lane: number): void {
    this.polls.ready(connection, lane);
  }

  private enter(record: Handle): void {
    this.times[(record >> 1) + Message.since] = this.runtime.now();
    this.words[record + Message.flags]! &= ~OF_FAILED;
    this.inside++;
    this.recorder.shift(Gauge.concurrency, 1);
    if (this.outlets.transformation) this.add(TO_FUNCTION, record);
    else this.place(record);
  }

  /** Into the buffer of its partition, where one may be open. */
  private place(record: Handle): void {
    const place = this.placeFor(this.outlets.partitions);
    if (place === NONE) this.fail(record);
    else this.add(place, record);
  }

  private placeFor(partitions: number): number {
    const partition = partitions === 1 ? 0 : Math.floor(this.draws.next() * partitions);
    const known = this.placeOf.get(partition);
    if (known !== undefined) return known;
    if (partitions > 1 && this.placeOf.size >= this.quota('firehose/active-partitions')) return NONE;
    const place = this.freePlaces.pop() ?? this.buffers.length;
    if (place === this.buffers.length) this.buffers.push(this.makeBuffer(place));
    this.placeOf.set(partition, place);
    this.partitionAt[place] = partition;
    return place;
  }

  private add(place: number, record: Handle): void {
    if (this.buffers[place]!.add(record)) this.flush(place);
  }

  override wake(kind: number, payload: number): void {
    if (kind === FLUSH) {
      const place = RecordBuffer.indexOf(payload);
      if (this.buffers[place]!.isDue(payload)) this.flush(place);
    } else if (kind === RETRY) this.tryAgain(payload);
    else if (kind === POLL) this.polls.poll(payload);
    else this.stopWaiting(payload);
  }

  private flush(place: number): void {
    const gathered = this.buffers[place]!.takeAll();
    if (place === TO_FUNCTION) {
      this.transform(this.batchOf(gathered, BASE64), gathered.count);
      return;
    }
    const { delivery, failed } = this.outlets;
    if (place === FAILED) {
      this.words[gathered.first + Message.flags]! |= OF_FAILED;
      this.send(this.batchOf(gathered, 1), failed!);
      return;
    }
    this.placeOf.delete(this.partitionAt[place]!);
    this.freePlaces.push(place);
    // What leads nowhere is delivered as it is.
    if (delivery) this.send(this.batchOf(gathered, delivery.sizeFactor), delivery);
    else this.end(gathered.first, Counter.served, Answer.taken);
  }

  /** One message for all its records: `parent` is the first of them and `tries` their number, as functions take batches. */
  private batchOf({ first, count, bytes }: Gathering, factor: number): Handle {
    const { runtime, words } = this;
    const batch = runtime.create(first);
    words[batch + Message.tries] = count;
    words[batch + Message.size] = Math.min(LARGEST, Math.round(bytes * factor));
    words[first + Message.tries] = 0;
    for (let record = first; record !== NONE; record = words[record + Message.next]!) {
      words[batch + Message.flags]! |= words[record + Message.flags]! & Message.POISON;
    }
    return batch;
  }

  private get mayTransform(): boolean {
    return !this.isStopped && this.transforming < this.outlets.transformation!.most;
  }

  private transform(batch: Handle, records: number): void {
    if (this.line.length > 0 || !this.mayTransform) {
      this.line.push(batch);
      this.recorder.shift(Gauge.backlog, records);
      return;
    }
    this.transforming++;
    this.send(batch, this.outlets.transformation!);
  }

  private transformNext(): void {
    while (this.line.length > 0 && this.mayTransform) {
      const batch = this.line.shift()!;
      this.recorder.shift(Gauge.backlog, -this.words[batch + Message.tries]!);
      this.transforming++;
      this.send(batch, this.outlets.transformation!);
    }
  }

  private send(batch: Handle, outlet: Outlet): void {
    const { runtime, recorder, words } = this;
    // Read before the batch may become the receiver's.
    const first = words[batch + Message.parent]!;
    words[first + Message.tries]!++;
    words[batch + Message.connection] = outlet.index;
    recorder.count(words[first + Message.tries] === 1 ? Counter.attempts : Counter.retries);
    const isStopped = this.isStopped && outlet !== this.outlets.transformation;
    const isDown = isStopped || (this.errorShare > 0 && this.draws.next() < this.errorShare);
    const answer = isDown ? Answer.unavailable : runtime.send(outlet.index, batch);
    if (answer === Answer.pending) {
      const lane = this.patience.get(outlet);
      if (lane !== undefined) runtime.watch(lane, this.tooLate, batch);
      return;
    }
    recorder.saw(outlet.index, answer);
    if (answer === Answer.taken) this.sent(first, outlet);
    else this.refused(batch, outlet, answer);
  }

  override answered(batch: Handle, answer: Answer.Code): void {
    const { runtime, recorder, words } = this;
    if ((words[batch + Message.flags]! & Message.ABANDONED) !== 0) {
      recorder.count(Counter.wasted);
      runtime.release(batch);
      return;
    }
    const outlet = this.outletAt(batch);
    recorder.saw(outlet.index, answer);
    if (answer === Answer.taken) {
      const first = words[batch + Message.parent]!;
      runtime.release(batch);
      this.sent(first, outlet);
      return;
    }
    runtime.unwatch(batch);
    this.refused(batch, outlet, answer);
  }

  private outletAt(batch: Handle): Outlet {
    const { words } = this;
    const { transformation, delivery, failed } = this.outlets;
    if ((words[words[batch + Message.parent]! + Message.flags]! & OF_FAILED) !== 0) return failed!;
    const isForFunction = words[batch + Message.connection] === transformation?.index;
    return (isForFunction ? transformation : delivery)!;
  }

  /** The receiver works on, but its answer is no longer waited for: another message goes on for the records. */
  private stopWaiting(batch: Handle): void {
    const { runtime, recorder, words } = this;
    const outlet = this.outletAt(batch);
    const twin = runtime.create(words[batch + Message.parent]!);
    for (const word of [Message.tries, Message.size, Message.connection]) words[twin + word] = words[batch + word]!;
    words[batch + Message.flags]! |= Message.ABANDONED;
    recorder.count(Counter.timeouts);
    recorder.saw(outlet.index, Answer.gaveUp);
    this.refused(twin, outlet, Answer.gaveUp);
  }

  private refused(batch: Handle, outlet: Outlet, answer: Answer.Code): void {
    const { runtime, recorder, words, times } = this;
    const first = words[batch + Message.parent]!;
    const tries = words[first + Message.tries]!;
    if (answer === Answer.throttled) recorder.count(Counter.throttledAttempts);
    const age = runtime.now() - times[(first >> 1) + Message.since]!;
    if (tries <= outlet.retries && age <= outlet.holds && outlet.repeats(answer)) {
      recorder.shift(Gauge.backlog, words[batch + Message.tries]!);
      runtime.after(backoff(tries, AGAIN, this.draws.next()), this.retry, batch);
      return;
    }
    runtime.release(batch);
    this.givenUp(first, outlet);
  }

  private tryAgain(batch: Handle): void {
    this.recorder.shift(Gauge.backlog, -this.words[batch + Message.tries]!);
    this.send(batch, this.outletAt(batch));
  }

  /** A batch has arrived. */
  private sent(first: Handle, outlet: Outlet): void {
    const { transformation, failed } = this.outlets;
    if (outlet === transformation) {
      this.afterFunction(() => this.answer(first));
    } else if (outlet === failed) this.end(first, Counter.deadLettered, Answer.failed);
    else this.end(first, Counter.served, Answer.taken);
  }

  private givenUp(first: Handle, outlet: Outlet): void {
    const { transformation, delivery } = this.outlets;
    const keep = (): void => this.each(first, (record) => this.fail(record));
    if (outlet === transformation) this.afterFunction(keep);
    else if (outlet === delivery && outlet.isKept) keep();
    else this.end(first, Counter.lost, Answer.failed);
  }

  private afterFunction(then: () => void): void {
    this.transforming--;
    then();
    this.transformNext();
  }

  /** What the function makes of each record. */
  private answer(first: Handle): void {
    const { failedShare, droppedShare, sizeRatio } = this.outlets.transformation!;
    const { words } = this;
    this.each(first, (record) => {
      const draw = failedShare + droppedShare > 0 ? this.draws.next() : 1;
      if (draw < failedShare) this.fail(record);
      else if (draw < failedShare + droppedShare) this.end(record, Counter.served, Answer.taken);
      else {
        words[record + Message.size] = Math.min(LARGEST, Math.round(words[record + Message.size]! * sizeRatio));
        this.place(record);
      }
    });
  }

  /** Each record of a chain by itself. */
  private each(first: Handle, visit: (record: Handle) => void): void {
    const { words } = this;
    let next: Handle;
    for (let record = first; record !== NONE; record = next) {
      next = words[record + Message.next]!;
      words[record + Message.next] = NONE;
      visit(record);
    }
  }

  private fail(record: Handle): void {
    if (this.outlets.failed) this.add(FAILED, record);
    else this.end(record, Counter.lost, Answer.failed);
  }

  /** The records of a chain are done with. */
  private end(first: Handle, counter: number, answer: Answer.Code): void {
    const { runtime, recorder, words, times } = this;
    const now = runtime.now();
    this.each(first, (record) => {
      const since = times[(record >> 1) + Message.since]!;
      recorder.count(counter);
      recorder.latency(now - since);
      if (answer === Answer.taken) recorder.endToEnd(now - times[(record >> 1) + Message.born]!);
      if ((words[record + Message.flags]! & Message.TRACED) !== 0) runtime.visit(record, this.index, since, answer);
      this.inside--;
      recorder.shift(Gauge.concurrency, -1);
      runtime.release(record);
    });
  }

  /** How fresh what is delivered is: the age of the oldest record that gathers. */
  override oldestAge(): number {
    let oldest = Infinity;
    for (const { oldest: record } of this.buffers) {
      if (record !== NONE) oldest = Math.min(oldest, this.times[(record >> 1) + Message.since]!);
    }
    return oldest === Infinity ? 0 : this.runtime.now() - oldest;
  }

  override held(): number {
    return this.inside;
  }

  override disturb(disturbance: Disturbance): void {
    if (disturbance.kind === 'errors') this.errorShare = disturbance.share;
    else if (disturbance.kind === 'consumer-stopped') {
      this.isStopped = disturbance.stopped;
      this.transformNext();
    } else if (disturbance.kind === 'quotas') {
      const buckets = [this.records, this.requests, this.bytes];
      PUTS.forEach((id, at) => buckets[at]!.resize(this.quota(id), this.quota(id)));
    }
  }
}

export function actor(context: ActorContext<DeliveryConfig>): Actor {
  return new DeliveryActor(context);
}
