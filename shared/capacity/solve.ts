/**
 * The fixed point of flows and outcomes. Rates run forward along connections, refusals, failures and waits run back;
 * a resource is assessed again while one of its inputs moves. Alternating sweeps in flow order (symmetric
 * Gauss–Seidel) settle a drawing without loops in two. What still moves after some sweeps is damped, each figure by
 * itself, and what grows ever on by the same ratio is taken to where that leads (Aitken's Δ², 1926).
 */
import {
  type CapacityContext,
  type CapacityReport,
  type Flow,
  type Outcome,
  type PoolState,
  SERVED,
} from '#shared/model/capacity';
import type { Connection, Graph, Resource } from '#shared/model/graph';
import { bytes, perSecond, ratio } from '#shared/model/unit';
import type { LoopGuards } from '#shared/model/loop-guards';
import { extrapolated, extrapolatedShare } from './extrapolate';
import { passedOn, type Passes, stoppedShare } from './passes';
import type { Pool, QuotaBook } from './quotas';
import { between, largestChange, outcomeBetween, Relaxation, TOLERANCE } from './relaxation';

/** Sweeps after which an unsettled drawing is reported as it stands. */
const MAX_SWEEPS = 400;
/** Assessments that a solution from a saturated start may take: it only tells whether there is a second state. */
const SATURATED_ASSESSMENTS = 6000;
/** Sweeps after which changes are damped. */
const DAMP_AFTER = 12;
/** Sweeps after which flows that still grow are taken to where their growth leads, and between two such steps. */
const EXTRAPOLATE_AFTER = 40;
const EXTRAPOLATE_EVERY = 12;
/** Per second. Where a loop that multiplies its own load stops growing, so that every figure stays finite. */
const HIGHEST_RATE = 1e15;

const NOTHING: Flow = { rate: perSecond(0), size: bytes(0), perCall: 1 };

/** From where the iteration starts; two different ends mean that a peak may leave the design collapsed. */
export type Start = 'empty' | 'saturated';

export interface SolveOptions {
  readonly loadFactor: number;
  /** False asks what each limit would need if none before it held anything back. */
  readonly capped: boolean;
  readonly start?: Start;
  /** Connections whose flow is given, per second, whatever their sender emits: for a look at one part of a drawing. */
  readonly given?: ReadonlyMap<string, number>;
  /** A resource that takes in whatever is offered, as if none of its limits refused anything. */
  readonly open?: string;
  /** Of flows that are given in a loop: how often their work has passed those who count. */
  readonly passes?: ReadonlyMap<string, Passes>;
  /** An earlier solution to go on from, and the resources for which something is different now. */
  readonly from?: { readonly solution: Solution; readonly moved: readonly string[] };
}

export interface Solution {
  readonly reports: ReadonlyMap<string, CapacityReport>;
  readonly flows: ReadonlyMap<string, Flow>;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly pools: ReadonlyMap<string, PoolState>;
  /** By connection in a loop in which AWS counts. */
  readonly passes: ReadonlyMap<string, Passes>;
  readonly sweeps: number;
  readonly converged: boolean;
  readonly residual: number;
  /** A connection of a loop that feeds itself and that nothing stops: its flow stands at the highest rate. */
  readonly endless: Connection | undefined;
}

/** What solving needs to know of a drawing, worked out once for many solutions. */
export interface Problem {
  readonly graph: Graph;
  /** Senders before receivers. */
  readonly order: readonly Resource[];
  readonly pools: ReadonlyMap<string, Pool>;
  readonly quotas: QuotaBook;
  readonly guards: LoopGuards;
}

export function solve(problem: Problem, options: SolveOptions): Solution {
  return new Iteration(problem, options).run();
}

function saturatedSweeps(resources: number): number {
  return Math.min(MAX_SWEEPS, Math.max(20, Math.ceil(SATURATED_ASSESSMENTS / Math.max(1, resources))));
}

interface Reading {
  readonly flows: ReadonlyMap<string, Flow>;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** A class because it has a life: the state of one iteration towards the fixed point. */
class Iteration {
  readonly #problem: Problem;
  readonly #options: SolveOptions;
  readonly #flows = new Map<string, Flow>();
  readonly #outcomes = new Map<string, Outcome>();
  readonly #reports = new Map<string, CapacityReport>();
  readonly #passes = new Map<string, Passes>();
  readonly #demand = new Map<string, number>();
  readonly #drawn = new Map<string, ReadonlyMap<string, number>>();
  /** How often the demand on a pool has moved. */
  readonly #moves = new Map<string, number>();
  /** The sum of these over its pools when a resource last looked. */
  readonly #seen = new Map<string, number>();
  readonly #stale: Set<string>;
  readonly #contexts = new Map<string, CapacityContext>();
  readonly #readings: Reading[] = [];
  #residual = 0;
  #isDamped = false;
  /** Connections of which their sender itself asks how much flows: how much it can send depends on what it sends. */
  readonly #readBack = new Set<string>();
  /** Of flows that are read back and of answers, by connection, and of what is drawn, by resource and pool. */
  readonly #flowing = new Map<string, Relaxation>();
  readonly #answering = new Map<string, Relaxation>();
  readonly #drawing = new Map<string, Relaxation>();

