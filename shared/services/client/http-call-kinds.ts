/** Plain HTTP and WebSocket: to an API, a distribution or an endpoint, or to the URL of a function. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { httpConfig, socketConfig, urlConfig } from './call-config';
import { httpRules, socketRules, urlRules } from './rules/index';
import { wiring } from './wiring';

const SOCKETS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html';
const asOf = '2026-11-23';

export const httpCallKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'client/http-request',
    title: 'HTTP request',
    from: 'http-call',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config: httpConfig,
    summary: 'The client waits for the API’s answer.',
    refuses: (_, { sockets }) =>
      sockets && {
        why: 'a WebSocket API answers no single requests: clients connect, and send messages over the connection',
        instead: 'draw the line as a WebSocket connection',
        source: SOCKETS,
        asOf,
      },
    behaviour: ({ from, to }) => ({
      mechanism: 'HTTPS request',
      retriedBy: from.terms.attempts > 1 ? 'caller' : 'nobody',
      attempts: from.terms.attempts,
      delivery: from.terms.attempts > 1 ? 'at least once' : 'at most once',
      ordering: 'none',
      onThrottle: 'the API answers 429; only the client can try again',
      throttleSeenAs: '429 Too Many Requests',
      onFailure: 'the client gets the error',
      permission:
        to.terms.reach === 'private'
          ? 'resource policy that allows the VPC endpoint'
          : 'none, or an authorizer, API key or execute-api:Invoke',
    }),
    usagePlan: (config) => (config.usagePlan ? config : undefined),
    badge: ({ usagePlan, planRate }) =>
      usagePlan ? (planRate === undefined ? 'API key' : `plan ${planRate}/s`) : undefined,
    rules: httpRules,
    cdk: wiring.httpRequest,
  }),
  defineConnection({
    id: 'client/websocket',
    title: 'WebSocket connection',
    from: 'http-call',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config: socketConfig,
    summary: 'Clients connect, stay connected for a while and send messages; the API can send to them meanwhile.',
    refuses: (_, { sockets }) =>
      sockets
        ? undefined
        : {
            why: 'only a WebSocket API keeps connections open',
            instead: 'send HTTP requests, or make the API a WebSocket API',
            source: SOCKETS,
            asOf,
          },
    behaviour: ({ from }) => ({
      mechanism: 'WebSocket connection (wss)',
      retriedBy: from.terms.attempts > 1 ? 'caller' : 'nobody',
      attempts: from.terms.attempts,
      delivery: from.terms.attempts > 1 ? 'at least once' : 'at most once',
      ordering: 'none',
      onThrottle:
        'a refused client has no connection, and sends nothing over it; on an open connection a message is answered with an error',
      throttleSeenAs: '429 Too Many Requests',
      onFailure:
        'a client whose $connect fails is not connected; a message that fails is answered with an error on the connection. Connections end after 2 h, or 10 min without a message: the client has to connect again',
      permission: 'none, or an authorizer of $connect',
    }),
    badge: ({ callsPerRequest }) => (callsPerRequest === 1 ? undefined : `${callsPerRequest}× per request`),
    rules: socketRules,
    cdk: wiring.webSocket,
  }),
  defineConnection({
    id: 'client/function-url',
    title: 'Function URL',
    from: 'http-call',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config: urlConfig,
    summary: 'The client calls the function’s own HTTPS address and waits for the answer.',
    behaviour: ({ from, to }) => ({
      mechanism: 'HTTPS request to the function URL',
      retriedBy: from.terms.attempts > 1 ? 'caller' : 'nobody',
      attempts: from.terms.attempts,
      delivery: from.terms.attempts > 1 ? 'at least once' : 'at most once',
      ordering: 'none',
      onThrottle: 'Lambda’s 429 reaches the client as it is; only the client can try again',
      throttleSeenAs: '429 Too Many Requests',
      onFailure: 'a function error reaches the client as 502 Bad Gateway',
      permission:
        to.terms.urlAuthorization === 'NONE'
          ? 'none: anyone may call it'
          : 'lambda:InvokeFunctionUrl and lambda:InvokeFunction, signed with SigV4',
    }),
    rules: urlRules,
    cdk: wiring.functionUrl,
  }),
];
