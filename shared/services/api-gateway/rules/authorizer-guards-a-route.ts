import type { ResourceRule } from '#shared/model/rule';
import { authorizersOf, isGuarded, routesOf } from '../authorizers';
import type { ApiConfig } from '../config';

export const authorizerGuardsARoute: ResourceRule<ApiConfig> = {
  id: 'api-gateway/authorizer-guards-a-route',
  title: 'an authorizer is asked about one route at least',
  severity: 'warning',
  category: 'security',
  why: 'An API asks its authorizer on the routes that have it. A WebSocket API asks when a client connects, on $connect alone: without that route everybody is connected.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html',
  asOf: '2026-11-27',
  check({ name, config: { type }, outbound }, report) {
    const [authorizer] = authorizersOf({ outbound });
    const routes = routesOf({ outbound });
    if (!authorizer || routes.length === 0 || routes.some((route) => isGuarded(route, type))) return;
    report(
      { connection: authorizer.id },
      `${name} never asks ${authorizer.to.resource.name}: ${type === 'WEBSOCKET' ? 'draw a route for $connect' : 'all of its routes are open to anyone'}`,
    );
  },
};
