/**
 * The ladder: each limit with the load at which it breaks. Limits are judged without the throttles before them, so that
 * the second rung tells what comes once the first is mended.
 */
import type { CapacityReport, LadderEntry, LimitUse } from '#shared/model/capacity';
import type { Resource } from '#shared/model/graph';
import { partsOf } from './parts';
import { type Problem, solve } from './solve';

/** Solutions that may be spent on limits of one part that do not grow in proportion to the load. */
const SOLUTIONS = 40;
/** Resources that may be solved again for all such limits together. */
const RESOLVED = 6000;
/** Relative precision of the load at which such a limit breaks. */
const PRECISION = 1e-4;
/** Resources above which far limits are only estimated, by the power law through two loads. */
const LARGE = 200;
/** Times the first rung's load: below it a limit is near enough to be worked out. */
const NEAR = 3;
/** Load factors beyond which a limit counts as out of reach. */
const HIGHEST = 1e9;

/** A rung while it is found. */
interface Rung {
  resource: string;
  use: LimitUse;
  /** What `resource` draws of the pool. */
  draws: number;
  readonly sharedBy: string[];
  factor: number;
}

type Reports = ReadonlyMap<string, CapacityReport>;

export interface Ladder {
  /** Rungs in the order in which they break; limits that load does not move are left out. */
  readonly rungs: readonly LadderEntry[];
  /** Set where any load at all grows until something is full: the loop that feeds itself, as the limit of one resource. */
  readonly endless?: LadderEntry;
}

/** The ladder of a drawing whose entries send `entryRate` per second as drawn; empty where they send nothing. */
export function ladder(problem: Problem, entryRate: number): Ladder {
  if (entryRate <= 0) return { rungs: [] };
  const { reports: once, endless } = solve(problem, { loadFactor: 1, capped: false });
  const rungs = rungsOf(problem, entryRate, once);
  return endless ? { rungs, endless: endlessAt(endless.from.resource) } : { rungs };
}

const endlessAt = ({ id }: Resource): LadderEntry => ({
  perSecond: 0,
  loadFactor: 0,
  resource: id,
  limit: 'capacity/endless',
  title: 'Work that circles for ever',
  beyond: 'any load grows until a limit refuses it',
  grade: 'exact',
});

function rungsOf(problem: Problem, entryRate: number, once: Reports): readonly LadderEntry[] {
  const twice = unheld(problem, 2);
  const rungs = new Map<string, Rung>();
  const bent: Rung[] = [];
  for (const { id } of problem.graph.resources) {
    const { limits = [], draws = [] } = once.get(id) ?? {};
    for (const use of limits) {
      const drawn = use.pool === undefined ? 0 : (draws.find(({ pool }) => pool === use.pool)?.amount ?? 0);
      const key = use.pool ?? `${id} ${use.id} ${use.connection ?? ''}`;
      const known = rungs.get(key);
      if (known) {
        share(known, id, use, drawn);
        continue;
      }
      const rung: Rung = { resource: id, use, draws: drawn, sharedBy: [id], factor: Infinity };
      const u1 = use.utilisation;
      const u2 = utilisation(rung, twice) ?? u1;
      if (u2 <= 0 || u2 - u1 <= 1e-12 * u2) continue;
      const isStraight = Math.abs(u2 - 2 * u1) <= 1e-6 * u2;
      rung.factor = isStraight ? 1 / u1 : guess(u1, u2);
      rungs.set(key, rung);
      if (!isStraight) bent.push(rung);
    }
  }
  refine(problem, [...rungs.values()], bent, [
    [1, once],
    [2, twice],
  ]);
  return (
    [...rungs.values()]
      .filter(({ factor }) => Number.isFinite(factor) && factor < HIGHEST)
      // Stable: of two that break together, the one that its service names first.
      .toSorted((a, b) => rounded(a.factor) - rounded(b.factor))
      .map((rung) => entry(rung, entryRate))
  );
}

/** What the load asks of every limit where nothing before it refuses anything. */
export const unheld = (problem: Problem, loadFactor: number): Reports =>
  solve(problem, { loadFactor, capped: false }).reports;

