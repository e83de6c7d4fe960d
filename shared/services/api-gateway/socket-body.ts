/** What the mapping templates of a WebSocket API's routes hand on. */
import { BODY_IN_JSON } from './route-code';
import type { SocketRouteConfig } from './socket-route-config';

interface Body {
  /** At the start of a mapping template. */
  readonly before: string;
  /** What stands for the body in a mapping template. */
  readonly text: string;
  readonly inJson: string;
}

/** A client that connects or leaves sends no body: what is handed on says whose connection it is, and which of both. */
export function bodyOf({ routeKey }: SocketRouteConfig): Body {
  if (routeKey !== '$connect' && routeKey !== '$disconnect') {
    return { before: '', text: '$input.body', inJson: BODY_IN_JSON };
  }
  const parts = ['{"id": "', '", "connectionId": "', `", "isConnected": ${routeKey === '$connect'}}`];
  const set = parts.map((part, index) => `#set($part${index} = '${part}')`).join('');
  return {
    before: `${set}#set($told = "$part0$context.connectionId$part1$context.connectionId$part2")`,
    text: '$told',
    inJson: BODY_IN_JSON.replace('$input.body', () => '$told'),
  };
}
