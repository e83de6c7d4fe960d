import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';

export const webSocketTimeoutIsShort: ResourceRule<ApiConfig> = {
  id: 'api-gateway/websocket-timeout-is-short',
  title: 'a WebSocket API waits no longer than 29 s',
  severity: 'error',
  category: 'limits',
  why: 'The integration timeout of WebSocket APIs is 29 s at most and cannot be raised. What takes longer is answered later: the function that does it pushes the result to the connection when it has it.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, integrationTimeout } }, report, { quota }) {
    const most = quota('api-gateway/websocket-integration-timeout');
    if (type !== 'WEBSOCKET' || integrationTimeout <= most) return;
    report(
      { resource: id, field: 'integrationTimeout' },
      `${name} waits ${short(integrationTimeout)} s but a WebSocket API waits ${short(most)} s at most: lower it, and push what comes later to the connection`,
      set(`Set the integration timeout to ${short(most)} s`, { resource: id }, 'integrationTimeout', most),
    );
  },
};
