/** The stacks of an exported app: one for all of it, or one for each group and one for what is in no group. */
import type { EmitFigures, NagAcknowledgement } from '#shared/model/cdk';
import type { Finding } from '#shared/model/finding';
import type { Graph } from '#shared/model/graph';
import { circlesOf, compare } from './circles';
import { collect, type Emitted, type EmittedResource, type Placement, together } from './collect';
import { type ProjectNames, type StackNames, stackNames } from './names';
import { spoken } from './spoken';
import type { StackChoice } from './stack-choice';
import { circleFinding } from './stack-circles';
import { dependenciesOf, type Dependency, homeOf } from './stack-dependencies';

/** Resources that belong together: a bounded context. */
export interface StackGroup {
  /** Frozen: names follow it. */
  readonly id: string;
  readonly name: string;
  /** Ids of resources. */
  readonly members: readonly string[];
}

export interface StackPlan {
  /** In the order in which they are deployed. One where they form circles: then there is no order. */
  readonly stacks: readonly AppStack[];
  readonly emitted: Emitted;
  /** A sentence for each circle of stacks. */
  readonly circles: readonly Finding[];
}

export function planStacks(
  graph: Graph,
  figures: EmitFigures | undefined,
  groups: readonly StackGroup[],
  choice: StackChoice,
  project: ProjectNames,
): StackPlan {
  const grouped = choice === 'one' ? together : placementOf(groups);
  const first = collect(graph, figures, grouped);
  const dependencies = choice === 'one' ? [] : dependenciesOf(first);
  const names = new Map(groups.map(({ id, name }) => [id, spoken(name) || id]));
  const circles = choice === 'groups' ? circlesOfStacks(dependencies, grouped, names, graph) : [];
  const placed = circles.length > 0 ? together : joinedPlacement(dependencies, grouped);
  const emitted = choice === 'joined' ? collect(graph, figures, placed) : first;
  return { stacks: arrange(emitted, dependencies, placed, grouped, project, names, graph.name), emitted, circles };
}

