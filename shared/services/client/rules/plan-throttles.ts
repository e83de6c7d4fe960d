import type { ConnectionRule } from '#shared/model/rule';
import { methodThrottlesOf } from '#shared/model/usage-plan';
import type { HttpRequestConfig } from '../call-config';

export const planThrottles: ConnectionRule<HttpRequestConfig, 'http-call', 'http'> = {
  id: 'client/plan-throttles',
  title: 'a usage plan has a rate or a quota',
  severity: 'info',
  category: 'semantics',
  why: 'A usage plan without a rate and without a quota counts requests but limits nothing. An API key alone is not a means of access control either.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html',
  asOf: '2026-11-23',
  check({ id, config, from, to }, report) {
    const { usagePlan, planRate, planQuota } = config;
    if (!usagePlan || !to.terms.takesUsagePlans || planRate !== undefined || planQuota !== undefined) return;
    if (methodThrottlesOf(config).length > 0) return;
    report(
      { connection: id, field: 'planRate' },
      `the usage plan of ${from.resource.name} has neither rate nor quota, so that it limits nothing: set one`,
    );
  },
};
