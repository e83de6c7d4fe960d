/** Stacks in a circle, which CloudFormation cannot deploy: by which connections, and how to get out of it. */
import type { Finding } from '#shared/model/finding';
import { listed } from '#shared/model/wording';
import { circlesOf, compare } from './circles';
import type { Placement } from './collect';
import type { Dependency } from './stack-dependencies';

export const CIRCLE_RULE = 'export/stacks-form-no-circle';

interface Circle {
  /** Ids of its stacks. */
  readonly members: ReadonlySet<string>;
  /** Names of groups, by id. */
  readonly groups: ReadonlyMap<string, string>;
  /** Of resources, by id. */
  readonly names: ReadonlyMap<string, string>;
}

export function circleFinding(dependencies: readonly Dependency[], placed: Placement, circle: Circle): Finding {
  const crossing = dependencies.filter(
    ({ holder, target }) =>
      placed(holder) !== placed(target) && circle.members.has(placed(holder)) && circle.members.has(placed(target)),
  );
  const hops = shortest(crossing, placed);
  const nameOf = (stack: string): string => circle.groups.get(stack) ?? 'what is in no group';
  const reasons = [...new Map(hops.map((hop) => [hop.connection.id, hop])).values()].map(({ connection }) => {
    const { from, to } = connection;
    const waits = hops
      .filter((hop) => hop.connection.id === connection.id)
      .map(({ holder, target }) => `${nameOf(placed(holder))} wait for ${nameOf(placed(target))}`);
    return `${from.resource.name} → ${to.resource.name} makes ${waits.join(' and ')}`;
  });
  const stacks = [...new Set(hops.map(({ holder }) => nameOf(placed(holder))))];
  const closing = hops.at(-1)?.connection.id;
  return {
    rule: CIRCLE_RULE,
    owner: 'check',
    severity: 'error',
    at: closing === undefined ? {} : { connection: closing },
    message: `${listed(stacks)} cannot be stacks of their own, each would have to be deployed before the other: ${listed(reasons)}; ${wayOut(dependencies, crossing, placed, circle, new Set(hops.map(({ holder }) => placed(holder))), nameOf)}, or let groups in a circle share a stack`,
  };
}

/** A shortest circle, by one dependency for each step; the first by ids where there are several. */
function shortest(crossing: readonly Dependency[], placed: Placement): readonly Dependency[] {
  const stacks = [...new Set(crossing.map(({ holder }) => placed(holder)))].toSorted(compare);
  let best: readonly Dependency[] = [];
  for (const start of stacks) {
    const found = backTo(start, crossing, placed);
    if (found && (best.length === 0 || found.length < best.length)) best = found;
  }
  return best;
}

function backTo(start: string, crossing: readonly Dependency[], placed: Placement): readonly Dependency[] | undefined {
  const seen = new Set<string>();
  let paths: readonly (readonly Dependency[])[] = [[]];
  while (paths.length > 0) {
    const next: (readonly Dependency[])[] = [];
    for (const path of paths) {
      const last = path.at(-1);
      const at = last ? placed(last.target) : start;
      for (const step of crossing) {
        const to = placed(step.target);
        if (placed(step.holder) !== at) continue;
        if (to === start) return [...path, step];
        if (seen.has(to)) continue;
        seen.add(to);
        next.push([...path, step]);
      }
    }
    paths = next;
  }
  return undefined;
}

/**
 * The one resource whose move leaves the fewest stacks in circles, where there is one after whose move no two of the
 * stacks that are spoken of, nor of them and the one that it goes to, are in a circle.
 */
function wayOut(
  dependencies: readonly Dependency[],
  crossing: readonly Dependency[],
  placed: Placement,
  { members, names }: Circle,
  spokenOf: ReadonlySet<string>,
  nameOf: (stack: string) => string,
): string {
  const isAlone = (resource: string): boolean =>
    [...names.keys()].every((each) => each === resource || placed(each) !== placed(resource));
  // Rather one that leaves others in its group.
  const ends = [...new Set(crossing.flatMap(({ holder, target }) => [holder, target]))].toSorted(
    (a, b) => Number(isAlone(a)) - Number(isAlone(b)) || compare(a, b),
  );
  let fewest = circlesWhere(dependencies, placed).size;
  let move: { readonly resource: string; readonly to: string } | undefined;
  for (const resource of ends) {
    for (const to of [...members].toSorted(compare)) {
      if (to === placed(resource)) continue;
      const circles = circlesWhere(dependencies, (each) => (each === resource ? to : placed(each)));
      const still = [...new Set([...spokenOf, to])].flatMap((stack) => circles.get(stack) ?? []);
      if (circles.size >= fewest || new Set(still).size < still.length) continue;
      fewest = circles.size;
      move = { resource, to };
    }
  }
  if (!move) return 'put them into one group';
  const name = names.get(move.resource) ?? move.resource;
  return move.to === '' ? `take ${name} out of ${nameOf(placed(move.resource))}` : `move ${name} to ${nameOf(move.to)}`;
}

/** By stack, the number of the circle that it is in. */
const circlesWhere = (dependencies: readonly Dependency[], placed: Placement): ReadonlyMap<string, number> =>
  circlesOf(dependencies.map(({ holder, target }) => ({ holder: placed(holder), target: placed(target) })));
