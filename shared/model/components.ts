import type { Connection, Graph, Resource } from './graph';

/**
 * Number of the strongly connected component of each resource (Tarjan 1972, with its own stack so that long chains do
 * not overflow the engine's). Two resources have the same number exactly if each can be reached from the other along
 * `follows` connections. Linear in resources and connections.
 */
export function components(graph: Graph, follows: (connection: Connection) => boolean): ReadonlyMap<string, number> {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const found = new Map<string, number>();
  let count = 0;

  const enter = (resource: Resource): Visit => {
    order.set(resource.id, order.size);
    low.set(resource.id, order.size - 1);
    open.push(resource.id);
    isOpen.add(resource.id);
    return { resource, next: 0 };
  };
  const lower = (id: string, to: number): void => {
    low.set(id, Math.min(low.get(id) ?? to, to));
  };

  for (const start of graph.resources) {
    if (order.has(start.id)) continue;
    const visits = [enter(start)];
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const { id, outbound } = visit.resource;
      const connection = outbound[visit.next++];
      if (connection) {
        const to = connection.to.resource;
        if (!follows(connection)) continue;
        if (!order.has(to.id)) visits.push(enter(to));
        else if (isOpen.has(to.id)) lower(id, order.get(to.id) ?? 0);
        continue;
      }
      visits.pop();
      const parent = visits.at(-1);
      if (parent) lower(parent.resource.id, low.get(id) ?? 0);
      if (low.get(id) !== order.get(id)) continue;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        isOpen.delete(member);
        found.set(member, count);
        if (member === id) break;
      }
      count++;
    }
  }
  return found;
}

interface Visit {
  readonly resource: Resource;
  next: number;
}

/** The connections of a shortest way from one resource to another; undefined where there is none. */
export function shortestWay(
  from: Resource,
  to: Resource,
  follows: (connection: Connection) => boolean,
): readonly Connection[] | undefined {
  const reachedBy = new Map<string, Connection>();
  let front: readonly Resource[] = [from];
  while (front.length > 0) {
    const next: Resource[] = [];
    for (const resource of front) {
      for (const connection of resource.outbound) {
        const target = connection.to.resource;
        if (!follows(connection) || reachedBy.has(target.id)) continue;
        reachedBy.set(target.id, connection);
        if (target.id === to.id) return walkBack(from, to, reachedBy);
        next.push(target);
      }
    }
    front = next;
  }
  return undefined;
}

function walkBack(from: Resource, to: Resource, reachedBy: ReadonlyMap<string, Connection>): readonly Connection[] {
  const way: Connection[] = [];
  let id = to.id;
  for (let connection = reachedBy.get(id); connection; connection = reachedBy.get(id)) {
    way.unshift(connection);
    id = connection.from.resource.id;
    if (id === from.id) break;
  }
  return way;
}
