/**
 * The design over time as a fluid: steps of a second, means instead of chance. Backlogs, their ages, what is refused and
 * when it is over, for a day in milliseconds. What chance does (waits below saturation, cold starts, the ramp of pollers,
 * retries that come later) is left to the capacity engine's means and to a run request by request.
 */
import { solve } from '#shared/capacity/solve';
import type { Graph } from '#shared/model/graph';
import type { Registry } from '#shared/model/service';
import type { Failure } from '#shared/simulation/failure-schedule';
import { Load, type LoadProfile } from '#shared/simulation/load-profile';
import { Backlog } from './backlog';
import { type FluidResult, FluidSeries } from './series';
import { type Regime, regimesOf, unshownOf } from './regime';
import { type Stage, type Stages, stagesOf } from './stage';
import { type Store, storesOf } from './stores';
import { find, type Place, read } from './table';

export interface FluidOptions {
  /** Seconds, above 0 and finite. */
  readonly duration: number;
  readonly profile: LoadProfile;
  readonly failures: readonly Failure[];
  /** Multiplies the rate of every entry resource. Default 1. */
  readonly loadFactor?: number;
}

/** A day of seconds. */
const MOST_STEPS = 100_000;
const LEAST_STEPS = 600;
/** Levels of the load that the entries' table holds as they are. */
const MOST_LEVELS = 24;

/** @throws RangeError for a duration that is none */
export function fluid(graph: Graph, services: Registry, options: FluidOptions): FluidResult {
  const { duration, profile, failures, loadFactor = 1 } = options;
  if (!(duration > 0 && duration < Infinity)) throw new RangeError(`duration must be above 0, got ${duration}`);
  const step = Math.max(Math.min(1, duration / LEAST_STEPS), duration / MOST_STEPS);
  const steps = Math.round(duration / step);
  const kicks = failures.filter((failure) => failure.kind === 'kick');
  const load = new Load(profile, kicks, duration, loadFactor);
  const mean = load.integral(duration) / duration;
  const regimes = regimesOf(graph, services, failures, duration);
  const first = regimes[0]!.problem;
  const stores = storesOf(first.graph, solve(first, { loadFactor: mean, capped: true }));
  const compiled = new Map<Regime['problem'], Stages>();
  for (const { problem } of regimes) {
    if (!compiled.has(problem)) compiled.set(problem, stagesOf(problem, stores, levelsOf(load, duration), mean));
  }
  const series = new FluidSeries(graph, stores, { duration, step, steps, mean });
  const flow = new Flow(load, stores, steps, step, series);
  for (let index = 0, at = 0; index < regimes.length; index++) {
    const { problem, stopped } = regimes[index]!;
    const until = Math.min(steps, Math.round((regimes[index + 1]?.from ?? duration) / step));
    flow.run(compiled.get(problem)!, stopped, at, until);
    at = Math.max(at, until);
  }
  return { ...series.result(flow.backlogs), unshown: unshownOf(graph, failures) };
}

/** The highest load first of all; of a load with many turns not every one. */
function levelsOf(load: Load, duration: number): readonly number[] {
  const levels = new Set<number>();
  const { starts, levels: from, slopes } = load;
  for (let piece = 0; piece < starts.length && starts[piece]! < duration; piece++) {
    levels.add(from[piece]!);
    const end = Math.min(duration, starts[piece + 1] ?? duration);
    levels.add(from[piece]! + slopes[piece]! * (end - starts[piece]!));
  }
  const all = [...levels].toSorted((a, b) => b - a);
  return all.length <= MOST_LEVELS ? all : all.slice(0, 1);
}

/** A class because it has a life: the state of what flows and waits, from the start to the end. */
class Flow {
  readonly backlogs: readonly Backlog[];
  private readonly load: Load;
  private readonly stores: readonly Store[];
  private readonly step: number;
  private readonly series: FluidSeries;
  /** Per second, towards each store; what a later stage sends to an earlier one comes in the next step. */
  private readonly arriving: Float64Array;
  private readonly places: readonly Place[];
  private readonly entryPlace: Place = { index: 0, share: 0 };
  /** Of each store: not 0 where it gives out all that its consumer takes, 2 where less may come. */
  private readonly isFull: Uint8Array;
  private piece = 0;

  constructor(load: Load, stores: readonly Store[], steps: number, step: number, series: FluidSeries) {
    this.load = load;
    this.stores = stores;
    this.step = step;
    this.series = series;
    this.arriving = new Float64Array(stores.length);
    this.isFull = new Uint8Array(stores.length);
    this.backlogs = stores.map(({ expiresAfter }) => new Backlog(steps, step, expiresAfter));
    this.places = stores.map(() => ({ index: 0, share: 0 }));
  }