  constructor(problem: Problem, options: SolveOptions) {
    this.#problem = problem;
    this.#options = options;
    this.#stale = new Set(options.from?.moved ?? problem.order.map(({ id }) => id));
    if (options.from) this.#resume(options.from.solution);
    const start = options.start === 'saturated' ? { ...SERVED, throttled: ratio(0.95) } : SERVED;
    for (const { id, kind } of problem.graph.connections) {
      if (!this.#outcomes.has(id)) this.#outcomes.set(id, kind.invocation === 'synchronous' ? start : SERVED);
    }
    for (const [id, passes] of options.passes ?? []) this.#passes.set(id, passes);
    for (const [id, rate] of options.given ?? []) {
      this.#flows.set(id, { ...(this.#flows.get(id) ?? NOTHING), rate: perSecond(rate) });
    }
  }

  #resume({ flows, outcomes, reports, pools, passes }: Solution): void {
    for (const [id, each] of passes) this.#passes.set(id, each);
    for (const [id, flow] of flows) this.#flows.set(id, flow);
    for (const [id, outcome] of outcomes) this.#outcomes.set(id, outcome);
    for (const [id, report] of reports) {
      this.#reports.set(id, report);
      this.#drawn.set(id, new Map(report.draws.map(({ pool, amount }) => [pool, amount])));
      this.#seen.set(id, 0);
    }
    for (const [id, { demand }] of pools) this.#demand.set(id, demand);
  }

