/** What holds between two moments at which a failure begins or ends: the drawing as it behaves then. */
import { flowOrder } from '#shared/capacity/order';
import { type Pool, pools, type QuotaBook, quotaBook } from '#shared/capacity/quotas';
import type { Problem } from '#shared/capacity/solve';
import { loopGuards } from '#shared/model/loop-guards';
import type { Config, Connection, End, Graph, Resource } from '#shared/model/graph';
import type { Registry } from '#shared/model/service';
import type { Disturbance } from '#shared/model/simulation';
import type { Failure } from '#shared/simulation/failure-schedule';

export interface Regime {
  /** Seconds from the start of the run. */
  readonly from: number;
  readonly problem: Problem;
  /** Resources that neither fetch nor hand out. */
  readonly stopped: ReadonlySet<string>;
}

/** Regimes in their order; the same set of failures is worked out once. */
export function regimesOf(
  graph: Graph,
  services: Registry,
  failures: readonly Failure[],
  duration: number,
): readonly Regime[] {
  const lasting = failures.filter((failure) => 'for' in failure && failure.kind !== 'kick');
  const edges = lasting.flatMap((failure) => ('for' in failure ? [failure.at, failure.at + failure.for] : []));
  const starts = [...new Set([0, ...edges])].filter((time) => time < duration).toSorted((a, b) => a - b);
  const known = new Map<string, Omit<Regime, 'from'>>();
  return starts.map((from) => {
    const active = lasting.filter((each) => 'for' in each && each.at <= from && from < each.at + each.for);
    const key = active.map((failure) => failures.indexOf(failure)).join(' ');
    const regime = known.get(key) ?? build(graph, services, active);
    known.set(key, regime);
    return { from, ...regime };
  });
}

/** Failures that this level of the estimate cannot show: that only a run request by request can. */
export function unshownOf(graph: Graph, failures: readonly Failure[]): readonly Failure[] {
  return failures.filter((failure) => {
    const { kind, resource } = failure;
    if (kind === 'kick' || kind === 'quota-cut') return false;
    const own = graph.resources.find(({ id }) => id === resource);
    if (kind === 'consumer-stopped') {
      return ![...(own?.inbound ?? []), ...(own?.outbound ?? [])].some((each) => each.kind.invocation === 'poll');
    }
    const disturbance = disturbanceOf(failure);
    return !own || !disturbance || own.service.disturbed?.(own.config, disturbance) === undefined;
  });
}

function build(graph: Graph, services: Registry, active: readonly Failure[]): Omit<Regime, 'from'> {
  const changed = new Map<string, Config>();
  for (const failure of active) {
    const disturbance = disturbanceOf(failure);
    const resource = graph.resources.find(({ id }) => id === failure.resource);
    if (!disturbance || !resource) continue;
    const config = resource.service.disturbed?.(changed.get(resource.id) ?? resource.config, disturbance);
    if (config) changed.set(resource.id, config);
  }
  const disturbed = changed.size > 0 ? withConfigs(graph, changed) : graph;
  const quotas = cut(quotaBook(services, graph.account), active);
  const poolsNow: ReadonlyMap<string, Pool> = pools(disturbed, services, quotas);
  return {
    problem: { graph: disturbed, order: flowOrder(disturbed), quotas, pools: poolsNow, guards: loopGuards(disturbed) },
    stopped: new Set(active.filter(({ kind }) => kind === 'consumer-stopped').map(({ resource }) => resource)),
  };
}

function disturbanceOf(failure: Failure): Disturbance | undefined {
  switch (failure.kind) {
    case 'errors':
    case 'hot-key':
      return { kind: failure.kind, share: failure.share };
    case 'slowness':
      return { kind: 'slowness', factor: failure.factor };
    case 'poison-message':
      return { kind: 'poison-message', count: failure.count };
    case 'cold-start-storm':
      return { kind: 'cold-start-storm' };
    case 'consumer-stopped':
    case 'quota-cut':
    case 'kick':
      return undefined;
    default:
      return failure satisfies never;
  }
}

function cut(book: QuotaBook, active: readonly Failure[]): QuotaBook {
  const cuts = active.flatMap((failure) => (failure.kind === 'quota-cut' ? [failure] : []));
  if (cuts.length === 0) return book;
  return {
    ...book,
    value: (id) => cuts.reduce((value, each) => (each.quota === id ? value * each.to : value), book.value(id)),
  };
}

type Growing = Omit<Resource, 'inbound' | 'outbound'> & { inbound: Connection[]; outbound: Connection[] };

/** The same drawing with other configurations, their terms told to the other ends. */
function withConfigs(graph: Graph, configs: ReadonlyMap<string, Config>): Graph {
  const byId = new Map(
    graph.resources.map((each): [string, Growing] => [
      each.id,
      { ...each, config: configs.get(each.id) ?? each.config, inbound: [], outbound: [] },
    ]),
  );
  const end = ({ resource: { id }, contract, terms }: End, side: 'in' | 'out'): End => {
    const resource = byId.get(id)!;
    const port = resource.service.ports.find((each) => each.side === side && each.contract === contract);
    return { resource, contract, terms: configs.has(id) && port ? port.terms(resource.config) : terms };
  };
  const connections = graph.connections.map((each) => ({
    ...each,
    from: end(each.from, 'out'),
    to: end(each.to, 'in'),
  }));
  for (const connection of connections) {
    byId.get(connection.from.resource.id)!.outbound.push(connection);
    byId.get(connection.to.resource.id)!.inbound.push(connection);
  }
  return { ...graph, resources: [...byId.values()], connections };
}
