import { apiRoutesOf } from '#shared/model/api-route';
import type { ConnectionRule } from '#shared/model/rule';
import { methodThrottlesOf, unreadMethodThrottle } from '#shared/model/usage-plan';
import { listed } from '#shared/model/wording';
import type { HttpRequestConfig } from '../call-config';

export const plannedMethodsExist: ConnectionRule<HttpRequestConfig, 'http-call', 'http'> = {
  id: 'client/planned-methods-exist',
  title: 'a usage plan throttles methods that the API has',
  severity: 'error',
  category: 'semantics',
  why: 'The throttles of single methods in a usage plan name a method and a path of the stage. What names none of them throttles nothing, and the plan cannot be exported.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/api/API_ApiStage.html',
  asOf: '2026-11-28',
  check({ id, config, from, to }, report) {
    if (!config.usagePlan || !to.terms.takesUsagePlans) return;
    const at = { connection: id, field: 'planMethods' };
    const unread = unreadMethodThrottle(config);
    if (unread !== undefined) {
      report(
        at,
        `${unread} in the usage plan of ${from.resource.name} is no throttle of a method: write it as POST /orders 10/s burst 20`,
      );
      return;
    }
    const routes = apiRoutesOf(to.resource);
    const missing = methodThrottlesOf(config).find(
      ({ method, path }) => !routes.some((each) => each.method === method && each.path === path),
    );
    if (missing === undefined) return;
    const has =
      routes.length === 0 ? 'has none' : `has ${listed(routes.map(({ method, path }) => `${method} ${path}`))}`;
    report(
      at,
      `the usage plan of ${from.resource.name} throttles ${missing.method} ${missing.path}, but ${to.resource.name} ${has}: name a method and path of its routes`,
    );
  },
};
