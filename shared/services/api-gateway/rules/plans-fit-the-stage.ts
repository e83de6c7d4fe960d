import { set } from '#shared/model/remedy';
import type { Connection } from '#shared/model/graph';
import type { ResourceRule } from '#shared/model/rule';
import { total } from '#shared/model/total';
import { methodThrottleOf, planOf } from '#shared/model/usage-plan';
import { short } from '#shared/model/wording';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import type { IntegrationConfig } from '../route-config';
import { trafficOf } from '../routes';
import { rateOf, routeName } from '../throttles';

export const plansFitTheStage: ResourceRule<ApiConfig> = {
  id: 'api-gateway/plans-fit-the-stage',
  title: 'an API admits what its usage plans promise together',
  severity: 'info',
  category: 'capacity',
  why: 'A request has to pass its usage plan and the throttle of its method. Where the plans together promise more than that admits, customers that stay within their plans are refused when all of them use it.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
  asOf: '2026-11-23',
  check({ name, inbound, outbound }, report) {
    const plans = inbound.flatMap((each) => planOf(each) ?? []);
    const promised = total(plans, ({ planRate = 0 }) => planRate);
    for (const route of routesOf({ outbound }) as readonly Connection<IntegrationConfig>[]) {
      const rate = rateOf(route);
      const traffic = trafficOf(route);
      const stated = route.kind.route(route.config);
      const wanted = total(plans, (plan) =>
        Math.min((plan.planRate ?? 0) * traffic, methodThrottleOf(plan, stated)?.rate ?? Infinity),
      );
      if (rate === undefined || wanted <= rate) continue;
      report(
        { connection: route.id, field: 'throttleRate' },
        `the usage plans promise ${short(promised)} requests a second together, of which ${short(wanted)} are ${routeName(route)} of ${name}, which admits ${short(rate)}: raise its rate, or lower the plans`,
        set(`Throttle it at ${short(wanted)}/s`, { connection: route.id }, 'throttleRate', wanted),
      );
    }
  },
};
