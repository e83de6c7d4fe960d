/** The parts of a drawing that no connection joins. */
import type { Resource } from '#shared/model/graph';
import type { Problem } from './solve';

/** Gives the part that a resource is in, as a problem of its own with the pools of the whole. */
export function partsOf(problem: Problem): (resource: string) => Problem {
  const { resources } = problem.graph;
  const partAt = new Map<string, Set<string>>();
  for (const resource of resources) {
    if (!partAt.has(resource.id)) gather(resource, partAt);
  }
  const problems = new Map<Set<string>, Problem>();
  return (id) => {
    const members = partAt.get(id);
    if (!members) throw new Error(`no resource ${id} in the drawing`);
    if (members.size === resources.length) return problem;
    const known = problems.get(members) ?? restricted(problem, members);
    problems.set(members, known);
    return known;
  };
}

function gather(start: Resource, partAt: Map<string, Set<string>>): void {
  const members = new Set<string>();
  const stack = [start];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (members.has(next.id)) continue;
    members.add(next.id);
    partAt.set(next.id, members);
    for (const { to } of next.outbound) stack.push(to.resource);
    for (const { from } of next.inbound) stack.push(from.resource);
  }
}

function restricted(problem: Problem, members: ReadonlySet<string>): Problem {
  const { graph, order } = problem;
  return {
    ...problem,
    graph: {
      ...graph,
      resources: graph.resources.filter(({ id }) => members.has(id)),
      connections: graph.connections.filter(({ from }) => members.has(from.resource.id)),
    },
    order: order.filter(({ id }) => members.has(id)),
  };
}
