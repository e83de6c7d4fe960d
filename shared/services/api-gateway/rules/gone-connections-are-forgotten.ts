import type { ResourceRule } from '#shared/model/rule';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import { eventOf, isPush } from '../sockets';

export const goneConnectionsAreForgotten: ResourceRule<ApiConfig> = {
  id: 'api-gateway/gone-connections-are-forgotten',
  title: 'connections that are gone are forgotten where their ids are kept',
  severity: 'info',
  category: 'capacity',
  why: 'A push to a connection that is gone is answered 410 and counts to the requests per second that all APIs of the account share. Without $disconnect, ids that were kept at $connect stay until a push fails, and each push to all of them reaches fewer. $disconnect is best effort: forget an id on 410 as well.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type }, inbound, outbound }, report) {
    const pusher = inbound.find(isPush);
    if (type !== 'WEBSOCKET' || !pusher) return;
    const events = new Set(routesOf({ outbound }).map(eventOf));
    if (!events.has('connect') || events.has('disconnect')) return;
    report(
      { resource: id },
      `${name} tells of clients that connect but not of those that are gone, to which ${pusher.from.resource.name} goes on pushing: draw a route for $disconnect that forgets them`,
    );
  },
};
