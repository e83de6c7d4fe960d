/** Where AWS's recursive loop detection ends work that circles. */
import { components, shortestWay } from './components';
import type { Connection, Graph, Resource } from './graph';
import { unfold } from './unfold';

export interface LoopGuards {
  /** Whether a connection is part of a loop in which AWS counts passes. */
  counts(connection: Connection): boolean;
  /** Whether it is part of a loop in which nobody counts, so that what feeds itself never ends. */
  misses(connection: Connection): boolean;
  /** Passes after which work that comes to a resource again is stopped there; Infinity where nothing is counted. */
  stopsAfter(resource: string): number;
}

/** Failure destinations and redrives are ends, not loops of work. */
const isWork = ({ kind }: Connection): boolean => kind.role !== 'failure';

/**
 * AWS follows work only through services that pass on the mark, and stops it at those that look at it, each of which
 * counts for itself: what comes from another service is new to it. Here a loop has one count, to which each of its guards
 * adds: n guards stop it after n times as many, which is the same for work that goes round and round.
 */
export function loopGuards(drawing: Graph): LoopGuards {
  const counted = new Set<string>();
  const stops = new Map<string, number>();
  for (const { connections, drawn } of followed(drawing)) {
    const limit = leastStop(connections) ?? Infinity;
    for (const connection of connections) counted.add(drawn(connection).id);
    const ids = new Set(connections.map(({ id }) => id));
    for (const { from } of connections) {
      if (!isGuard(from.resource.service.loopGuard)) continue;
      const way = shortestWay(from.resource, from.resource, ({ id }) => ids.has(id)) ?? [];
      const guards = way.filter((each) => isGuard(each.from.resource.service.loopGuard)).length;
      stops.set(from.resource.id, limit * Math.max(1, guards));
    }
  }
  const missed = new Set(
    unfollowed(drawing).flatMap(({ connections, drawn }) => connections.map((each) => drawn(each).id)),
  );
  return {
    counts: ({ id }) => counted.has(id),
    misses: ({ id }) => missed.has(id) && !counted.has(id),
    stopsAfter: (resource) => stops.get(resource) ?? Infinity,
  };
}

/** Connections among resources that all reach one another by work, of the unfolded drawing. */
export interface Circle {
  readonly connections: readonly Connection[];
  drawn(connection: Connection): Connection;
}

/** Circles that work can go round without leaving the services through which AWS follows it, and that somebody stops. */
export const followed = (drawing: Graph): readonly Circle[] =>
  circling(drawing, (each) => isWork(each) && isFollowed(each.from.resource) && isFollowed(each.to.resource)).filter(
    ({ connections }) => leastStop(connections) !== undefined,
  );

/** Circles in which work can go round unseen: through a service that AWS does not follow, or past nobody who counts. */
export const unfollowed = (drawing: Graph): readonly Circle[] =>
  circling(drawing, isWork).filter(({ connections }) => leastStop(connections) === undefined);

const isFollowed = ({ service }: Resource): boolean => service.loopGuard !== undefined;

function circling(drawing: Graph, follows: (connection: Connection) => boolean): readonly Circle[] {
  const { graph, drawn } = unfold(drawing, follows);
  const component = components(graph, follows);
  const inside = new Map<number, Connection[]>();
  for (const connection of graph.connections) {
    const number = component.get(connection.from.resource.id) ?? -1;
    if (!follows(connection) || number !== component.get(connection.to.resource.id)) continue;
    const same = inside.get(number);
    if (same) same.push(connection);
    else inside.set(number, [connection]);
  }
  return [...inside.values()].map((connections) => ({ connections, drawn }));
}

/** Passes after which the first of the guards stops what goes round; undefined where it goes undetected. */
export function leastStop(connections: readonly Connection[]): number | undefined {
  let least: number | undefined;
  for (const { from } of connections) {
    const guard = from.resource.service.loopGuard;
    if (!guard) return undefined;
    if ('stopsAfter' in guard) least = Math.min(least ?? Infinity, guard.stopsAfter);
  }
  return least;
}

const isGuard = (guard: Connection['from']['resource']['service']['loopGuard']): boolean =>
  guard !== undefined && 'stopsAfter' in guard;
