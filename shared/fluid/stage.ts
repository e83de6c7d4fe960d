/**
 * Stages: parts of a drawing between stores, within which work flows at once. What a stage does follows from one number,
 * its drive: the load factor for what the entries drive, the work taken from its store per second for all others. The
 * capacity engine answers for some drives; between them lie straight lines.
 *
 * Where stages share a resource or a pool, each is worked out while the others stand at the mean load; what they do to it
 * is added up.
 */
import { type Problem, solve, type Solution } from '#shared/capacity/solve';
import type { Connection, Resource } from '#shared/model/graph';
import { FIGURE_COUNT, FIGURES, figuresOf, offeredRow } from './figures';
import type { Store } from './stores';
import { find, type Place, read, type Row } from './table';

export interface Stage {
  /** Rising from 0. */
  readonly drives: Row;
  /** The most that it takes, in the unit of its drive; Infinity where nothing bounds it. */
  readonly capacity: number;
  /** What it adds to a figure of a resource, by resource × FIGURE_COUNT + figure; rows of zeros are left out. */
  readonly figures: readonly { readonly at: number; readonly row: Row }[];
  /** Work per second that it sends into stores. */
  readonly feeds: readonly { readonly store: number; readonly row: Row }[];
}

export interface Stages {
  readonly entries: Stage;
  /** By store. */
  readonly behind: readonly Stage[];
  /** The drawing at the mean load less what the stages add up to there, by resource × FIGURE_COUNT + figure. */
  readonly rest: Float64Array;
}

/** Points of the entries' table beside the load's own levels, and of every other table. */
const ENTRY_POINTS = 16;
const POINTS = 8;
/** Share of its capacity up to which a stage is asked for the work that waits: at the capacity itself it has no end. */
const NEARLY_FULL = 0.98;
/** Share of what is offered that must be left behind before a stage counts as full. */
const LEFT_BEHIND = 1e-6;
/** Drive at which the search for a stage's capacity ends. */
const UNBOUNDED = 1e10;
const waits = [FIGURES.indexOf('queue'), FIGURES.indexOf('latency')];

/** `levels`: load factors that the run dwells at or passes; `mean` the one at which other stages are held. */
export function stagesOf(problem: Problem, stores: readonly Store[], levels: readonly number[], mean: number): Stages {
  return new Compiler(problem, stores, mean).compile(levels);
}

/** A class because it has a life: one drawing under one regime is asked again and again. */
class Compiler {
  readonly #problem: Problem;
  readonly #stores: readonly Store[];
  readonly #mean: number;
  readonly #nominal: Solution;
  readonly #entries: readonly string[];

  constructor(problem: Problem, stores: readonly Store[], mean: number) {
    this.#problem = problem;
    this.#stores = stores;
    this.#mean = mean;
    this.#nominal = solve(problem, { loadFactor: mean, capped: true });
    this.#entries = problem.order
      .filter((each) => each.service.entryRate(each.config) !== undefined)
      .map(({ id }) => id);
  }

