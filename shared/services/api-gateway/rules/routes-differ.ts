import type { ResourceRule } from '#shared/model/rule';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import type { IntegrationConfig } from '../route-config';

export const routesDiffer: ResourceRule<ApiConfig> = {
  id: 'api-gateway/routes-differ',
  title: 'each route of an API has one integration',
  severity: 'error',
  category: 'limits',
  why: 'A method on a path has one integration. To reach two backends with one request, publish to a topic or an event bus behind it.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html',
  asOf: '2026-11-23',
  check({ name, config: { type }, outbound }, report) {
    if (type === 'WEBSOCKET') return;
    const taken = new Map<string, string>();
    for (const { id, config, to } of routesOf({ outbound })) {
      const { method, path } = config as unknown as IntegrationConfig;
      const route = `${method} ${path}`;
      const first = taken.get(route);
      if (first === undefined) taken.set(route, to.resource.name);
      else {
        report(
          { connection: id, field: 'path' },
          `${route} of ${name} leads to ${first} and to ${to.resource.name}, but a route has one integration: give one of them another path or method`,
          {
            title: `Move it to ${path.replace(/\/$/, '')}/${to.resource.id}`,
            edit: {
              do: 'set-config',
              target: { connection: id },
              field: 'path',
              value: `${path.replace(/\/$/, '')}/${to.resource.id}`,
            },
          },
        );
      }
    }
  },
};