  run(): Solution {
    const { order } = this.#problem;
    const backward = order.toReversed();
    const most = this.#options.start === 'saturated' ? saturatedSweeps(order.length) : MAX_SWEEPS;
    let sweeps = 0;
    while (order.some(({ id }) => this.#isStale(id)) && sweeps < most) {
      this.#residual = 0;
      this.#isDamped = sweeps >= DAMP_AFTER;
      for (const resource of sweeps % 2 === 0 ? order : backward) {
        if (this.#isStale(resource.id)) this.#assess(resource);
      }
      sweeps++;
      if (sweeps > EXTRAPOLATE_AFTER && sweeps < most) this.#extrapolate(sweeps % EXTRAPOLATE_EVERY);
    }
    const isSettled = !order.some(({ id }) => this.#isStale(id));
    return {
      reports: this.#reports,
      flows: this.#flows,
      outcomes: this.#outcomes,
      pools: new Map([...this.#problem.pools].map(([id, { sizeNow }]) => [id, this.#pool(id, sizeNow)])),
      passes: this.#passes,
      sweeps,
      converged: isSettled,
      residual: isSettled ? 0 : this.#residual,
      endless: this.#problem.graph.connections.find(({ id }) => (this.#flows.get(id)?.rate ?? 0) >= HIGHEST_RATE),
    };
  }

  /** Two sweeps, one in each direction, are a step; of three readings the last is taken further. */
  #extrapolate(phase: number): void {
    if (phase !== EXTRAPOLATE_EVERY - 4 && phase !== EXTRAPOLATE_EVERY - 2 && phase !== 0) return;
    if (phase === EXTRAPOLATE_EVERY - 4) this.#readings.length = 0;
    this.#readings.push({ flows: new Map(this.#flows), outcomes: new Map(this.#outcomes) });
    const [first, second] = this.#readings;
    if (phase !== 0 || !first || !second) return;
    const { graph, guards } = this.#problem;
    for (const connection of graph.connections) {
      if (guards.misses(connection) && !this.#options.given?.has(connection.id)) {
        this.#extrapolateFlow(connection, first, second);
      }
      this.#extrapolateAnswer(connection, first, second);
    }
  }

  #extrapolateFlow({ id, to }: Connection, first: Reading, second: Reading): void {
    const flow = this.#flows.get(id);
    if (!flow) return;
    // Where limits hold, growth meets one before long: no further than twice at once, so as not to overshoot it much.
    const most = this.#options.capped ? 2 * flow.rate : HIGHEST_RATE;
    const [before, at] = [first.flows.get(id)?.rate ?? 0, second.flows.get(id)?.rate ?? 0];
    const rate = extrapolated(before, at, flow.rate, most);
    if (rate === undefined || !this.#hasMoved(at, flow.rate, flow.rate)) return;
    this.#flows.set(id, { ...flow, rate: perSecond(rate) });
    this.#stale.add(to.resource.id);
  }

  /** Retries near a limit come to their share so slowly that the end of it is not seen otherwise. */
  #extrapolateAnswer({ id, from }: Connection, first: Reading, second: Reading): void {
    const [before, at, now] = [first, second, { outcomes: this.#outcomes }].map(({ outcomes }) => outcomes.get(id));
    // Of what goes a part of its way only, the steps say nothing.
    if (!before || !at || !now || this.#answering.get(id)?.weight !== 1) return;
    if (!this.#hasMoved(at.throttled, now.throttled, 1)) return;
    const throttled = extrapolatedShare(before.throttled, at.throttled, now.throttled);
    if (throttled === undefined) return;
    this.#outcomes.set(id, { ...now, throttled: ratio(throttled) });
    this.#stale.add(from.resource.id);
  }

  /** Whether a flow, an answer or a pool that a resource depends on has moved since it was assessed. */
  #isStale(id: string): boolean {
    return this.#stale.has(id) || (this.#drawn.has(id) && this.#seen.get(id) !== this.#movesSeenBy(id));
  }

  #movesSeenBy(id: string): number {
    let sum = 0;
    for (const pool of this.#drawn.get(id)?.keys() ?? []) sum += this.#moves.get(pool) ?? 0;
    return sum;
  }

  #assess(resource: Resource): void {
    this.#stale.delete(resource.id);
    const report = resource.service.capacity(this.#contextOf(resource));
    this.#reports.set(resource.id, report);
    for (const connection of resource.outbound) {
      const flow = report.emits.get(connection.id) ?? NOTHING;
      if (this.#problem.guards.counts(connection)) this.#pass(connection);
      this.#offer(connection, flow);
    }
    for (const connection of resource.inbound) this.#answer(connection, report.outcomes.get(connection.id) ?? SERVED);
    this.#draw(resource, report);
  }

  #offer(connection: Connection, flow: Flow): void {
    const before = this.#flows.get(connection.id) ?? NOTHING;
    const given = this.#options.given?.get(connection.id);
    if (given !== undefined) return this.#offerGiven(connection, { ...flow, rate: perSecond(given) }, before);
    const isReadBack = this.#readBack.has(connection.id);
    const share = isReadBack ? this.#shareOf(this.#flowing, connection.id, flow.rate - before.rate) : 1;
    const rate = Math.min(HIGHEST_RATE, between(before.rate, flow.rate, share));
    // Most of the time nothing is damped, and what the service said can stand as it is.
    const next: Flow = rate === flow.rate ? flow : { ...flow, rate: perSecond(rate) };
    const moved =
      this.#hasMoved(before.rate, flow.rate, before.rate) || this.#hasMoved(before.size, flow.size, before.size);
    this.#flows.set(connection.id, next);
    if (moved || this.#isOtherwise(before, next)) this.#stale.add(connection.to.resource.id);
    if (moved && isReadBack) this.#stale.add(connection.from.resource.id);
  }

  /** Whether two flows differ in what a call carries, or in the routes of an API that it asks for. */
  #isOtherwise(before: Flow, next: Flow): boolean {
    if (before.perCall !== next.perCall || before.records !== next.records) return true;
    if (before.byRoute === next.byRoute) return false;
    const routes = new Set([...(before.byRoute?.keys() ?? []), ...(next.byRoute?.keys() ?? [])]);
    return [...routes].some((id) => this.#hasMoved(before.byRoute?.get(id) ?? 0, next.byRoute?.get(id) ?? 0, 1));
  }

  #offerGiven({ id, to }: Connection, next: Flow, before: Flow): void {
    this.#flows.set(id, next);
    if (this.#hasMoved(before.size, next.size, before.size) || this.#isOtherwise(before, next)) {
      this.#stale.add(to.resource.id);
    }
  }

  /** Work that circles, by how often it has passed; of a given flow that is given too. */
  #pass(connection: Connection): void {
    if (this.#options.given?.has(connection.id) === true) return;
    const { guards } = this.#problem;
    const taken = ({ id }: Connection): number => {
      const { throttled, delayed, filtered = 0, held } = this.#outcomes.get(id) ?? SERVED;
      return (this.#flows.get(id)?.rate ?? 0) * Math.max(0, 1 - throttled - delayed - filtered - (held?.share ?? 0));
    };
    const before = this.#passes.get(connection.id);
    const next = passedOn(connection, guards, taken, ({ id }) => this.#passes.get(id));
    this.#passes.set(connection.id, next);
    if (next.some((share, count) => this.#hasMoved(before?.[count] ?? 0, share, 1))) {
      this.#stale.add(connection.to.resource.id);
    }
  }

  #answer(connection: Connection, outcome: Outcome): void {
    const before = this.#outcomes.get(connection.id) ?? SERVED;
    const share = this.#isDamped ? this.#shareOf(this.#answering, connection.id, largestChange(before, outcome)) : 1;
    this.#outcomes.set(connection.id, share === 1 ? outcome : outcomeBetween(before, outcome, share));
    const moved =
      this.#hasMoved(before.throttled, outcome.throttled, 1) ||
      this.#hasMoved(before.failed, outcome.failed, 1) ||
      this.#hasMoved(before.final ?? 0, outcome.final ?? 0, 1) ||
      this.#hasMoved(before.delayed, outcome.delayed, 1) ||
      this.#hasMoved(before.stopped ?? 0, outcome.stopped ?? 0, 1) ||
      this.#hasMoved(before.latency, outcome.latency, before.latency) ||
      this.#hasMoved(before.wait, outcome.wait, before.wait);
    if (!moved) return;
    this.#stale.add(connection.from.resource.id);
    if (share < 1) this.#stale.add(connection.to.resource.id);
  }

  /**
   * How much of a change to go. What was damped has come a part of its way only: whoever said where it goes says so
   * again, and it has settled when that is where it is.
   */
  #shareOf(relaxations: Map<string, Relaxation>, id: string, change: number): number {
    if (!this.#isDamped) return 1;
    let relaxation = relaxations.get(id);
    if (!relaxation) relaxations.set(id, (relaxation = new Relaxation()));
    return relaxation.of(change);
  }

  /** The engine's own sums over pools; all that draw on a pool look again when its demand moves. */
  #draw({ id }: Resource, { draws }: CapacityReport): void {
    if (draws.length === 0) return;
    this.#seen.set(id, this.#movesSeenBy(id));
    const before = this.#drawn.get(id);
    const now = new Map(draws.map(({ pool, amount }) => [pool, amount]));
    this.#drawn.set(id, now);
    for (const [pool, wanted] of now) {
      const was = before?.get(pool) ?? 0;
      const share = this.#shareOf(this.#drawing, `${id} ${pool}`, wanted - was);
      const amount = between(was, wanted, share);
      now.set(pool, amount);
      const old = this.#demand.get(pool) ?? 0;
      this.#demand.set(pool, Math.max(0, old + amount - was));
      if (!this.#hasMoved(old, Math.max(0, old + wanted - was), old)) continue;
      this.#moves.set(pool, (this.#moves.get(pool) ?? 0) + 1);
      if (share < 1) this.#stale.add(id);
    }
  }

  #hasMoved(before: number, next: number, scale: number): boolean {
    const change = Math.abs(next - before) / Math.max(Math.abs(scale), Math.abs(next), 1e-6);
    if (change > this.#residual) this.#residual = change;
    return change > TOLERANCE;
  }

  #pool(id: string, size: number): PoolState {
    return { size, demand: this.#demand.get(id) ?? 0 };
  }

  #contextOf(resource: Resource): CapacityContext {
    let context = this.#contexts.get(resource.id);
    if (!context) this.#contexts.set(resource.id, (context = this.#context(resource)));
    return context;
  }

  #context(resource: Resource): CapacityContext {
    const { graph, pools, quotas, guards } = this.#problem;
    const most = guards.stopsAfter(resource.id);
    const { loadFactor, open } = this.#options;
    const capped = this.#options.capped && open !== resource.id;
    return {
      resource,
      account: graph.account,
      loadFactor,
      offered: ({ id, from }) => {
        if (from.resource === resource) this.#readBack.add(id);
        return this.#flows.get(id) ?? NOTHING;
      },
      outcome: ({ id }) => this.#outcomes.get(id) ?? SERVED,
      stopped: ({ id }) => stoppedShare(this.#passes.get(id), most),
      quota: quotas.value,
      pool: (id) => {
        const pool = pools.get(id);
        if (!pool) throw new Error(`no service states the pool ${id}`);
        return this.#pool(id, pool.sizeNow);
      },
      fits: (demand, room) => (capped && demand > room ? Math.max(0, room) / demand : 1),
      loss: (computed) => (capped ? computed() : 0),
    };
  }
}
