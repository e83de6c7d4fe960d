import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';

export const connectionsEndWithinTwoHours: ResourceRule<ApiConfig> = {
  id: 'api-gateway/connections-end-within-two-hours',
  title: 'clients of a WebSocket API count on connections of two hours at most',
  severity: 'warning',
  category: 'semantics',
  why: 'API Gateway closes a WebSocket connection after two hours, whatever happens on it, and the limit cannot be raised. Clients that stay longer have to connect again, which makes more new connections than the drawing counts on.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type, sessionLength } }, report, { quota }) {
    const most = quota('api-gateway/connection-duration');
    if (type !== 'WEBSOCKET' || sessionLength <= most) return;
    report(
      { resource: id, field: 'sessionLength' },
      `clients of ${name} stay ${short(sessionLength)} s but a connection ends after ${short(most)} s: let them connect again, and count each connection`,
      set(`Set the session length to ${short(most)} s`, { resource: id }, 'sessionLength', most),
    );
  },
};
