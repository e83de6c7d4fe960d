import type { Connection, Graph, Resource } from './graph';

export interface Unfolded {
  readonly graph: Graph;
  /** The connection as it is drawn. */
  drawn(connection: Connection): Connection;
}

/**
 * The drawing with each resource that does not pass on everything by every way taken apart: one resource for each
 * connection by which work leaves it, entered only by what can leave there. A way through the unfolded drawing is one that
 * work can really go.
 */
export function unfold(graph: Graph, follows: (connection: Connection) => boolean): Unfolded {
  if (graph.resources.every(({ service }) => !service.passesOn)) return { graph, drawn: (connection) => connection };
  const originals = new Map<Connection, Connection>();
  const exits = new Map<string, Growing>();
  const wholes = new Map<string, Growing>();
  for (const resource of graph.resources) {
    if (!resource.service.passesOn) wholes.set(resource.id, part(resource));
    else for (const exit of resource.outbound.filter(follows)) exits.set(exit.id, part(resource, exit));
  }
  const connections = graph.connections.filter(follows).flatMap((connection) => {
    const from = exits.get(connection.id) ?? wholes.get(connection.from.resource.id);
    if (!from) return [];
    return entered(connection, exits, wholes).map((to) => {
      const copy: Connection = {
        ...connection,
        from: { ...connection.from, resource: from },
        to: { ...connection.to, resource: to },
      };
      originals.set(copy, connection);
      from.outbound.push(copy);
      to.inbound.push(copy);
      return copy;
    });
  });
  return {
    graph: { ...graph, resources: [...wholes.values(), ...exits.values()], connections },
    drawn: (connection) => originals.get(connection) ?? connection,
  };
}

type Growing = { -readonly [K in keyof Resource]: K extends 'inbound' | 'outbound' ? Connection[] : Resource[K] };

/** Ids of parts sort as their resources do. */
function part(resource: Resource, exit?: Connection): Growing {
  return { ...resource, id: exit ? `${resource.id} ${exit.id}` : resource.id, inbound: [], outbound: [] };
}

function entered(
  connection: Connection,
  exits: ReadonlyMap<string, Growing>,
  wholes: ReadonlyMap<string, Growing>,
): readonly Growing[] {
  const { resource } = connection.to;
  const whole = wholes.get(resource.id);
  if (whole) return [whole];
  return resource.outbound.flatMap((exit) => {
    const entry = exits.get(exit.id);
    return entry && resource.service.passesOn?.(connection, exit) ? [entry] : [];
  });
}
