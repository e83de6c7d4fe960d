import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';

export const integrationTimeoutIsGranted: ResourceRule<ApiConfig> = {
  id: 'api-gateway/integration-timeout-is-granted',
  title: 'a REST API’s integration timeout is within the account’s quota',
  severity: 'error',
  category: 'limits',
  why: 'Regional and private REST APIs may wait longer than 29 s once AWS has raised the quota L-E5AE38E3 of the account. Until then a longer timeout is refused.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report, { quota }) {
    const { type, endpoint, integrationTimeout, timeoutQuotaRaised } = config;
    const most = quota('api-gateway/rest-integration-timeout');
    if (type !== 'REST' || endpoint === 'edge' || timeoutQuotaRaised || integrationTimeout <= most) return;
    report(
      { resource: id, field: 'integrationTimeout' },
      `${name} waits ${short(integrationTimeout)} s but the account’s quota is ${short(most)} s: lower it, or have quota L-E5AE38E3 raised and say so here`,
      set(`Set the integration timeout to ${short(most)} s`, { resource: id }, 'integrationTimeout', most),
    );
  },
};
