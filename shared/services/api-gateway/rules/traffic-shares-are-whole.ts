import type { ResourceRule } from '#shared/model/rule';
import { setting, together } from '#shared/model/remedy';
import { sharesOff } from '#shared/model/shares';
import { short } from '#shared/model/wording';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import type { IntegrationConfig } from '../route-config';
import { eventOf } from '../sockets';

export const trafficSharesAreWhole: ResourceRule<ApiConfig> = {
  id: 'api-gateway/traffic-shares-are-whole',
  title: 'the routes of an API take all of its requests, and no more',
  severity: 'warning',
  category: 'semantics',
  why: 'Requests that no route takes are answered 404 or 403 without a backend; shares above the whole count requests twice. Either way the load behind the API is not what it seems.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report) {
    const taken = routesOf({ outbound }).filter((each) => eventOf(each) === 'message');
    const off = sharesOff(taken.map(({ config }) => (config as unknown as IntegrationConfig).trafficShare));
    if (!off) return;
    report(
      { resource: id },
      `the routes of ${name} take ${short(off.sum * 100)} % of its requests${off.leavesOthers ? ', with others still to share the rest' : ''}: make the shares add up to 100 %`,
      together(
        'Share the requests evenly',
        ...taken.map((each) => setting({ connection: each.id }, 'trafficShare', undefined)),
      ),
    );
  },
};
