/** Drawings for tests: resources by id, connections by kind; whatever a test does not name has its default. */
import type { Config, Connection, Graph, Resource } from '#shared/model/graph';
import { services } from '#shared/services/registry';

export interface Drawn {
  readonly region?: string;
  readonly quotas?: Readonly<Record<string, number>>;
  /** Id → service and the settings that matter. */
  readonly resources: Readonly<Record<string, readonly [service: string, config?: Config]>>;
  readonly connections?: readonly (readonly [kind: string, from: string, to: string, config?: Config])[];
}

type Growing = { -readonly [K in keyof Resource]: K extends 'inbound' | 'outbound' ? Connection[] : Resource[K] };

export function drawing({ region = 'us-east-1', quotas = {}, resources, connections = [] }: Drawn): Graph {
  const byId = new Map(Object.entries(resources).map(([id, [service, config]]) => [id, resource(id, service, config)]));
  const joined = connections.map(([kind, from, to, config], at) => {
    const connection = join(kind, found(byId, from), found(byId, to), config);
    const isRepeated = connections
      .slice(0, at)
      .some(([kindId, ...ends]) => kindId === kind && ends[0] === from && ends[1] === to);
    if (isRepeated) return { ...connection, id: `${connection.id}-2` };
    const isSecond = connections
      .slice(0, at)
      .some(([kindId, ...ends]) => kindId !== kind && ends[0] === from && ends[1] === to);
    // Two kinds of work between the same two: reads and writes of a table.
    return isSecond && connection.kind.role === 'work'
      ? { ...connection, id: `${connection.id}-${kind.replace(/^.*\//, '')}` }
      : connection;
  });
  for (const connection of joined) {
    found(byId, connection.from.resource.id).outbound.push(connection);
    found(byId, connection.to.resource.id).inbound.push(connection);
  }
  return {
    name: 'test',
    account: { region, quotas },
    resources: sorted(byId.values()),
    connections: sorted(joined),
  };
}

function resource(id: string, serviceId: string, config: Config = {}): Growing {
  const service = services.find((each) => each.id === serviceId);
  if (!service) throw new Error(`no service ${serviceId}`);
  return { id, name: id, service, config: service.config.parse(config), inbound: [], outbound: [] };
}

function join(kindId: string, from: Growing, to: Growing, config: Config = {}): Connection {
  const kind = services.flatMap(({ connections }) => connections).find(({ id }) => id === kindId);
  if (!kind) throw new Error(`no connection kind ${kindId}`);
  const end = (at: Growing, side: 'in' | 'out', contract: typeof kind.from) => {
    const port = at.service.ports.find((each) => each.side === side && each.contract === contract);
    if (!port) throw new Error(`${at.id} has no ${side} port ${contract}`);
    return { resource: at as Resource, contract, terms: port.terms(at.config) };
  };
  return {
    id: `${from.id}--${to.id}${kind.role === 'work' ? '' : `-${kind.role}`}`,
    kind,
    config: kind.config.parse(config),
    from: end(from, 'out', kind.from),
    to: end(to, 'in', kind.to),
  };
}

function found(byId: ReadonlyMap<string, Growing>, id: string): Growing {
  const drawn = byId.get(id);
  if (!drawn) throw new Error(`no resource ${id}`);
  return drawn;
}

function sorted<T extends { readonly id: string }>(items: Iterable<T>): T[] {
  return [...items].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