/** Undefined where the limit does not exist at that load. */
function utilisation({ resource, use: { id, pool, connection } }: Rung, reports: Reports): number | undefined {
  return reports
    .get(resource)
    ?.limits.find((each) => each.id === id && each.pool === pool && each.connection === connection)?.utilisation;
}

/** A pool is one rung, named after the resource that draws most. */
function share(rung: Rung, resource: string, use: LimitUse, draws: number): void {
  rung.sharedBy.push(resource);
  if (draws <= rung.draws) return;
  rung.resource = resource;
  rung.use = use;
  rung.draws = draws;
}

/** By the power law through the two readings. */
function guess(u1: number, u2: number): number {
  if (u1 <= 0) return 2 / u2;
  const slope = Math.log2(u2 / u1);
  return slope <= 0 ? Infinity : u1 ** (-1 / slope);
}

/**
 * Regula falsi in the logarithms, lowest rungs first. Nothing is held back here, so a limit depends on the part of the
 * drawing that its resource is connected with, and a pool on all of it; a solution informs every limit of its part.
 */
function refine(problem: Problem, rungs: readonly Rung[], bent: readonly Rung[], whole: readonly Reading[]): void {
  const partOf = partsOf(problem);
  const known = new Map<Problem, Reading[]>();
  // In a large drawing only what may be the first to break is worth further solutions.
  const isLarge = problem.graph.resources.length > LARGE;
  const first = Math.min(...rungs.map(({ factor }) => factor));
  let left = RESOLVED;
  const lowestFirst = bent
    .filter(({ factor }) => !isLarge || factor < NEAR * first)
    .toSorted((a, b) => a.factor - b.factor);
  for (const rung of lowestFirst) {
    const part = rung.use.pool === undefined ? partOf(rung.resource) : problem;
    const readings = known.get(part) ?? [...whole];
    known.set(part, readings);
    const guessed = rung.factor;
    while (left > 0 && readings.length < SOLUTIONS) {
      const [low, high] = bracket(rung, readings);
      const next = between(low, high, guessed);
      rung.factor = next;
      if (next >= HIGHEST || (low && high && high[0] - low[0] <= PRECISION * high[0])) break;
      left -= part.graph.resources.length;
      const reports = unheld(part, next);
      readings.push([next, reports]);
      if (Math.abs((utilisation(rung, reports) ?? 0) - 1) <= PRECISION) break;
    }
  }
}

type Reading = readonly [factor: number, reports: Reports];

type Point = readonly [factor: number, utilisation: number];

function bracket(rung: Rung, readings: readonly Reading[]): [Point | undefined, Point | undefined] {
  let low: Point | undefined;
  let high: Point | undefined;
  for (const [factor, reports] of readings) {
    const used = utilisation(rung, reports) ?? 0;
    if (used < 1 && (!low || factor > low[0])) low = [factor, used];
    if (used >= 1 && (!high || factor < high[0])) high = [factor, used];
  }
  return [low, high];
}

function between(low: Point | undefined, high: Point | undefined, fallback: number): number {
  if (!high) return low ? Math.max(low[0] * 2, Math.min(fallback, low[0] * 64)) : fallback;
  if (!low) return Math.min(high[0] / 2, fallback);
  if (low[1] <= 0) return (low[0] + high[0]) / 2;
  const middle = Math.exp(
    Math.log(low[0]) +
      ((0 - Math.log(low[1])) / (Math.log(high[1]) - Math.log(low[1]))) * (Math.log(high[0]) - Math.log(low[0])),
  );
  // Away from the ends, so that each step shrinks the bracket.
  const margin = (high[0] - low[0]) * 0.02;
  return Math.min(high[0] - margin, Math.max(low[0] + margin, middle));
}

function entry({ resource, use, sharedBy, factor }: Rung, entryRate: number): LadderEntry {
  return {
    perSecond: factor * entryRate,
    loadFactor: factor,
    resource,
    ...(use.connection === undefined ? {} : { connection: use.connection }),
    limit: use.id,
    title: use.title,
    beyond: use.beyond,
    ...(sharedBy.length > 1 ? { sharedBy: [resource, ...sharedBy.filter((id) => id !== resource)] } : {}),
    grade: use.grade,
    ...(use.isDeliberate ? { isDeliberate: true as const } : {}),
  };
}

const rounded = (factor: number): number => Number(factor.toPrecision(9));
