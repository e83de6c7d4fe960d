import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { HttpRequestConfig } from '../call-config';

export const usagePlanHasARestApi: ConnectionRule<HttpRequestConfig, 'http-call', 'http'> = {
  id: 'client/usage-plan-has-a-rest-api',
  title: 'API keys and usage plans are used with a REST API',
  severity: 'error',
  category: 'limits',
  why: 'HTTP APIs know no API keys and no usage plans: they throttle by stage and route only, the same for every caller.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html',
  asOf: '2026-11-23',
  check({ id, config, from, to }, report) {
    if (!config.usagePlan || to.terms.takesUsagePlans) return;
    report(
      { connection: id, field: 'usagePlan' },
      `${from.resource.name} has a usage plan but ${to.resource.name} is an HTTP API, which has none: use a REST API, or throttle the stage`,
      set('Take the usage plan away', { connection: id }, 'usagePlan', false),
    );
  },
};
