import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { apisOf, routeOf, shareOf } from '../called-api';
import type { ApiCallConfig } from '../stage-config';

/** Rates that differ by less are the same. */
const NEAR = 0.99;

export const calledRouteHasTheCalls: ConnectionRule<ApiCallConfig, 'pass-batches', 'http'> = {
  id: 'pipes/called-route-has-the-calls',
  title: 'the route that a pipe calls has at least the pipe’s share of the traffic',
  severity: 'warning',
  category: 'capacity',
  why: 'The routes of an API divide all of its requests by their shares, whoever makes them. The calls of a pipe take one route alone: with a smaller share the figures lead some of them past what they reach in truth.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-gateway-target.html',
  asOf: '2026-11-28',
  check(call, report, { capacity }) {
    const [end] = apisOf(call);
    const called = end && routeOf(call, end.resource);
    const line = capacity?.connections.get(call.id);
    const api = end && capacity?.resources.get(end.resource.id);
    if (called === undefined || line === undefined || api === undefined) return;
    const calls = line.flow.rate * (1 - line.outcome.throttled);
    const taken = api.admitted * shareOf(called.route);
    if (taken >= calls * NEAR) return;
    report(
      { connection: called.route.connection.id, field: 'trafficShare' },
      `${call.from.resource.name} calls ${called.method} ${called.path} of ${end!.resource.name} ${short(calls)} times a second, but by its share the route has ${short(taken)} requests a second: raise its share of the traffic, or let the pipe call an API of its own`,
    );
  },
};
