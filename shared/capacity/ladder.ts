/**
 * The ladder: each limit with the load at which it breaks. Limits are judged without the throttles before them, so that
 * the second rung tells what comes once the first is mended.
 */
import type { LadderEntry, LimitUse } from '#shared/model/capacity';
import { type Problem, solve } from './solve';

/** Solutions that may be spent on limits that do not grow in proportion to the load. */
const SOLUTIONS = 40;
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

type Utilisations = ReadonlyMap<string, number>;

interface Reading {
  readonly uses: readonly {
    readonly key: string;
    readonly resource: string;
    readonly use: LimitUse;
    readonly draws: number;
  }[];
  readonly by: Utilisations;
}

/** Rungs in the order in which they break; limits that load does not move are left out. */
export function ladder(problem: Problem, entryRate: number): readonly LadderEntry[] {
  if (entryRate <= 0) return [];
  const once = read(problem, 1);
  const twice = read(problem, 2);
  const rungs = new Map<string, Rung>();
  const bent: string[] = [];
  for (const { key, resource, use, draws } of once.uses) {
    const known = rungs.get(key);
    if (known) {
      share(known, resource, use, draws);
      continue;
    }
    const u1 = use.utilisation;
    const u2 = twice.by.get(key) ?? u1;
    if (u2 <= 0 || u2 - u1 <= 1e-12 * u2) continue;
    const straight = Math.abs(u2 - 2 * u1) <= 1e-6 * u2;
    const factor = straight ? 1 / u1 : guess(u1, u2);
    rungs.set(key, { resource, use, draws, sharedBy: [resource], factor });
    if (!straight) bent.push(key);
  }
  refine(problem, rungs, bent, [
    [1, once.by],
    [2, twice.by],
  ]);
  return (
    [...rungs.values()]
      .filter(({ factor }) => Number.isFinite(factor) && factor < HIGHEST)
      // Stable: of two that break together, the one that its service names first.
      .toSorted((a, b) => rounded(a.factor) - rounded(b.factor))
      .map((rung) => entry(rung, entryRate))
  );
}

function read(problem: Problem, loadFactor: number): Reading {
  const { reports } = solve(problem, { loadFactor, capped: false });
  const uses = problem.graph.resources.flatMap(({ id }) => {
    const report = reports.get(id);
    return (report?.limits ?? []).map((use) => ({
      key: use.pool ?? `${id} ${use.id} ${use.connection ?? ''}`,
      resource: id,
      use,
      draws: use.pool === undefined ? 0 : (report?.draws.find(({ pool }) => pool === use.pool)?.amount ?? 0),
    }));
  });
  return { uses, by: new Map(uses.map(({ key, use }) => [key, use.utilisation])) };
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

/** Regula falsi in the logarithms, lowest rungs first; every solution informs every limit. */
function refine(
  problem: Problem,
  rungs: Map<string, Rung>,
  bent: readonly string[],
  readings: [number, Utilisations][],
): void {
  // In a large drawing only what may be the first to break is worth further solutions.
  const isLarge = problem.graph.resources.length > LARGE;
  const first = Math.min(...[...rungs.values()].map(({ factor }) => factor));
  let left = isLarge ? SOLUTIONS / 6 : SOLUTIONS;
  const byFactor = bent
    .filter((key) => !isLarge || rungs.get(key)!.factor < NEAR * first)
    .toSorted((a, b) => rungs.get(a)!.factor - rungs.get(b)!.factor);
  for (const key of byFactor) {
    const rung = rungs.get(key)!;
    while (left > 0) {
      const [low, high] = bracket(key, readings);
      const next = between(low, high, rung.factor);
      rung.factor = next;
      if (next >= HIGHEST || (low && high && high[0] - low[0] <= PRECISION * high[0])) break;
      left--;
      const by = read(problem, next).by;
      readings.push([next, by]);
      if (Math.abs((by.get(key) ?? 0) - 1) <= PRECISION) break;
    }
  }
}

type Point = readonly [factor: number, utilisation: number];

function bracket(key: string, readings: readonly [number, Utilisations][]): [Point | undefined, Point | undefined] {
  let low: Point | undefined;
  let high: Point | undefined;
  for (const [factor, by] of readings) {
    const utilisation = by.get(key) ?? 0;
    if (utilisation < 1 && (!low || factor > low[0])) low = [factor, utilisation];
    if (utilisation >= 1 && (!high || factor < high[0])) high = [factor, utilisation];
  }
  return [low, high];
}

function between(low: Point | undefined, high: Point | undefined, fallback: number): number {
  if (!high) return low ? Math.max(low[0] * 2, Math.min(fallback, low[0] * 64)) : fallback;
  if (!low) return high[0] / 2;
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
    ...(sharedBy.length > 1 ? { sharedBy } : {}),
    grade: use.grade,
    ...(use.isDeliberate ? { isDeliberate: true as const } : {}),
  };
}

const rounded = (factor: number): number => Number(factor.toPrecision(9));
