import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';

export const httpTimeoutIsShort: ResourceRule<ApiConfig> = {
  id: 'api-gateway/http-timeout-is-short',
  title: 'an HTTP API waits no longer than 30 s',
  severity: 'error',
  category: 'limits',
  why: 'The integration timeout of HTTP APIs is fixed at 30 s at most and cannot be raised.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, integrationTimeout } }, report, { quota }) {
    const most = quota('api-gateway/http-integration-timeout');
    if (type !== 'HTTP' || integrationTimeout <= most) return;
    report(
      { resource: id, field: 'integrationTimeout' },
      `${name} waits ${short(integrationTimeout)} s but an HTTP API waits ${short(most)} s at most: lower it, or use a regional REST API with a raised quota`,
      set(`Set the integration timeout to ${short(most)} s`, { resource: id }, 'integrationTimeout', most),
    );
  },
};
