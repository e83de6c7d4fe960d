/**
 * What a WebSocket API is asked. What comes from clients opens connections and is sent over them: a client that opens one
 * sends `messagesPerConnection` messages, so that of all that comes from clients one in `messagesPerConnection + 1` opens.
 * When a connection is opened, another is closed: as many as open a second close a second, whatever the law of their
 * length (M/G/∞ in its steady state; Mirasol, Operations Research 11, 1963).
 */
import type { Terms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import type { ApiConfig } from './config';
import type { SocketRouteConfig } from './socket-route-config';

export type SocketEvent = 'connect' | 'message' | 'disconnect';

export function socketsOf({ type, messagesPerConnection, sessionLength }: ApiConfig): Terms<'http'>['sockets'] {
  return type === 'WEBSOCKET' ? { messagesPerConnection, sessionLength } : undefined;
}

/** What a route is taken by. */
export function eventOf({ config }: Pick<Connection, 'config'>): SocketEvent {
  const { routeKey } = config as unknown as SocketRouteConfig;
  if (routeKey === '$connect') return 'connect';
  return routeKey === '$disconnect' ? 'disconnect' : 'message';
}

/** Share of what comes from clients that opens a connection; the others are messages. */
export const openingShare = ({ messagesPerConnection }: ApiConfig): number => 1 / (1 + messagesPerConnection);

export const isPush = ({ to }: Pick<Connection, 'to'>): boolean => to.contract === 'post-to-connection';

/** What is pushed to clients takes no route, who asks for one takes no other, and no caller waits for the end of a connection. */
export function passesOn(inbound: Connection, outbound: Connection): boolean {
  if (isPush(inbound) || outbound.config['routeKey'] === '$disconnect') return false;
  const asked = inbound.kind.asksFor(inbound);
  return asked === undefined || asked === outbound.id || outbound.from.contract !== 'integrate';
}
