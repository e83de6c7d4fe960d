/** Asks every service and connection kind what it becomes, and settles what depends on the whole: order and circles. */
import type {
  ConnectionCode,
  EmitContext,
  EmitFigures,
  EnvironmentVariable,
  HandlerParts,
  ResourceCode,
} from '#shared/model/cdk';
import type { Code, Properties } from '#shared/model/code';
import type { Connection, Graph, Resource } from '#shared/model/graph';
import { type Breaks, findBreaks } from './circles';
import { type Names, namesOf } from './names';

export interface EmittedResource {
  readonly resource: Resource;
  readonly names: Names;
  readonly code: ResourceCode;
  /** Its own properties and those that connections give it. */
  readonly properties: Properties;
  readonly parts: HandlerParts;
}

export interface EmittedConnection {
  readonly connection: Connection;
  readonly code: ConnectionCode;
}

export interface Emitted {
  /** In an order in which each finds what its properties mention. */
  readonly resources: readonly EmittedResource[];
  readonly connections: readonly EmittedConnection[];
}

/** Regions beside the drawing's own, which have stacks of their own. */
export function regionsApart({ resources }: Emitted): readonly string[] {
  return [
    ...new Set(
      resources.flatMap(({ code: { apartIn, alarms = [] } }) =>
        [apartIn, ...alarms.map(({ region }) => region)].flatMap((region) => region ?? []),
      ),
    ),
  ].toSorted();
}

/** Id of the stack of a resource. */
export type Placement = (resource: string) => string;

/** All in one stack. */
export const together: Placement = () => '';

export function collect(graph: Graph, figures: EmitFigures | undefined, placed: Placement = together): Emitted {
  const names = new Map(graph.resources.map((resource) => [resource.id, namesOf(resource)]));
  const unbroken = wire(
    graph,
    context(graph, figures, names, () => 'none', placed),
  );
  const breaks = findBreaks(unbroken.flatMap(({ code }) => code.references ?? []));
  const settled = context(graph, figures, names, breaks, placed);
  const connections = wire(graph, settled);
  const resources = graph.resources.flatMap((resource): readonly EmittedResource[] => {
    const code = resource.service.cdk(resource, settled);
    if (!code) return [];
    return [
      {
        resource,
        names: found(names, resource),
        code,
        properties: merge(code.properties, resource.id, connections),
        parts: partsOf(resource, code.environment ?? [], connections),
      },
    ];
  });
  return { resources: ordered(resources, connections), connections };
}

function wire(graph: Graph, settled: EmitContext): readonly EmittedConnection[] {
  return graph.connections.map((connection) => ({ connection, code: connection.kind.cdk(connection, settled) }));
}

function found(names: ReadonlyMap<string, Names>, { id }: Resource): Names {
  const its = names.get(id);
  if (!its) throw new Error(`no names for ${id}`);
  return its;
}

function context(
  { account, resources }: Graph,
  figures: EmitFigures | undefined,
  names: ReadonlyMap<string, Names>,
  breaks: Breaks,
  placed: Placement,
): EmitContext {
  const targets = new Map<string, Code>();
  const stacks = new Map<string, string>();
  const emit: EmitContext = {
    account,
    figures,
    member: (resource) => found(names, resource).member,
    constructId: (resource) => found(names, resource).constructId,
    folder: (resource) => found(names, resource).folder,
    variable: (resource) => found(names, resource).variable,
    target: (resource) => targets.get(resource.id) ?? `this.${found(names, resource).member}`,
    circle: ({ from, to }) => breaks(from.resource.id, to.resource.id),
    together: (one, other) => {
      const [its, others] = [stacks.get(one.id), stacks.get(other.id)];
      return its === undefined || others === undefined || its === others;
    },
  };
  for (const resource of resources) {
    const code = resource.service.cdk(resource, emit);
    if (code) stacks.set(resource.id, placed(resource.id));
    if (code?.target) targets.set(resource.id, `this.${code.target.name}`);
  }
  return emit;
}

function merge(own: Properties, id: string, connections: readonly EmittedConnection[]): Properties {
  return Object.assign({}, own, ...connections.map(({ code }) => code.properties?.[id] ?? {})) as Properties;
}

function partsOf(
  { id }: Resource,
  own: readonly EnvironmentVariable[],
  connections: readonly EmittedConnection[],
): HandlerParts {
  const environment = new Map(own.map((variable) => [variable.name, variable]));
  for (const { code } of connections) {
    for (const variable of code.environment ?? [])
      if (variable.resource === id) environment.set(variable.name, variable);
  }
  return {
    invocations: connections.flatMap(({ connection, code }) =>
      connection.to.resource.id === id && code.invocation ? [{ connection, code: code.invocation }] : [],
    ),
    calls: connections.flatMap(({ connection, code }) =>
      connection.from.resource.id === id && code.call ? [{ connection, code: code.call }] : [],
    ),
    tasks: connections.flatMap(({ connection, code: { answeredBy = [] } }) =>
      answeredBy.filter(({ resource }) => resource === id).map((answer) => ({ connection, answer })),
    ),
    environment: [...environment.values()],
  };
}

/** By id, except that what a property mentions comes first. Circles of properties are impossible, and stop the export. */
function ordered(
  resources: readonly EmittedResource[],
  connections: readonly EmittedConnection[],
): readonly EmittedResource[] {
  const needs = connections.flatMap(({ code }) => (code.references ?? []).filter(({ by }) => by === 'property'));
  const byId = new Map(resources.map((each) => [each.resource.id, each]));
  const placed = new Set<string>();
  const result: EmittedResource[] = [];
  const place = (each: EmittedResource): void => {
    if (placed.has(each.resource.id)) return;
    placed.add(each.resource.id);
    for (const { target } of needs.filter(({ holder }) => holder === each.resource.id)) {
      const first = byId.get(target);
      if (first) place(first);
    }
    result.push(each);
  };
  for (const each of resources) place(each);
  return result;
}
