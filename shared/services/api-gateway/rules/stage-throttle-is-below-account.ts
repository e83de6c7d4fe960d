import { set } from '#shared/model/remedy';
import type { Connection } from '#shared/model/graph';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import type { RouteThrottle } from '../throttle-config';
import { routeName } from '../throttles';

export const stageThrottleIsBelowAccount: ResourceRule<ApiConfig> = {
  id: 'api-gateway/stage-throttle-is-below-account',
  title: 'an API throttles below the account’s limit',
  severity: 'info',
  category: 'capacity',
  why: 'All APIs of an account and Region share one bucket. A throttle above it never acts: the account’s limit refuses first, and for every API at once.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
  asOf: '2026-11-23',
  check({ id, name, config: { stageRate = 0 }, outbound }, report, { quota, account }) {
    const most = quota('api-gateway/account-rate');
    if (stageRate > most) {
      report(
        { resource: id, field: 'stageRate' },
        `${name} admits ${short(stageRate)} requests a second but the account has ${short(most)} in ${account.region} for all its APIs: lower the stage’s rate, or have the account’s raised`,
        set(`Set the stage’s rate to ${short(most)}/s`, { resource: id }, 'stageRate', most),
      );
    }
    for (const route of routesOf({ outbound }) as readonly Connection<RouteThrottle>[]) {
      const { throttleRate = 0 } = route.config;
      if (throttleRate <= most) continue;
      report(
        { connection: route.id, field: 'throttleRate' },
        `${routeName(route)} of ${name} admits ${short(throttleRate)} requests a second but the account has ${short(most)} in ${account.region} for all its APIs: lower its rate, or have the account’s raised`,
        set(`Throttle it at ${short(most)}/s`, { connection: route.id }, 'throttleRate', most),
      );
    }
  },
};
