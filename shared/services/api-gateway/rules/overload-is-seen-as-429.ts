import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { IntegrationConfig } from '../route-config';
import { functionCapacity } from '../function-capacity';
import { missShare, trafficOf } from '../routes';
import { rateOf, routeName } from '../throttles';

export const overloadIsSeenAs429: ConnectionRule<IntegrationConfig, 'integrate', 'invoke'> = {
  id: 'api-gateway/overload-is-seen-as-429',
  title: 'an API throttles the routes to a function with a reservation',
  severity: 'info',
  category: 'capacity',
  why: 'Without a throttle only the account’s limit and the function’s concurrency refuse anything. When the function does, the API answers 500: clients cannot tell overload from a bug, and backoff on 429 never begins.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html',
  asOf: '2026-11-23',
  check(connection, report, { quota }) {
    const { id, from, to } = connection;
    const most = functionCapacity(to.terms);
    const [misses, traffic] = [missShare(connection), trafficOf(connection)];
    if (rateOf(connection) !== undefined || most === undefined || most <= 0) return;
    if (misses <= 0 || most >= quota('api-gateway/account-rate') * misses * traffic) return;
    const fitting = Math.max(1, Math.floor(most / misses));
    report(
      { connection: id, field: 'throttleRate' },
      `${from.resource.name} has no throttle for ${routeName(connection)}, and beyond ${short(fitting)} requests a second ${to.resource.name} is full and clients get 500: let the API refuse with 429`,
      set(`Throttle it at ${short(fitting)}/s`, { connection: id }, 'throttleRate', fitting),
    );
  },
};
