/** What is the same of all that a pipe calls. */
import type { Behaviour } from '#shared/model/connection';
import type { Connection } from '#shared/model/graph';
import { isQueueSource, sourcesOf } from './stages';

type Called = Pick<Connection, 'from'>;

/** Whether what comes is in an order that the pipe keeps: it waits for each call then. */
function orderOf({ from }: Called): Behaviour['ordering'] {
  const [source] = sourcesOf(from.resource);
  return source?.kind.behaviour(source).ordering ?? 'none';
}

/** Whoever polls tries again, the whole execution: the enrichment once more, and then the target. */
export function called(
  connection: Called,
  rest: Pick<Behaviour, 'mechanism' | 'permission'> & Partial<Behaviour>,
): Behaviour {
  const [source] = sourcesOf(connection.from.resource);
  const then = source ? source.kind.behaviour(source).onFailure : 'what becomes of it depends on the source';
  return {
    retriedBy: 'service',
    delivery: 'at least once',
    ordering: orderOf(connection),
    onThrottle:
      source && !isQueueSource(source)
        ? 'the execution has failed: the shard waits while its batch is tried again, the enrichment included'
        : 'the execution has failed: its messages come back after the visibility timeout, and the enrichment runs again',
    onFailure: then,
    ...rest,
  };
}
