import type { GraphRule } from '#shared/model/rule';

export const failuresAreKept: GraphRule = {
  id: 'check/failures-are-kept',
  title: 'a failure destination keeps what it gets or passes it on',
  severity: 'warning',
  category: 'reliability',
  why: 'A topic keeps nothing. Without a subscription, what was sent there after it failed for good is gone, and nobody has seen it.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  asOf: '2026-11-23',
  check(graph, report) {
    for (const resource of graph.resources) {
      const first = resource.inbound.find(({ kind, to }) => kind.role === 'failure' && to.contract === 'publish');
      if (!first || resource.outbound.some(({ kind }) => kind.role === 'work')) continue;
      report(
        { resource: resource.id },
        `${resource.name} gets what ${first.from.resource.name} failed to do but has no subscription: the failures are lost; subscribe a queue to it`,
      );
    }
  },
};
