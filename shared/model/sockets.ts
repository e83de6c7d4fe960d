/** What callers of AWS inside and outside it have in common where they push to clients. */
import type { Refusal } from './connection';

export const NO_CONNECTIONS: Refusal = {
  why: 'REST and HTTP APIs keep no connections open over which something could be pushed',
  instead: 'make the API a WebSocket API, or let clients ask for what is new',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html',
  asOf: '2026-11-23',
};