  run(stages: Stages, stopped: ReadonlySet<string>, from: number, until: number): void {
    const { stores, series, step, backlogs, arriving } = this;
    const rooms = stages.behind.map(({ capacity }, index) =>
      isStopped(stores[index]!, stopped) ? 0 : capacity * step,
    );
    const hasLoops = stages.behind.some(({ feeds }, index) => feeds.some(({ store }) => store <= index));
    for (let at = from; at < until; at++) {
      const column = hasLoops ? 0 : series.columnAt(at, until);
      if (column > 1 && this.isEven(stages, rooms, at, column)) {
        this.passEvenly(stages, rooms, at, column);
        at += column - 1;
        continue;
      }
      const factor = this.factorAt((at + 0.5) * step);
      this.drive(stages, factor);
      series.entered(factor);
      for (let index = 0; index < rooms.length; index++) {
        const comes = arriving[index]!;
        arriving[index] = 0;
        const backlog = backlogs[index]!;
        const goes = backlog.advance(comes * step, rooms[index]!) / step;
        this.pass(stages, index, goes);
        series.passed(index, comes, goes, backlog.level);
      }
      series.closeSteps(at, 1, stages, backlogs);
    }
    series.closeRegime(until, stages);
  }

  /**
   * Whether each store either lets all through or gives out all that its consumer takes for so many steps, so that they
   * can be made at once.
   */
  private isEven(stages: Stages, rooms: readonly number[], at: number, steps: number): boolean {
    const { backlogs, arriving, step, isFull } = this;
    const range = this.range(at * step, (at + steps) * step);
    if (!range) return false;
    const [least, most] = range;
    let isEven = true;
    this.drive(stages, least);
    for (let index = 0; index < rooms.length; index++) {
      const comes = arriving[index]! * step;
      arriving[index] = 0;
      const room = rooms[index]!;
      const backlog = backlogs[index]!;
      const full = comes >= room || backlog.level > steps * (room - comes);
      isFull[index] = full ? (comes < room ? 2 : 1) : 0;
      if (full ? backlog.mayExpire(steps) : backlog.level > 0) isEven = false;
      this.pass(stages, index, (full ? room : comes) / step);
    }
    this.drive(stages, most);
    for (let index = 0; index < rooms.length; index++) {
      const comes = arriving[index]! * step;
      arriving[index] = 0;
      const room = rooms[index]!;
      // Neither may a backlog begin meanwhile, nor be at its highest.
      if (isFull[index] !== 1 && comes > room) isEven = false;
      this.pass(stages, index, Math.min(comes, room) / step);
    }
    return isEven;
  }

  /** So many steps at once, at their mean load. */
  private passEvenly(stages: Stages, rooms: readonly number[], at: number, steps: number): void {
    const { series, arriving, backlogs, step, load, isFull } = this;
    const factor = (load.integral((at + steps) * step) - load.integral(at * step)) / (steps * step);
    this.drive(stages, factor);
    series.entered(factor * steps);
    for (let index = 0; index < backlogs.length; index++) {
      const comes = arriving[index]!;
      arriving[index] = 0;
      const goes = isFull[index] === 0 ? comes : rooms[index]! / step;
      const before = backlogs[index]!.level;
      backlogs[index]!.advanceEvenly(steps, comes * step, goes * step);
      this.pass(stages, index, goes);
      const after = backlogs[index]!.level;
      series.passedEvenly(index, comes * steps, goes * steps, ((before + after) / 2) * steps, after);
    }
    series.closeSteps(at + steps - 1, steps, stages, backlogs);
  }

  private drive({ entries }: Stages, factor: number): void {
    find(entries.drives, factor, this.entryPlace, false);
    this.feed(entries, this.entryPlace);
  }

  private pass({ behind }: Stages, index: number, goes: number): void {
    const stage = behind[index]!;
    const place = this.places[index]!;
    find(stage.drives, goes, place, stage.capacity === Infinity);
    this.feed(stage, place);
  }

  /** The least and the highest load factor between two moments; undefined where the load turns in between. */
  private range(from: number, to: number): readonly [number, number] | undefined {
    const first = this.factorAt(from);
    const { starts, slopes } = this.load;
    if ((starts[this.piece + 1] ?? Infinity) < to) return undefined;
    const last = first + slopes[this.piece]! * (to - from);
    return first < last ? [first, last] : [last, first];
  }

  private feed({ feeds }: Stage, place: Place): void {
    for (const { store, row } of feeds) this.arriving[store]! += read(row, place);
  }

  private factorAt(time: number): number {
    const { starts, levels, slopes } = this.load;
    while (this.piece + 1 < starts.length && starts[this.piece + 1]! <= time) this.piece++;
    return levels[this.piece]! + slopes[this.piece]! * (time - starts[this.piece]!);
  }
}

/** Whoever hands out or takes away has stopped. */
function isStopped({ at, connection }: Store, stopped: ReadonlySet<string>): boolean {
  return stopped.has(at) || (connection !== undefined && stopped.has(connection.to.resource.id));
}
