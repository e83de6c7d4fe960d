import type { ContractTerms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { set } from '#shared/model/remedy';
import type { GraphRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import { fieldMaximum } from '../bounds';

export const messagesFitEveryHop: GraphRule = {
  id: 'check/messages-fit-every-hop',
  title: 'messages fit what each receiver takes',
  severity: 'error',
  category: 'limits',
  why: 'Each receiver refuses what is larger than its limit, whoever sends it. The narrowest hop of a path bounds the messages of the whole path. Larger ones are put in S3, and the message carries their address.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  asOf: '2026-11-23',
  check(graph, report, { capacity }) {
    for (const connection of graph.connections) {
      const flow = capacity?.connections.get(connection.id)?.flow;
      const most = limitOf(connection);
      if (!flow || !most || flow.size <= most.bytes) continue;
      const { resource } = connection.to;
      const settable = most.field === undefined ? undefined : fieldMaximum(resource, most.field);
      const raised = settable !== undefined && flow.size <= settable ? Math.ceil(flow.size) : undefined;
      report(
        { connection: connection.id },
        `messages have ${bytesText(flow.size)} on average but ${resource.name} takes ${bytesText(most.bytes)} at most: ${
          raised === undefined
            ? 'put the payload in S3 and send its address'
            : `raise the limit, or put the payload in S3 and send its address`
        }`,
        raised === undefined || most.field === undefined
          ? undefined
          : set(`Let ${resource.name} take ${bytesText(raised)}`, { resource: resource.id }, most.field, raised),
      );
    }
  },
};

interface Limit {
  readonly bytes: number;
  /** The field of the receiver that sets it, where one does. */
  readonly field?: string;
}

/**
 * The largest message that a receiver takes from a sender. A queue's own limit does not bind what a topic delivers
 * (the topic's does: sns large-message-payloads, 2026-11-23), nor what another queue moves to it.
 */
function limitOf({ kind, config, from, to }: Connection): Limit | undefined {
  if (kind.role !== 'work' || kind.invocation === 'poll') return undefined;
  switch (to.contract) {
    case 'http':
      return { bytes: (to.terms as ContractTerms['http']).maxPayload };
    case 'invoke': {
      const { maxSynchronousPayload, maxAsynchronousPayload } = to.terms as ContractTerms['invoke'];
      return { bytes: kind.invocation === 'synchronous' ? maxSynchronousPayload : maxAsynchronousPayload };
    }
    case 'enqueue':
      return from.contract === 'deliver'
        ? undefined
        : { bytes: (to.terms as ContractTerms['enqueue']).maximumMessageSize, field: 'maximumMessageSize' };
    case 'publish':
      return { bytes: (to.terms as ContractTerms['publish']).maximumMessageSize, field: 'maximumMessageSize' };
    case 'put-record':
      return { bytes: (to.terms as ContractTerms['put-record']).maximumRecordSize, field: 'maximumRecordSize' };
    case 'collect-records':
      return { bytes: (to.terms as ContractTerms['collect-records']).maximumRecordSize };
    case 'keep-items':
      return kind.accesses(config)?.does === 'write'
        ? { bytes: (to.terms as ContractTerms['keep-items']).maximumItemSize }
        : undefined;
    case 'put-events':
      return { bytes: (to.terms as ContractTerms['put-events']).maximumEventSize };
    case 'start-workflow':
      return { bytes: (to.terms as ContractTerms['start-workflow']).maximumInputSize };
    case 'post-to-connection':
      return { bytes: (to.terms as ContractTerms['post-to-connection']).maximumMessageSize };
    default:
      return undefined;
  }
}
