import type { ResourceRule } from '#shared/model/rule';
import { authorizersOf } from '../authorizers';
import type { ApiConfig } from '../config';

export const hasOneAuthorizer: ResourceRule<ApiConfig> = {
  id: 'api-gateway/has-one-authorizer',
  title: 'an API asks one function who may come in',
  severity: 'error',
  category: 'limits',
  why: 'A method or route has one authorizer at most. An API may have others for other routes, which are not modelled: here one guards every route that is not open.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html',
  asOf: '2026-11-27',
  check({ name, outbound }, report) {
    const [first, ...others] = authorizersOf({ outbound });
    for (const { id, to } of others) {
      report(
        { connection: id },
        `${name} asks ${first?.to.resource.name ?? ''} already, and ${to.resource.name} besides: let one function decide`,
        { title: 'Remove this authorizer', edit: { do: 'disconnect', id } },
      );
    }
  },
};
