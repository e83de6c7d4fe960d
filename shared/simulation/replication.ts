/** One replication: a run of the kernel from start to end, its warm-up cut off, and its books checked. */
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import { mser5 } from '#shared/queueing/mser';
import { compile, type RunSpec } from './compile';
import { figuresOf, type ObservedCells, secondsBetween, seriesOf } from './figures';
import { CELLS } from './histogram';
import type { Kernel } from './kernel';
import { MessagePool, PoolExhausted } from './message-pool';
import * as Channel from './channel';
import type { Trace } from './trace-book';

export type RunOutcome = 'completed' | 'cancelled' | 'event budget spent' | 'backlog unbounded';

/** Plain data: it can be sent between workers. Rows are resources, in the order of the graph. */
export interface ReplicationResult {
  readonly index: number;
  readonly outcome: RunOutcome;
  readonly events: number;
  /** Seconds that the statistics leave out at the start, and seconds that they observe. */
  readonly warmUp: number;
  readonly observed: number;
  /** False where MSER-5 found no steady state to observe; undefined where it was not asked. */
  readonly isSteady: boolean | undefined;
  readonly columns: number;
  readonly figures: readonly Float64Array[];
  readonly cells: readonly ObservedCells[];
  readonly series: readonly Float64Array[];
  readonly seen: Float64Array;
  readonly traces: readonly Trace[];
  /** What the books say against each other; empty in a sound run. */
  readonly discrepancies: readonly string[];
}

/** Events between two looks at the clock on the wall and at the cancel flag: few while the code is cold, then more. */
const firstStride = 2048;
const fullStride = 16_384;
/** What thirds of records may add up to beside whole ones. Counts are exact, so that one missing work shows. */
const rounding = 1e-10;
/** A warm-up may end at these shares of the run, up to a half. */
const cutsPerRun = 50;

export class Replication {
  readonly kernel: Kernel;
  private outcome: RunOutcome | undefined;
  private stride = firstStride;
  private readonly spec: RunSpec;
  private readonly index: number;
  private readonly snapshots = new Map<number, Snapshot>();
  private readonly seeksWarmUp: boolean;
  /** Column from which a given warm-up lets the statistics begin. */
  private readonly givenCut: number;

  constructor(spec: RunSpec, index: number, messages = new MessagePool(spec.maxMessages)) {
    this.spec = spec;
    this.index = index;
    messages.reset();
    this.kernel = compile(spec, index, messages);
    const isStationary = spec.profile.kind === 'constant' && spec.failures.length === 0;
    this.seeksWarmUp = spec.warmUp === undefined && isStationary;
    this.givenCut = Math.min(spec.span.columns - 1, Math.ceil((spec.warmUp ?? 0) / spec.span.columnWidth));
    this.kernel.onColumn = (closed) => this.snapshotAt(closed);
    this.snapshotAt(0);
    this.kernel.start();
  }

  /** Handles the next events; says whether the run is over. */
  step(): boolean {
    if (this.outcome !== undefined) return true;
    const room = this.spec.maxEvents - this.kernel.events;
    try {
      if (this.kernel.step(Math.min(this.stride, room))) this.outcome = 'completed';
      else if (this.kernel.events >= this.spec.maxEvents) this.outcome = 'event budget spent';
    } catch (error) {
      if (!(error instanceof PoolExhausted)) throw error;
      this.outcome = 'backlog unbounded';
    }
    this.stride = Math.min(fullStride, this.stride * 2);
    return this.outcome !== undefined;
  }

  cancel(): void {
    this.outcome ??= 'cancelled';
  }

  /** Share of the simulated time that has passed, 0..1. */
  progress(): number {
    return this.kernel.now() / this.spec.span.horizon;
  }

  result(): ReplicationResult {
    const { kernel, spec } = this;
    const columns = kernel.closedColumns;
    const { first, isSteady } = this.cut(columns);
    const before = this.snapshots.get(first) ?? emptySnapshot(kernel);
    const cells = kernel.recorders.map((recorder, resource) => ({
      latencies: minus(recorder.latencies.cells, before.latencies[resource]),
      endToEnds: minus(recorder.endToEnds.cells, before.endToEnds[resource]),
    }));
    const outcome = this.outcome ?? 'cancelled';
    return {
      index: this.index,
      outcome,
      events: kernel.events,
      warmUp: first * spec.span.columnWidth,
      observed: columns > first ? secondsBetween(spec.span, first, columns) : 0,
      isSteady,
      columns,
      figures: kernel.recorders.map((recorder, resource) =>
        figuresOf(recorder, cells[resource]!, spec.span, first, columns),
      ),
      cells,
      series: kernel.recorders.map((recorder) => seriesOf(recorder, spec.span, columns)),
      seen: kernel.seen.map((count, at) => count - (before.seen[at] ?? 0)),
      traces: kernel.traces.finished(),
      discrepancies: outcome === 'completed' ? this.discrepancies() : [],
    };
  }

