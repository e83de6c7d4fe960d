/**
 * Statistics of one resource. Everything is gathered for the present column of the series and flushed where it ends, so
 * that a warm-up can be cut off afterwards and the way of a figure over time costs nothing extra.
 */
import * as Answer from '#shared/model/answer';
import * as Gauge from '#shared/model/gauge';
import type { Recorder } from '#shared/model/simulation';
import * as Channel from './channel';
import { type Clock, COLUMN_BEGAN, GIVEN, NOW } from './clock';
import { Histogram } from './histogram';

export class ResourceRecorder implements Recorder {
  /** Column after column, `Channel.COUNT` each. */
  readonly series: Float64Array;
  /** Column after column: p50, p95 and p99 of the latencies recorded in it. */
  readonly percentiles: Float64Array;
  readonly latencies = new Histogram();
  /** Those of the present column. */
  private readonly latest = new Histogram();
  readonly endToEnds = new Histogram();
  /** Answers seen by callers here, by connection and answer; shared by all recorders of a run. */
  private readonly seen: Float64Array;
  /** The present column, then the gauges' present levels. */
  private readonly live = new Float64Array(Channel.COUNT + Gauge.COUNT);
  private readonly clock: Clock;
  private closed = 0;

  constructor(clock: Clock, columns: number, seen: Float64Array) {
    this.clock = clock;
    this.series = new Float64Array(columns * Channel.COUNT);
    this.percentiles = new Float64Array(columns * 3);
    this.seen = seen;
  }

  count(counter: number): void {
    this.live[counter]!++;
  }

  countMany(counter: number, many: number): void {
    this.live[counter]! += many;
  }

  /**
   * Until the column ends, its area holds −Σ step × time since the column's beginning: together with the level at the
   * end that gives the integral, and a step costs one multiplication.
   */
  shift(gauge: number, by: number): void {
    const { live, clock } = this;
    const level = live[Channel.COUNT + gauge]! + by;
    live[Channel.COUNT + gauge] = level;
    live[Channel.area + gauge]! -= by * (clock[NOW]! - clock[COLUMN_BEGAN]!);
    if (level > live[Channel.peak + gauge]!) live[Channel.peak + gauge] = level;
  }

  latency(duration: number): void {
    this.clock[GIVEN] = duration;
    return this.addLatency();
  }

  private addLatency(): void {
    const { live } = this;
    const duration = this.clock[GIVEN]!;
    live[Channel.latencySum]! += duration;
    live[Channel.latencyCount]!++;
    if (duration > live[Channel.latencyMax]!) live[Channel.latencyMax] = duration;
    this.latest.record(duration);
  }

  endToEnd(duration: number): void {
    this.clock[GIVEN] = duration;
    return this.addEndToEnd();
  }

  private addEndToEnd(): void {
    const { live } = this;
    const duration = this.clock[GIVEN]!;
    live[Channel.endToEndSum]! += duration;
    live[Channel.endToEndCount]!++;
    if (duration > live[Channel.endToEndMax]!) live[Channel.endToEndMax] = duration;
    this.endToEnds.record(duration);
  }

  saw(connection: number, answer: Answer.Code): void {
    this.seen[connection * Answer.COUNT + answer]!++;
  }

  level(gauge: number): number {
    return this.live[Channel.COUNT + gauge]!;
  }

  /** Ends the present column at the clock's time. */
  closeColumn(oldestAge: number): void {
    const { live, clock } = this;
    const width = clock[NOW]! - clock[COLUMN_BEGAN]!;
    for (let gauge = 0; gauge < Gauge.COUNT; gauge++) {
      live[Channel.area + gauge]! += live[Channel.COUNT + gauge]! * width;
    }
    live[Channel.age] = oldestAge;
    if (live[Channel.latencyCount]! > 0) {
      this.latest.moveInto(this.latencies, live[Channel.latencyCount]!, this.percentiles, this.closed * 3);
    }
    this.series.set(live.subarray(0, Channel.COUNT), this.closed * Channel.COUNT);
    this.closed++;
    live.fill(0, 0, Channel.COUNT);
    for (let gauge = 0; gauge < Gauge.COUNT; gauge++) live[Channel.peak + gauge] = live[Channel.COUNT + gauge]!;
  }
}
