/** Loops of work: which resources they pass, whether they die out, and whether AWS would stop them. */
import type { CapacityResult } from '#shared/model/capacity';
import type { Connection, Graph } from '#shared/model/graph';
import { shortestWay } from '#shared/model/components';
import { type Circle, followed, leastStop, unfollowed } from '#shared/model/loop-guards';

export interface Loop {
  /** A shortest way round, from the resource with the smallest id back to it; of those that AWS does not follow, if any. */
  readonly way: readonly Connection[];
  /**
   * Work that comes back for each piece of work that goes once round the whole of the loop: 1 keeps it going for ever.
   * From the capacity engine's flows; 1 where it has not run, since one call per piece of work is the default.
   */
  readonly gain: number;
  /** Passes after which AWS stops it; undefined where it goes undetected. */
  readonly stopsAfter: number | undefined;
}

/**
 * One loop for each set of resources that all reach one another by work: those in which AWS counts, and those that pass a
 * service through which it does not follow work, by a way that does.
 */
export function loops(drawing: Graph, capacity: CapacityResult | undefined): readonly Loop[] {
  return [...followed(drawing), ...unfollowed(drawing)].flatMap((circle) => loopOf(circle, capacity));
}

function loopOf({ connections, drawn }: Circle, capacity: CapacityResult | undefined): readonly Loop[] {
  const ids = new Set(connections.map(({ id }) => id));
  const resources = connections.map(({ from }) => from.resource);
  const unseen = resources.filter(({ service }) => service.loopGuard === undefined);
  const first = (unseen.length > 0 ? unseen : resources).reduce((a, b) => (b.id < a.id ? b : a));
  const way = shortestWay(first, first, ({ id }) => ids.has(id));
  if (!way) return [];
  const gain = hopGain(connections, drawn, capacity) ** way.length;
  return [{ way: way.map(drawn), gain, stopsAfter: leastStop(connections) }];
}

/** Hops of the power iteration: a multiple of every length up to 8, so that going round once leaves no remainder. */
const HOPS = 840;

/** Growth of work per hop: the spectral radius of the matrix of what each resource sends for each piece that it takes. */
function hopGain(
  connections: readonly Connection[],
  drawn: (connection: Connection) => Connection,
  capacity: CapacityResult | undefined,
): number {
  const numbers = new Map<string, number>();
  const number = (id: string): number => {
    const known = numbers.get(id) ?? numbers.size;
    numbers.set(id, known);
    return known;
  };
  const edges = connections.map((connection) => ({
    from: number(connection.from.resource.id),
    to: number(connection.to.resource.id),
    gain: gainOf(drawn(connection), capacity),
  }));
  let mass = new Float64Array(numbers.size).fill(1 / numbers.size);
  let logarithm = 0;
  for (let hop = 0; hop < HOPS; hop++) {
    const next = new Float64Array(numbers.size);
    for (const { from, to, gain } of edges) next[to] = (next[to] ?? 0) + (mass[from] ?? 0) * gain;
    const total = next.reduce((sum, value) => sum + value, 0);
    if (total === 0) return 0;
    logarithm += Math.log(total);
    mass = next.map((value) => value / total);
  }
  return Math.exp(logarithm / HOPS);
}

/** What goes on along a connection for each piece of work that can leave by it. */
function gainOf(connection: Connection, capacity: CapacityResult | undefined): number {
  const { id, from } = connection;
  const report = capacity?.resources.get(from.resource.id);
  const sent = report?.emits.get(id)?.rate;
  if (!capacity || !report || sent === undefined) return 1;
  const { passesOn } = from.resource.service;
  const taken = passesOn
    ? from.resource.inbound
        .filter((inbound) => passesOn(inbound, connection))
        .reduce((sum, inbound) => sum + takenOf(inbound, capacity), 0)
    : report.completed + report.failed;
  return taken === 0 ? 1 : sent / taken;
}

function takenOf({ id }: Connection, capacity: CapacityResult): number {
  const { flow, outcome } = capacity.connections.get(id) ?? {};
  return flow === undefined || outcome === undefined ? 0 : flow.rate * (1 - outcome.throttled);
}
