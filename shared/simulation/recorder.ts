/**
 * Statistics of one resource. Everything is gathered for the present column of the series and flushed where it ends, so
 * that a warm-up can be cut off afterwards and the way of a figure over time costs nothing extra.
 */
import {
  ANSWERS,
  type Answer,
  COUNTERS,
  type Counter,
  GAUGES,
  type Gauge,
  type Recorder,
} from '#shared/model/simulation';
import { Histogram } from './histogram';

/** Channels of a column: counters, then these. */
export const Channel = {
  /** Gauge × time. */
  area: COUNTERS,
  /** Highest level of the gauge. */
  peak: COUNTERS + GAUGES,
  latencySum: COUNTERS + 2 * GAUGES,
  latencyCount: COUNTERS + 2 * GAUGES + 1,
  latencyMax: COUNTERS + 2 * GAUGES + 2,
  endToEndSum: COUNTERS + 2 * GAUGES + 3,
  endToEndCount: COUNTERS + 2 * GAUGES + 4,
  endToEndMax: COUNTERS + 2 * GAUGES + 5,
  /** Age of the oldest waiting work at the end of the column. */
  age: COUNTERS + 2 * GAUGES + 6,
} as const;
export const CHANNELS = COUNTERS + 2 * GAUGES + 7;

export class ResourceRecorder implements Recorder {
  /** Column after column, `CHANNELS` each. */
  readonly series: Float64Array;
  readonly latencies = new Histogram();
  readonly endToEnds = new Histogram();
  /** Answers seen by callers here, by connection and answer; shared by all recorders of a run. */
  private readonly seen: Float64Array;
  private readonly live = new Float64Array(CHANNELS);
  private readonly levels = new Float64Array(GAUGES);
  private readonly changed = new Float64Array(GAUGES);
  private readonly clock: Float64Array;
  private closed = 0;

  constructor(clock: Float64Array, columns: number, seen: Float64Array) {
    this.clock = clock;
    this.series = new Float64Array(columns * CHANNELS);
    this.seen = seen;
  }

  count(counter: Counter): void {
    this.live[counter]!++;
  }

  countMany(counter: Counter, many: number): void {
    this.live[counter]! += many;
  }

  shift(gauge: Gauge, by: number): void {
    const { levels, changed, live } = this;
    const now = this.clock[0]!;
    const level = levels[gauge]!;
    live[Channel.area + gauge]! += level * (now - changed[gauge]!);
    changed[gauge] = now;
    const moved = level + by;
    levels[gauge] = moved;
    if (moved > live[Channel.peak + gauge]!) live[Channel.peak + gauge] = moved;
  }

  latency(duration: number): void {
    const { live } = this;
    live[Channel.latencySum]! += duration;
    live[Channel.latencyCount]!++;
    if (duration > live[Channel.latencyMax]!) live[Channel.latencyMax] = duration;
    this.latencies.record(duration);
  }

  endToEnd(duration: number): void {
    const { live } = this;
    live[Channel.endToEndSum]! += duration;
    live[Channel.endToEndCount]!++;
    if (duration > live[Channel.endToEndMax]!) live[Channel.endToEndMax] = duration;
    this.endToEnds.record(duration);
  }

  saw(connection: number, answer: Answer): void {
    this.seen[connection * ANSWERS + answer]!++;
  }

  level(gauge: Gauge): number {
    return this.levels[gauge]!;
  }

  /** Ends the present column at the clock's time. */
  closeColumn(oldestAge: number): void {
    const { live, levels } = this;
    for (let gauge = 0; gauge < GAUGES; gauge++) this.shift(gauge as Gauge, 0);
    live[Channel.age] = oldestAge;
    this.series.set(live, this.closed * CHANNELS);
    this.closed++;
    live.fill(0);
    for (let gauge = 0; gauge < GAUGES; gauge++) live[Channel.peak + gauge] = levels[gauge]!;
  }
}
