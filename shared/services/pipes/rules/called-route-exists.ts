import type { ConnectionRule } from '#shared/model/rule';
import { apisOf, keptOut, misstated, routeOf } from '../called-api';
import type { ApiCallConfig } from '../stage-config';

export const calledRouteExists: ConnectionRule<ApiCallConfig, 'pass-batches', 'http'> = {
  id: 'pipes/called-route-exists',
  title: 'a pipe calls a route that the API has, and fills in its path',
  severity: 'error',
  category: 'semantics',
  why: 'The ARN by which a pipe calls an API names the method and the path, with a star for each parameter. A request that finds no route is answered 403, and one whose parameters have no values is refused before it is made.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetHttpParameters.html',
  asOf: '2026-11-28',
  check(call, report) {
    const [end] = apisOf(call);
    if (end === undefined || keptOut(call) !== undefined) return;
    const why = misstated(call, end.resource);
    if (why === undefined) return;
    const field = routeOf(call, end.resource) === undefined ? 'route' : 'pathParameters';
    report({ connection: call.id, field }, why);
  },
};