  compile(levels: readonly number[]): Stages {
    const entries = this.#driven(levels);
    const behind = this.#stores.map((store) => this.#behind(store));
    return { entries, behind, rest: this.#rest(entries, behind) };
  }

  /** Nothing but rounding where no stage touches another. */
  #rest(entries: Stage, behind: readonly Stage[]): Float64Array {
    const ids = this.#problem.graph.resources.map(({ id }) => id);
    const rest = figuresOf(this.#nominal, ids);
    subtract(rest, entries, this.#mean);
    behind.forEach((stage, index) => {
      const store = this.#stores[index]!;
      const offered = feedOf(this.#nominal, store);
      if (store.kind === 'held') rest[offeredRow(ids.indexOf(store.at))]! -= offered;
      subtract(rest, stage, Math.min(offered, stage.capacity));
    });
    return rest;
  }

  /** Flows over the connections by which stores empty, as they are at the mean load; without those of `store`. */
  #held(store?: Store): Map<string, number> {
    const given = new Map<string, number>();
    for (const { connection } of this.#stores) {
      if (!connection || connection === store?.connection) continue;
      given.set(connection.id, this.#nominal.flows.get(connection.id)?.rate ?? 0);
    }
    return given;
  }

  /** What the entries drive. */
  #driven(levels: readonly number[]): Stage {
    const most = Math.max(...levels, 0);
    const even = Array.from({ length: ENTRY_POINTS + 1 }, (_, index) => (most * index) / ENTRY_POINTS);
    const drives = rising([...even, ...levels]);
    const given = this.#held();
    const { passes } = this.#nominal;
    let solution = solve(this.#problem, { loadFactor: 0, capped: true, given, passes });
    const solutions = drives.map((loadFactor) => {
      const from = { solution, moved: this.#entries };
      solution = solve(this.#problem, { loadFactor, capped: true, given, passes, from });
      return solution;
    });
    return this.#stage(drives, Infinity, solutions);
  }

  #behind(store: Store): Stage {
    const { connection } = store;
    if (!connection) return this.#stage([0], 0, [this.#nominal]);
    const ask = new Asking(this.#problem, store, connection, this.#held(store), this.#mean, this.#nominal);
    const capacity = ask.capacity();
    if (capacity === 0) return this.#stage([0], 0, [ask.at(0)], store);
    const top = (Number.isFinite(capacity) ? capacity : Math.max(1, 10 * ask.atMean())) * NEARLY_FULL;
    // Denser where little flows: batches and waits bend there. The mean is one of them, so that no bend of a later stage
    // lies between it and its neighbours.
    const even = Array.from({ length: POINTS + 1 }, (_, index) => top * (index / POINTS) ** 2);
    const drives = rising([...even, Math.min(ask.atMean(), top)]);
    if (Number.isFinite(capacity)) drives.push(capacity * (1 - 1e-9));
    return this.#stage(
      drives,
      capacity,
      drives.map((drive) => ask.at(drive)),
      store,
    );
  }

  #stage(drives: readonly number[], capacity: number, solutions: readonly Solution[], store?: Store): Stage {
    const { order } = this.#problem;
    const ids = this.#problem.graph.resources.map(({ id }) => id);
    const all = solutions.map((solution) => figuresOf(solution, ids));
    if (store && Number.isFinite(capacity)) holdWaits(all);
    const figures: { at: number; row: Row }[] = [];
    for (let at = 0; at < ids.length * FIGURE_COUNT; at++) {
      if (store && isUpstream(store, ids, at)) continue;
      const offered = store?.kind === 'held' && at === offeredRow(ids.indexOf(store.at));
      const row = rowOf(drives, (drive, index) => all[index]![at]! - all[0]![at]! - (offered ? drive : 0));
      if (row.some((value) => Math.abs(value) > 1e-9)) figures.push({ at, row });
    }
    const feeds = this.#stores.flatMap((target, index) => {
      const own = order.find(({ id }) => id === target.at);
      if (!own) return [];
      const isItself =
        target === store || (store?.kind === 'polled' && target.at === store.at && target.kind === 'polled');
      if (isItself && target.kind !== 'polled') return [];
      // What the source is given is fixed while its stage is asked: what comes back to it is what its senders would send.
      const feed = isItself ? returningOf(own, target, this.#nominal) : (found: Solution) => feedOf(found, target);
      const row = rowOf(drives, (_, point) => Math.max(0, feed(solutions[point]!) - feed(solutions[0]!)));
      return row.some((value) => value > 1e-9) ? [{ store: index, row }] : [];
    });
    return { drives: Float64Array.from(drives), capacity, figures, feeds };
  }
}

/** One store's consumer, asked for what it does with so much work per second. */
class Asking {
  readonly #problem: Problem;
  readonly #store: Store;
  readonly #connection: Connection;
  readonly #held: ReadonlyMap<string, number>;
  readonly #mean: number;
  readonly #nominal: Solution;
  /** Connections whose flow drives the stage, each with its share. */
  readonly #drivers: readonly (readonly [string, number])[];
  readonly #moved: readonly string[];
  #last: Solution | undefined;

  constructor(
    problem: Problem,
    store: Store,
    connection: Connection,
    held: ReadonlyMap<string, number>,
    mean: number,
    nominal: Solution,
  ) {
    this.#problem = problem;
    this.#store = store;
    this.#connection = connection;
    this.#held = held;
    this.#mean = mean;
    this.#nominal = nominal;
    const source = problem.graph.resources.find(({ id }) => id === store.at);
    const ways = store.kind === 'polled' ? (source?.inbound ?? []) : [connection];
    const rates = ways.map(({ id }) => nominal.flows.get(id)?.rate ?? 0);
    const total = rates.reduce<number>((sum, rate) => sum + rate, 0);
    this.#drivers = ways.map(({ id }, at) => [id, total > 0 ? rates[at]! / total : 1 / ways.length] as const);
    this.#moved = ways.flatMap(({ from, to }) => [from.resource.id, to.resource.id]);
  }

  /** Work per second through the connection at the mean load. */
  atMean(): number {
    return workOver(this.#nominal, this.#connection.id);
  }

  at(drive: number): Solution {
    // What a source hands on of what it takes in, such as its part for one of several consumers.
    const perDrive = this.#store.kind === 'polled' ? this.#partOfIntake() : 1;
    const intake = perDrive > 0 ? drive / perDrive : 0;
    return this.#solve(intake);
  }

  #part: number | undefined;
  #partOfIntake(): number {
    this.#part ??= workOver(this.#solve(1), this.#connection.id);
    return this.#part;
  }

  #solve(intake: number): Solution {
    const given = new Map([...this.#held, ...this.#drivers.map(([id, share]) => [id, share * intake] as const)]);
    const options = { loadFactor: this.#mean, capped: true, given, passes: this.#nominal.passes };
    const open = this.#store.kind === 'polled' ? { open: this.#store.at } : {};
    const from = this.#last ? { from: { solution: this.#last, moved: this.#moved } } : {};
    this.#last = solve(this.#problem, { ...options, ...open, ...from });
    return this.#last;
  }

  /** The most work per second that the consumer takes: offered so much that some is left behind. */
  capacity(): number {
    const { id } = this.#connection;
    if (this.#drivers.length === 0) return 0;
    for (let drive = Math.max(1, 2 * this.atMean()); drive < UNBOUNDED; drive *= 8) {
      const solution = this.at(drive);
      const outcome = solution.outcomes.get(id);
      const left = (this.#store.kind === 'held' ? outcome?.held?.share : outcome?.delayed) ?? 0;
      if (left > LEFT_BEHIND) return workOver(solution, id) * (1 - left);
    }
    return Infinity;
  }
}

function subtract(rest: Float64Array, { drives, figures, capacity }: Stage, drive: number): void {
  const place: Place = { index: 0, share: 0 };
  find(drives, drive, place, !Number.isFinite(capacity));
  for (const { at, row } of figures) rest[at]! -= read(row, place);
}

/** A steady state at the full capacity has no finite wait: what waits is told by the store, beyond what nearly does. */
function holdWaits(all: readonly Float64Array[]): void {
  const [before, full] = all.slice(-2);
  if (!before || !full) return;
  for (let at = 0; at < full.length; at += FIGURE_COUNT) {
    for (const figure of waits) full[at + figure] = before[at + figure]!;
  }
}

/** Work per second over a connection: a message that is received twice is one piece of work. */
function workOver({ flows }: Solution, connection: string): number {
  const flow = flows.get(connection);
  return flow ? flow.rate / (flow.passes ?? 1) : 0;
}

/** Work per second that comes into a store. */
function feedOf({ reports }: Solution, { at, connection, kind }: Store): number {
  if (!connection) return reports.get(at)?.admitted ?? 0;
  const sender = kind === 'polled' ? at : connection.from.resource.id;
  const flow = reports.get(sender)?.emits.get(connection.id);
  return flow ? flow.rate / (flow.passes ?? 1) : 0;
}

/** Work per second that senders would bring to a polled store, in the unit of what its consumer takes. */
function returningOf({ inbound }: Resource, target: Store, nominal: Solution): (found: Solution) => number {
  const sent = ({ reports }: Solution): number =>
    inbound.reduce((sum, { id, from }) => sum + (reports.get(from.resource.id)?.emits.get(id)?.rate ?? 0), 0);
  const all = sent(nominal);
  // What a source hands on of what it takes in, such as its part for one of several consumers.
  const part = all > 0 ? feedOf(nominal, target) / all : 0;
  return (found) => sent(found) * part;
}

/** Whether a figure is settled before work waits in the store: what its resource was offered and refused. */
function isUpstream(store: Store, ids: readonly string[], at: number): boolean {
  if (store.kind !== 'polled') return false;
  const first = ids.indexOf(store.at) * FIGURE_COUNT;
  return at === first || at === first + 1;
}

function rising(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.filter((value, index) => index === 0 || value > sorted[index - 1]! * (1 + 1e-12));
}

const rowOf = (drives: readonly number[], value: (drive: number, index: number) => number): Row =>
  Float64Array.from(drives, value);
