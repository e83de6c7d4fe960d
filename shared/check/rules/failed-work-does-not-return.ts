import type { GraphRule } from '#shared/model/rule';
import { components, shortestWay } from '#shared/model/components';
import { roundTrip } from '../words';

export const failedWorkDoesNotReturn: GraphRule = {
  id: 'check/failed-work-does-not-return',
  title: 'failed work does not return to where it failed',
  severity: 'warning',
  category: 'reliability',
  why: 'What failed for good is set aside so that somebody can look at it. If its consumer, or a chain of dead-letter queues, brings it back by itself, a message that can never succeed circles without end and is paid for with every pass.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html',
  asOf: '2026-11-23',
  check(graph, report) {
    const component = components(graph, () => true);
    for (const connection of graph.connections) {
      const { kind, from, to, id } = connection;
      const number = component.get(from.resource.id);
      if (kind.role !== 'failure' || number !== component.get(to.resource.id)) continue;
      const back = shortestWay(to.resource, from.resource, () => true);
      if (!back) continue;
      report(
        { connection: id },
        `what fails for good circles ${roundTrip([connection, ...back])}: let a person or an alarm decide what goes back, or give up after a counted number of passes`,
      );
    }
  },
};
