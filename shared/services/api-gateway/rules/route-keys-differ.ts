import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import type { SocketRouteConfig } from '../socket-route-config';

export const routeKeysDiffer: ResourceRule<ApiConfig> = {
  id: 'api-gateway/route-keys-differ',
  title: 'each route key of a WebSocket API has one integration',
  severity: 'error',
  category: 'limits',
  why: 'A route key has one integration. To reach two backends with one message, publish to a topic or an event bus behind it.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html',
  asOf: '2026-11-23',
  check({ name, config: { type }, outbound }, report) {
    if (type !== 'WEBSOCKET') return;
    const taken = new Map<string, string>();
    for (const { id, config, to } of routesOf({ outbound })) {
      const { routeKey } = config as unknown as SocketRouteConfig;
      const first = taken.get(routeKey);
      if (first === undefined) taken.set(routeKey, to.resource.name);
      else {
        report(
          { connection: id, field: 'routeKey' },
          `${routeKey} of ${name} leads to ${first} and to ${to.resource.name}, but a route key has one integration: give one of them another key`,
          set(`Give it the key ${to.resource.id}`, { connection: id }, 'routeKey', to.resource.id),
        );
      }
    }
  },
};
