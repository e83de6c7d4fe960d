import type { ContractTerms } from '#shared/model/contract';
import type { Connection, Resource } from '#shared/model/graph';
import { set } from '#shared/model/remedy';
import type { GraphRule } from '#shared/model/rule';

export const repeatedWorkIsIdempotent: GraphRule = {
  id: 'check/repeated-work-is-idempotent',
  title: 'code that may run twice for the same event is idempotent',
  severity: 'warning',
  category: 'semantics',
  why: 'Asynchronous invocations and event source mappings deliver at least once, those of FIFO queues too: a message comes again when the visibility timeout passes before it is deleted. A caller that tries again repeats a request that may have succeeded. Code that must not act twice needs a key, stored with a conditional write before the side effect and kept longer than the longest redelivery.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html',
  asOf: '2026-11-23',
  check(graph, report) {
    for (const resource of graph.resources) {
      const first = resource.inbound.find(({ to }) => to.contract === 'invoke');
      if (!first || (first.to.terms as ContractTerms['invoke']).isIdempotent) continue;
      const cause = firstRepeater(resource);
      if (!cause) continue;
      report(
        { resource: resource.id, field: 'isIdempotent' },
        `${resource.name} is not idempotent but ${howRepeated(cause, resource)}: give it an idempotency key, then mark it idempotent`,
        set(`Mark ${resource.name} as idempotent`, { resource: resource.id }, 'isIdempotent', true),
      );
    }
  },
};

/** A connection that may bring the same work twice, straight to the resource or to a caller that waits for it. */
function firstRepeater(resource: Resource): Connection | undefined {
  const seen = new Set([resource.id]);
  const callers = [resource];
  // The list grows while it is walked.
  for (const callee of callers) {
    for (const connection of callee.inbound) {
      if (connection.kind.behaviour(connection).delivery === 'at least once') return connection;
      const caller = connection.from.resource;
      if (connection.kind.invocation !== 'synchronous' || seen.has(caller.id)) continue;
      seen.add(caller.id);
      callers.push(caller);
    }
  }
  return undefined;
}

function howRepeated(cause: Connection, resource: Resource): string {
  const { attempts, retriedBy } = cause.kind.behaviour(cause);
  const from = cause.from.resource.name;
  const by = cause.to.resource.id === resource.id ? '' : ` through ${cause.to.resource.name}`;
  return retriedBy === 'caller'
    ? `${from} makes up to ${attempts ?? 'several'} attempts${by}`
    : `${from} delivers at least once${by}`;
}
