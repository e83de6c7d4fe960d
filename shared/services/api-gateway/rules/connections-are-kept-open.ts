import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';
import { isPush } from '../sockets';

export const connectionsAreKeptOpen: ResourceRule<ApiConfig> = {
  id: 'api-gateway/connections-are-kept-open',
  title: 'connections of a WebSocket API do not fall silent',
  severity: 'warning',
  category: 'semantics',
  why: 'API Gateway closes a connection over which nothing was sent for ten minutes. Clients that are silent longer lose it and have to connect again, unless they send something now and then that keeps it open.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html',
  asOf: '2026-11-23',
  check({ id, name, config, inbound }, report, { quota }) {
    const { type, sessionLength, messagesPerConnection } = config;
    // How often something is pushed to one connection the drawing does not say.
    if (type !== 'WEBSOCKET' || inbound.length === 0 || inbound.some(isPush)) return;
    const most = quota('api-gateway/idle-connection');
    const gap = sessionLength / (messagesPerConnection + 1);
    if (gap <= most) return;
    report(
      { resource: id, field: 'messagesPerConnection' },
      `clients of ${name} are silent for ${short(gap)} s on average and nothing is pushed to them, but a connection ends after ${short(most)} s without a message: let them send one in time, or connect again`,
    );
  },
};
