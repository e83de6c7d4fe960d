/** What a fluid estimate reports: the series of a simulation, without those that only single requests can tell. */
import type { Graph } from '#shared/model/graph';
import type { Failure } from '#shared/simulation/failure-schedule';
import type { SeriesName } from '#shared/simulation/figures';
import type { Backlog } from './backlog';
import { FIGURE_COUNT, FIGURES, type FigureName } from './figures';
import type { Stage, Stages } from './stage';
import type { Store } from './stores';
import { find, type Place, read } from './table';

/** A store over the whole run. */
export interface StoreResult {
  readonly resource: string;
  /** The connection by which it empties; undefined where nothing takes anything away. */
  readonly connection?: string;
  /** Work that came in, went out and grew too old; what is left waits at the end. */
  readonly came: number;
  readonly went: number;
  readonly expired: number;
  readonly left: number;
  /** Most that waited, and when, seconds. */
  readonly most: number;
  readonly mostAt: number;
  /** From when on, after the most, nothing waits any more, seconds; undefined where that is not within the run. */
  readonly recoveredAt?: number;
}

export interface FluidResult {
  readonly series: {
    /** Seconds; the last column may be narrower. */
    readonly columnWidth: number;
    readonly columns: number;
    /** By resource id and name; rates per second, means over the column, age at its end. */
    readonly resources: Readonly<Record<string, Readonly<Partial<Record<SeriesName, readonly number[]>>>>>;
  };
  readonly stores: readonly StoreResult[];
  /** Failures whose course only a run request by request can show. */
  readonly unshown: readonly Failure[];
}

interface Extent {
  readonly duration: number;
  readonly step: number;
  readonly steps: number;
  /** Mean load factor, at which the rest of `Stages` holds. */
  readonly mean: number;
}

/** A day in columns of five minutes; nobody sees more. */
const MOST_COLUMNS = 300;
const WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 43_200, 86_400, 172_800];
/** What is less is rounding. */
const NOTHING = 1e-6;
const ROUNDING = 1e-9;

export class FluidSeries {
  private readonly graph: Graph;
  private readonly stores: readonly Store[];
  private readonly extent: Extent;
  private readonly perColumn: number;
  private readonly columns: number;
  /** Column after column, all figures of all resources. */
  private readonly figures: Float64Array;
  /** Of each store: mean of what waits, age at the end, what came in. */
  private readonly waiting: readonly Float64Array[];
  private readonly ages: readonly Float64Array[];
  private readonly expired: readonly Float64Array[];
  /** Sums over the steps since figures were last written: the load factor, then what came and went of each store. */
  private factors = 0;
  private readonly came: Float64Array;
  private readonly went: Float64Array;
  private stepsSince = 0;
  private column = 0;
  private readonly place: Place = { index: 0, share: 0 };
  private readonly totals: readonly { came: number; went: number; most: number; mostAt: number; clearAt: number }[];
  private now = 0;

  constructor(graph: Graph, stores: readonly Store[], extent: Extent) {
    this.graph = graph;
    this.stores = stores;
    this.extent = extent;
    const least = extent.duration / MOST_COLUMNS;
    const width = extent.step < 1 ? extent.step * 2 : (WIDTHS.find((each) => each >= least) ?? least);
    this.perColumn = Math.max(1, Math.round(width / extent.step));
    this.columns = Math.ceil(extent.steps / this.perColumn);
    this.figures = new Float64Array(this.columns * graph.resources.length * FIGURE_COUNT);
    const each = (): Float64Array[] => stores.map(() => new Float64Array(this.columns));
    this.waiting = each();
    this.ages = each();
    this.expired = each();
    this.came = new Float64Array(stores.length);
    this.went = new Float64Array(stores.length);
    this.totals = stores.map(() => ({ came: 0, went: 0, most: 0, mostAt: 0, clearAt: -1 }));
  }

  entered(factor: number): void {
    this.factors += factor;
  }

  /** Rates per second of one step, and what waits at its end. */
  passed(store: number, comes: number, goes: number, waits: number): void {
    this.came[store]! += comes;
    this.went[store]! += goes;
    this.waiting[store]![this.column]! += waits;
    this.extreme(store, waits, this.now + this.extent.step);
  }

  /** The same of a whole column's steps at once: sums over them, and what waits at their end. */
  passedEvenly(store: number, comes: number, goes: number, waited: number, waits: number): void {
    this.came[store]! += comes;
    this.went[store]! += goes;
    this.waiting[store]![this.column]! += waited;
    this.extreme(store, waits, this.now + this.perColumn * this.extent.step);
  }

  private extreme(store: number, waits: number, now: number): void {
    const total = this.totals[store]!;
    if (waits > total.most) {
      total.most = waits;
      total.mostAt = now;
      total.clearAt = -1;
    } else if (waits <= NOTHING) {
      if (total.clearAt < 0) total.clearAt = now;
    } else if (total.clearAt >= 0 && waits > total.most / 2) total.clearAt = -1;
  }

  /** Steps of the column that begins at a step; 0 where none begins there or it reaches beyond `until`. */
  columnAt(at: number, until: number): number {
    return at % this.perColumn === 0 && at + this.perColumn <= until ? this.perColumn : 0;
  }

