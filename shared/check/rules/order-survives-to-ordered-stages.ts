import type { Connection, Graph } from '#shared/model/graph';
import type { GraphRule } from '#shared/model/rule';

export const orderSurvivesToOrderedStages: GraphRule = {
  id: 'check/order-survives-to-ordered-stages',
  title: 'order is not lost between two ordered stages',
  severity: 'info',
  category: 'semantics',
  why: 'A FIFO queue or a stream hands on messages in order, but only as far as the next hop that keeps no order, such as a standard queue or an asynchronous invocation. An ordered stage behind it keeps the order in which messages happen to reach it, which is another one.',
  source:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html',
  asOf: '2026-11-23',
  check(graph, report) {
    for (const [lost, { again, was }] of losses(graph)) {
      report(
        { connection: lost.id },
        `the order ${was} of what ${lost.from.resource.name} gets ends at ${lost.to.resource.name}, but ${again.to.resource.name} keeps order again behind it: keep the way between ordered too, or carry a sequence number`,
      );
    }
  },
};

interface Loss {
  /** The first ordered connection behind the loss. */
  readonly again: Connection;
  /** `per message group`, `per shard`. */
  readonly was: string;
}

/** What a resource gets: in order, or after the order was lost on a connection. */
interface State {
  readonly order: string;
  readonly lost?: Connection;
}

/** Walks on from every ordered connection; a resource is passed once in order and once after a loss. */
function losses(graph: Graph): ReadonlyMap<Connection, Loss> {
  const found = new Map<Connection, Loss>();
  const states: [Connection['to']['resource'], State][] = [];
  const seen = new Set<string>();
  const visit = (resource: Connection['to']['resource'], state: State): void => {
    const key = `${state.lost ? 'lost' : 'ordered'} ${resource.id}`;
    if (seen.has(key)) return;
    seen.add(key);
    states.push([resource, state]);
  };
  for (const connection of graph.connections) {
    const order = orderOf(connection);
    if (order !== 'none') visit(connection.to.resource, { order });
  }
  // The list grows while it is walked.
  for (const [resource, { order, lost }] of states) {
    for (const connection of resource.outbound) {
      if (connection.kind.role !== 'work') continue;
      const keeps = orderOf(connection) !== 'none';
      if (lost && keeps && !found.has(lost)) found.set(lost, { again: connection, was: order });
      if (lost && keeps) continue;
      if (lost) visit(connection.to.resource, { order, lost });
      else if (keeps || isWaitedFor(connection)) visit(connection.to.resource, { order });
      else visit(connection.to.resource, { order, lost: connection });
    }
  }
  return found;
}

function orderOf(connection: Connection): string {
  return connection.kind.role === 'work' ? connection.kind.behaviour(connection).ordering : 'none';
}

/** A call whose answer the caller waits for is over before the next message is taken up. */
function isWaitedFor({ kind, to }: Connection): boolean {
  return kind.invocation === 'synchronous' && (to.contract === 'invoke' || to.contract === 'http');
}
