import type { Terms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';

/** What is used as often as its messages say, one after the other, and not all at once. */
export const isSocket = ({ kind }: Pick<Connection, 'kind'>): boolean => kind.id === 'client/websocket';

/** Calls that each of the client's requests makes, in the mean; over a WebSocket connection the opening and the messages. */
export function callsOf(connection: Connection): number {
  const perRequest = connection.config['callsPerRequest'] as number;
  if (!isSocket(connection)) return perRequest;
  const { sockets } = connection.to.terms as Terms<'http'>;
  return perRequest * (1 + (sockets?.messagesPerConnection ?? 0));
}