  /** First observed column. */
  private cut(columns: number): { first: number; isSteady: boolean | undefined } {
    if (!this.seeksWarmUp) return { first: Math.min(this.givenCut, columns), isSteady: undefined };
    // A full bucket that empties shows in what is refused, a queue that fills in what is held.
    const cuts = [mser5(this.inSystem(columns)), mser5(this.refused(columns))];
    if (cuts.some(({ isSettled }) => !isSettled)) return { first: 0, isSteady: false };
    const least = Math.max(...cuts.map(({ observations }) => observations));
    const candidates = [...this.snapshots.keys()].filter((column) => column >= least && column < columns);
    return { first: candidates.length > 0 ? Math.min(...candidates) : 0, isSteady: true };
  }

  /** Work in the whole system, mean of each column. */
  private inSystem(columns: number): Float64Array {
    const sums = new Float64Array(columns);
    for (const { series } of this.kernel.recorders) {
      for (let column = 0; column < columns; column++) {
        for (let gauge = 0; gauge < Gauge.COUNT - 1; gauge++)
          sums[column]! += series[column * Channel.COUNT + Channel.area + gauge]!;
      }
    }
    return sums;
  }

  /** Refusals everywhere, of each column. */
  private refused(columns: number): Float64Array {
    const sums = new Float64Array(columns);
    for (const { series } of this.kernel.recorders) {
      for (let column = 0; column < columns; column++)
        sums[column]! += series[column * Channel.COUNT + Counter.throttled]!;
    }
    return sums;
  }

  private snapshotAt(closed: number): void {
    const { columns } = this.spec.span;
    const interval = Math.max(1, Math.floor(columns / cutsPerRun));
    const isCandidate = closed % interval === 0 && closed <= columns / 2;
    if (this.seeksWarmUp ? isCandidate : closed === this.givenCut) this.snapshots.set(closed, snapshot(this.kernel));
  }

  /** What came in must have ended, or still be here. */
  private discrepancies(): readonly string[] {
    const found: string[] = [];
    this.kernel.recorders.forEach(({ series }, resource) => {
      const sums = new Float64Array(Counter.COUNT);
      for (let column = 0; column < this.kernel.closedColumns; column++) {
        for (let counter = 0; counter < Counter.COUNT; counter++)
          sums[counter]! += series[column * Channel.COUNT + counter]!;
      }
      const { offered, throttled, served, failed, deadLettered, lost, filtered } = Counter;
      const ended = [throttled, served, failed, deadLettered, lost, filtered].reduce<number>(
        (sum, counter) => sum + sums[counter]!,
        0,
      );
      const held = this.kernel.actors[resource]!.held();
      if (Math.abs(sums[offered]! - ended - held) > rounding * sums[offered]!) {
        const { name } = this.spec.graph.resources[resource]!;
        found.push(`${name}: ${sums[offered]} offered, but ${ended} ended and ${held} are held`);
      }
    });
    return found;
  }
}

interface Snapshot {
  readonly latencies: readonly Uint32Array[];
  readonly endToEnds: readonly Uint32Array[];
  readonly seen: Float64Array;
}

function snapshot({ recorders, seen }: Kernel): Snapshot {
  return {
    latencies: recorders.map(({ latencies }) => latencies.cells.slice()),
    endToEnds: recorders.map(({ endToEnds }) => endToEnds.cells.slice()),
    seen: seen.slice(),
  };
}

function emptySnapshot({ seen }: Kernel): Snapshot {
  return { latencies: [], endToEnds: [], seen: new Float64Array(seen.length) };
}

function minus(cells: Uint32Array, before: Uint32Array | undefined): Uint32Array {
  const difference = new Uint32Array(CELLS);
  for (let cell = 0; cell < CELLS; cell++) difference[cell] = cells[cell]! - (before?.[cell] ?? 0);
  return difference;
}
