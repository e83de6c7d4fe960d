import type { Graph } from '#shared/model/graph';
import type { GraphRule } from '#shared/model/rule';

export const resourcesAreReached: GraphRule = {
  id: 'check/resources-are-reached',
  title: 'every resource is reached from a source of load',
  severity: 'info',
  category: 'semantics',
  why: 'Load comes from the entry resources only. What no connection leads to from one of them has no load: no figure of it means anything, though it is exported and may cost money.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/concepts-event-driven-architectures.html',
  asOf: '2026-11-23',
  check(graph, report) {
    const reached = reachedFromEntries(graph);
    if (reached.size === 0) return;
    for (const { id, name } of graph.resources) {
      if (!reached.has(id)) report({ resource: id }, `nothing reaches ${name}: connect it, or remove it`);
    }
  },
};

function reachedFromEntries({ resources }: Graph): ReadonlySet<string> {
  const front = resources.filter(({ service, config }) => service.entryRate(config) !== undefined);
  const reached = new Set(front.map(({ id }) => id));
  for (let resource = front.pop(); resource; resource = front.pop()) {
    for (const { to } of resource.outbound) {
      if (reached.has(to.resource.id)) continue;
      reached.add(to.resource.id);
      front.push(to.resource);
    }
  }
  return reached;
}
