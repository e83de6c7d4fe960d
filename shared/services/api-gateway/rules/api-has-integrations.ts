import type { ResourceRule } from '#shared/model/rule';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';

export const apiHasIntegrations: ResourceRule<ApiConfig> = {
  id: 'api-gateway/api-has-integrations',
  title: 'an API with callers has an integration',
  severity: 'warning',
  category: 'semantics',
  why: 'An API without a route answers every request with an error, and a REST API without a method cannot be deployed.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html',
  asOf: '2026-11-23',
  check({ id, name, inbound, outbound }, report) {
    if (inbound.length === 0 || routesOf({ outbound }).length > 0) return;
    report(
      { resource: id },
      `${name} is called but passes requests on to nothing: connect a function, a queue, a topic or a stream`,
    );
  },
};
