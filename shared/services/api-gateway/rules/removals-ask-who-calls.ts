import type { Resource } from '#shared/model/graph';
import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { asksForKeys } from '#shared/model/usage-plan';
import { authorizersOf, isGuarded, routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import { routeName } from '../throttles';

export const removalsAskWhoCalls: ResourceRule<ApiConfig> = {
  id: 'api-gateway/removals-ask-who-calls',
  title: 'an API asks who calls before it removes something',
  severity: 'warning',
  category: 'security',
  why: 'An API without authorization answers whoever knows its address. Reading may be meant for everybody, and so may orders and sign-ups; a route that deletes seldom is, and AWS Config holds every route without an authorization type against an API. Addresses of APIs are found by scanners.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/api-gwv2-authorization-type-configured.html',
  asOf: '2026-11-28',
  check(api, report) {
    const { id, name, config } = api;
    if (config.type === 'WEBSOCKET' || config.endpoint === 'private' || asksForKeys(api) || isFiltered(api)) return;
    const isClosed = config.authorization !== 'none' || authorizersOf(api).length > 0;
    for (const route of routesOf(api)) {
      const removes = route.config['method'] === 'DELETE' || route.kind.accesses(route.config)?.removes === true;
      if (!removes || (isClosed && isGuarded(route, config.type))) continue;
      report(
        { connection: route.id, field: isClosed ? 'isOpen' : 'method' },
        `anyone who knows the address may call ${routeName(route)} of ${name}: ${isClosed ? 'do not leave it open' : 'let the API check a signature or a token, draw an authorizer, or put a web ACL in front'}`,
        isClosed
          ? set('Ask who calls it', { connection: route.id }, 'isOpen', false)
          : set('Ask for a signature by IAM', { resource: id }, 'authorization', 'iam'),
      );
    }
  },
};

/** Whether a web ACL looks at what comes, also before a distribution in front. */
const isFiltered = ({ inbound }: Pick<Resource, 'inbound'>): boolean =>
  inbound.some(({ from }) => from.contract === 'filter' || (from.contract === 'fetch' && isFiltered(from.resource)));
