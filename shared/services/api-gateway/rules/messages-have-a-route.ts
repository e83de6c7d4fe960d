import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import { eventOf, isPush } from '../sockets';

export const messagesHaveARoute: ResourceRule<ApiConfig> = {
  id: 'api-gateway/messages-have-a-route',
  title: 'messages to a WebSocket API have a route',
  severity: 'warning',
  category: 'semantics',
  why: 'A message takes the route that it names, else $default. Where there is neither, the client gets an error for each message, which is paid for all the same, and nothing behind the API hears of it.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, messagesPerConnection }, inbound, outbound }, report) {
    if (type !== 'WEBSOCKET' || messagesPerConnection === 0 || inbound.every(isPush)) return;
    const routes = routesOf({ outbound });
    if (routes.length === 0 || routes.some((each) => eventOf(each) === 'message')) return;
    report(
      { resource: id, field: 'messagesPerConnection' },
      `clients send ${short(messagesPerConnection)} messages over each connection to ${name}, which has no route for any: give it $default, or let clients only listen`,
      set('Let clients only listen', { resource: id }, 'messagesPerConnection', 0),
    );
  },
};