  /** Ends the step `at`, the last of so many that were made at once. */
  closeSteps(at: number, steps: number, stages: Stages, backlogs: readonly Backlog[]): void {
    this.stepsSince += steps;
    this.now = (at + 1) * this.extent.step;
    const isLast = at + 1 === this.extent.steps;
    if ((at + 1) % this.perColumn !== 0 && !isLast) return;
    this.write(stages);
    const width = at + 1 - this.column * this.perColumn;
    backlogs.forEach((backlog, store) => {
      this.waiting[store]![this.column]! /= width;
      this.ages[store]![this.column] = backlog.age();
      this.expired[store]![this.column] = backlog.expired;
    });
    this.column++;
  }

  /** Figures of what has passed in a column until now belong to the stages of now. */
  closeRegime(at: number, stages: Stages): void {
    if (at < this.extent.steps && this.stepsSince > 0) this.write(stages);
  }

  /** Adds what the steps since the last time make of the present column's figures. */
  private write(stages: Stages): void {
    const { stepsSince: count, figures, graph, came, went } = this;
    const first = this.column * graph.resources.length * FIGURE_COUNT;
    const stepsHere = Math.min(this.perColumn, this.extent.steps - this.column * this.perColumn);
    const weight = count / stepsHere;
    const factor = this.factors / count;
    const shareOfMean = this.extent.mean > 0 ? Math.min(1, factor / this.extent.mean) : 0;
    const { rest } = stages;
    for (let at = 0; at < rest.length; at++) {
      const isLevel = at % FIGURE_COUNT === LATENCY;
      figures[first + at]! += rest[at]! * weight * (isLevel ? 1 : shareOfMean);
    }
    this.add(stages.entries, factor, first, weight);
    stages.behind.forEach((stage, store) => {
      this.add(stage, went[store]! / count, first, weight);
      const { kind, at } = this.stores[store]!;
      const comes = came[store]! / count;
      if (kind === 'held') {
        figures[first + graph.resources.findIndex(({ id }) => id === at) * FIGURE_COUNT]! += comes * weight;
      }
      this.totals[store]!.came += came[store]! * this.extent.step;
      this.totals[store]!.went += went[store]! * this.extent.step;
    });
    came.fill(0);
    went.fill(0);
    this.factors = 0;
    this.stepsSince = 0;
  }

  private add({ drives, figures, capacity }: Stage, drive: number, first: number, weight: number): void {
    find(drives, drive, this.place, capacity === Infinity);
    for (const { at, row } of figures) this.figures[first + at]! += read(row, this.place) * weight;
  }

  result(backlogs: readonly Backlog[]): Omit<FluidResult, 'unshown'> {
    const { graph, columns, perColumn, extent } = this;
    return {
      series: {
        columnWidth: perColumn * extent.step,
        columns,
        resources: Object.fromEntries(graph.resources.map(({ id }, index) => [id, this.seriesOf(id, index)])),
      },
      stores: this.stores.map(({ at, connection }, store) => {
        const { came, went, most, mostAt, clearAt } = this.totals[store]!;
        const { expired, level } = backlogs[store]!;
        return {
          resource: at,
          ...(connection ? { connection: connection.id } : {}),
          came,
          went,
          expired,
          left: level,
          most: most > NOTHING ? most : 0,
          mostAt,
          ...(clearAt >= 0 && most > NOTHING ? { recoveredAt: clearAt } : {}),
        };
      }),
    };
  }

  private seriesOf(id: string, index: number): FluidResult['series']['resources'][string] {
    const { columns, graph } = this;
    const size = graph.resources.length * FIGURE_COUNT;
    const column = (name: FigureName): number[] => {
      const at = index * FIGURE_COUNT + FIGURES.indexOf(name);
      const values = Array.from<number>({ length: columns });
      for (let each = 0; each < columns; each++) {
        // Differences of rounding, below and above nothing.
        const value = this.figures[each * size + at]!;
        values[each] = value > ROUNDING ? value : 0;
      }
      return values;
    };
    const own = this.stores.flatMap(({ at }, store) => (at === id ? [store] : []));
    const lost = column('lost');
    const backlog = column('queue');
    const age = Array.from<number>({ length: columns }).fill(0);
    for (const store of own) {
      for (let each = 0; each < columns; each++) {
        backlog[each]! += this.waiting[store]![each]!;
        age[each] = Math.max(age[each]!, this.ages[store]![each]!);
        const before = each > 0 ? this.expired[store]![each - 1]! : 0;
        lost[each]! += (this.expired[store]![each]! - before) / (this.perColumn * this.extent.step);
      }
    }
    const inWork = column('inWork');
    const nothing = inWork.map(() => 0);
    const handsOut = own.some((store) => this.stores[store]!.kind === 'polled');
    return {
      offered: column('offered'),
      throttled: column('throttled'),
      failed: column('failed'),
      served: column('served'),
      lost,
      coldStarts: nothing,
      concurrency: handsOut ? nothing : inWork,
      backlog,
      inFlight: handsOut ? inWork : nothing,
      latency: column('latency'),
      age,
      deadLettered: column('deadLettered'),
    };
  }
}

const LATENCY = FIGURES.indexOf('latency');
