/** References in a circle, which CloudFormation cannot deploy, and where to break them. */
import type { CircleBreak, Reference } from '#shared/model/cdk';

export type Breaks = (holder: string, target: string) => CircleBreak;

/**
 * Policies between members of one circle stand apart from the construct that waits for them. Of the other references
 * (environment variables and properties) those that close a circle are broken by name, in the order of ids.
 */
export function findBreaks(all: readonly Reference[]): Breaks {
  const references = all.filter(({ by }) => by !== 'beside');
  const component = components(edges(references));
  const isApart = ({ holder, target }: Reference): boolean =>
    holder === target || (component.get(holder) !== undefined && component.get(holder) === component.get(target));
  const apart = new Set(references.filter(isApart).map(key));
  const lasting = references.filter(({ by, holder, target }) => by !== 'policy' && holder !== target);
  const closing = closingEdges(edges(lasting));
  return (holder, target) => {
    const at = key({ holder, target });
    if (closing.has(at)) return 'by name';
    return apart.has(at) ? 'apart' : 'none';
  };
}

const key = ({ holder, target }: Pick<Reference, 'holder' | 'target'>): string => `${holder}\n${target}`;

/** By member, the number of the circle that it is in. Absent for what is in none. */
export function circlesOf(references: readonly Pick<Reference, 'holder' | 'target'>[]): ReadonlyMap<string, number> {
  return components(edges(references));
}

type Edges = ReadonlyMap<string, readonly string[]>;

function edges(references: readonly Pick<Reference, 'holder' | 'target'>[]): Edges {
  const found = new Map<string, Set<string>>();
  for (const { holder, target } of references) {
    found.set(holder, (found.get(holder) ?? new Set()).add(target));
    if (!found.has(target)) found.set(target, new Set());
  }
  return new Map(
    [...found]
      .toSorted(([a], [b]) => compare(a, b))
      .map(([holder, targets]) => [holder, [...targets].toSorted(compare)]),
  );
}

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Strongly connected components (Tarjan 1972). Undefined for a resource that stands alone. */
function components(graph: Edges): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const component = new Map<string, number>();
  let next = 0;
  const visit = (at: string): void => {
    index.set(at, next);
    low.set(at, next);
    next += 1;
    open.push(at);
    for (const to of graph.get(at) ?? []) {
      if (!index.has(to)) visit(to);
      if (open.includes(to)) low.set(at, Math.min(low.get(at) ?? 0, low.get(to) ?? 0));
    }
    if (low.get(at) !== index.get(at)) return;
    const members = open.splice(open.indexOf(at));
    if (members.length > 1) for (const member of members) component.set(member, index.get(at) ?? 0);
  };
  for (const start of graph.keys()) if (!index.has(start)) visit(start);
  return component;
}

/** Edges to a resource that is still being visited: without them nothing is in a circle. */
function closingEdges(graph: Edges): ReadonlySet<string> {
  const state = new Map<string, 'open' | 'done'>();
  const closing = new Set<string>();
  const visit = (holder: string): void => {
    state.set(holder, 'open');
    for (const target of graph.get(holder) ?? []) {
      if (state.get(target) === 'open') closing.add(key({ holder, target }));
      else if (!state.has(target)) visit(target);
    }
    state.set(holder, 'done');
  };
  for (const start of graph.keys()) if (!state.has(start)) visit(start);
  return closing;
}