function placementOf(groups: readonly StackGroup[]): Placement {
  const groupOf = new Map(groups.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
  return (resource) => groupOf.get(resource) ?? '';
}

/** A dependency of one stack on another, by the ids of their groups. */
interface StackDependency {
  readonly holder: string;
  readonly target: string;
}

function betweenStacks(dependencies: readonly Dependency[], placed: Placement): readonly StackDependency[] {
  return dependencies
    .map(({ holder, target }) => ({ holder: placed(holder), target: placed(target) }))
    .filter(({ holder, target }) => holder !== target);
}

/** Each circle of stacks shares the one whose id comes first; that of what is in no group comes before all. */
function joinedPlacement(dependencies: readonly Dependency[], placed: Placement): Placement {
  const circles = circlesOf(betweenStacks(dependencies, placed));
  const first = new Map<number, string>();
  for (const [stack, circle] of [...circles].toSorted(([a], [b]) => compare(a, b)))
    if (!first.has(circle)) first.set(circle, stack);
  return (resource) => {
    const stack = placed(resource);
    const circle = circles.get(stack);
    return circle === undefined ? stack : (first.get(circle) ?? stack);
  };
}

/** A sentence for each circle: the connections that close it, and the way out. */
function circlesOfStacks(
  dependencies: readonly Dependency[],
  placed: Placement,
  groups: ReadonlyMap<string, string>,
  { resources }: Graph,
): readonly Finding[] {
  const circles = circlesOf(betweenStacks(dependencies, placed));
  const names = new Map(resources.map(({ id, name }) => [id, name]));
  return [...new Set(circles.values())].map((circle) => {
    const members = new Set([...circles].flatMap(([stack, its]) => (its === circle ? [stack] : [])));
    return circleFinding(dependencies, placed, { members, groups, names });
  });
}

export interface Elsewhere {
  readonly resource: EmittedResource;
  /** Of the stack that has it. */
  readonly stack: StackNames;
}

export interface AppStack {
  readonly names: StackNames;
  /** Names of its groups, or of the app for what is in none. */
  readonly title: string;
  /** The same, one by one. */
  readonly parts: readonly string[];
  readonly emitted: Emitted;
  /** Resources of other stacks that its code may refer to. */
  readonly elsewhere: readonly Elsewhere[];
  /** What is said of the whole stack for its calls of resources elsewhere. */
  readonly acknowledgements: readonly NagAcknowledgement[];
}

export interface StackApart {
  /** By which the CDK’s command line knows it. */
  readonly path: string;
  /** In AWS. */
  readonly name: string;
  readonly region: string;
  /** Whether it has alarms alone, which are deployed after what they look at. */
  readonly isOfAlarms: boolean;
}

/** Stacks within a stack, for what AWS keeps in another Region: named as the generated code names them. */
export function stacksApart({ names: { stackId }, emitted: { resources } }: AppStack): readonly StackApart[] {
  const regionsOf = (all: readonly (string | undefined)[]): readonly string[] =>
    [...new Set(all.flatMap((region) => region ?? []))].toSorted();
  const resourcesIn = regionsOf(resources.map(({ code }) => code.apartIn));
  const alarmsIn = regionsOf(resources.flatMap(({ code }) => (code.alarms ?? []).map(({ region }) => region)));
  return [
    ...resourcesIn.map((region) => ({
      path: `${stackId}/GlobalStack`,
      name: `${stackId}-global`,
      region,
      isOfAlarms: false,
    })),
    ...alarmsIn.map((region) => ({
      path: `${stackId}/Monitoring/${region}`,
      name: `${stackId}-alarms`,
      region,
      isOfAlarms: true,
    })),
  ];
}

/** In the order in which they are deployed: each after those that it refers to. They form no circle. */
function arrange(
  emitted: Emitted,
  dependencies: readonly Dependency[],
  placed: Placement,
  grouped: Placement,
  project: ProjectNames,
  groups: ReadonlyMap<string, string>,
  title: string,
): readonly AppStack[] {
  const isMade = new Set(emitted.resources.map(({ resource }) => resource.id));
  const stackOf = new Map([...isMade].map((id) => [id, placed(id)]));
  const stacks = isMade.size === 0 ? [''] : [...new Set(stackOf.values())].toSorted(compare);
  return inOrder(stacks, betweenStacks(dependencies, placed)).map((id) => {
    const isHere = (resource: string): boolean => stackOf.get(resource) === id;
    const others = emitted.resources.filter(({ resource }) => !isHere(resource.id));
    const its = emitted.resources.filter(({ resource }) => isHere(resource.id));
    const itsGroups = [...new Set(its.map(({ resource }) => grouped(resource.id)))].toSorted(compare);
    const parts = itsGroups.map((group) => groups.get(group) ?? title);
    return {
      names: stackNames(project, id),
      title: parts.join(', ') || title,
      parts,
      emitted: {
        resources: its,
        connections: emitted.connections.filter((each) => (stackOf.get(homeOf(each, isMade)) ?? stacks[0]) === id),
      },
      elsewhere: others.map((resource) => ({
        resource,
        stack: stackNames(project, stackOf.get(resource.resource.id) ?? ''),
      })),
      acknowledgements: others
        .filter(({ resource }) => resource.inbound.some(({ from }) => isHere(from.resource.id)))
        .flatMap(({ code }) => (code.acknowledgements ?? []).filter(({ on }) => on === 'this')),
    };
  });
}

function inOrder(stacks: readonly string[], dependencies: readonly StackDependency[]): readonly string[] {
  const placed = new Set<string>();
  while (placed.size < stacks.length) {
    const next = stacks.find(
      (stack) =>
        !placed.has(stack) && dependencies.every(({ holder, target }) => holder !== stack || placed.has(target)),
    );
    if (next === undefined) throw new Error(`stacks in a circle: ${stacks.filter((each) => !placed.has(each)).join()}`);
    placed.add(next);
  }
  return [...placed];
}
