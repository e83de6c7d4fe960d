import { z } from 'zod';
import { choice, count, duration, flag, rate, share, size, text } from '#shared/model/field';

const REST =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html';
const TYPES = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html';
const VERSUS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html';
const THROTTLE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html';
const PRIVATE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html';
const ACCESS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html';
const BINARY = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html';
const WEBSOCKET =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html';
const asOf = '2026-11-23';

const WEBSOCKET_ONLY = { field: 'type', is: ['WEBSOCKET'] } as const;

export const config = z.looseObject({
  type: choice(
    {
      title: 'API type',
      help: 'REST APIs have usage plans, caching, validation and all service integrations; HTTP APIs cost less and do less. WebSocket APIs keep connections open, over which both sides send.',
      labels: { REST: 'REST', HTTP: 'HTTP', WEBSOCKET: 'WebSocket' },
      source: VERSUS,
      asOf,
    },
    'REST',
  ),
  endpoint: choice(
    {
      title: 'Endpoint type',
      help: 'Edge-optimised: through CloudFront for callers all over the world. Regional: for callers in the Region, or behind your own CDN and WAF. Private: only from inside a VPC.',
      labels: { regional: 'Regional', edge: 'Edge-optimised', private: 'Private' },
      source: TYPES,
      asOf,
      defaultFrom: 'assumption',
    },
    'regional',
  ),
  authorization: choice(
    {
      title: 'The API itself checks',
      help: 'What API Gateway checks by itself before it passes a request on; AWS takes nothing for it and states no time. A function that decides is drawn instead, as a Lambda authorizer. HTTP APIs check a JWT, also one of a Cognito user pool; WebSocket APIs check signatures alone, when a client connects.',
      labels: { none: 'nothing', iam: 'a signature (IAM)', jwt: 'a JWT', cognito: 'a Cognito token' },
      source: ACCESS,
      asOf: '2026-11-27',
    },
    'none',
  ),
  integrationTimeout: duration(
    {
      title: 'Integration timeout',
      help: 'How long the API waits for its backend. REST and WebSocket 29 s by default, HTTP 30 s; above 29 s only regional and private REST APIs, by a quota increase.',
      min: 0.05,
      max: 300,
      defaultFrom: 'aws',
      source: REST,
      asOf,
    },
    29,
  ),
  messagesPerConnection: share(
    {
      title: 'Messages for each connection',
      help: 'Mean number of messages that a client sends while it is connected; 0 where clients only listen.',
      max: 1_000_000,
      appliesWhen: WEBSOCKET_ONLY,
      defaultFrom: 'assumption',
    },
    10,
  ),
  sessionLength: duration(
    {
      title: 'Session length',
      help: 'How long a client stays connected, in the mean. API Gateway ends a connection after 2 h, and after 10 min without a message either way.',
      min: 1,
      max: 604_800,
      appliesWhen: WEBSOCKET_ONLY,
      defaultFrom: 'assumption',
      source: WEBSOCKET,
      asOf,
    },
    600,
  ),
  stageRate: rate(
    {
      title: 'Stage throttle: rate',
      help: 'Steady requests per second that the stage admits for each method or route: every one has a bucket of its own, and none counts those of the others.',
      min: 0.1,
      max: 1_000_000,
      unset: 'the account’s limit only',
      source: THROTTLE,
      asOf,
    },
    undefined,
  ),
  stageBurst: count(
    {
      title: 'Stage throttle: burst',
      help: 'Size of the token bucket of each method or route.',
      min: 1,
      max: 1_000_000,
      unset: 'the account’s burst',
      source: THROTTLE,
      asOf,
    },
    undefined,
  ),
  goneShare: share(
    {
      title: 'Pushes to connections that are gone',
      help: 'Share of the pushes that are answered 410 because the client left: they use the account’s rate and reach nobody.',
      group: 'more',
      appliesWhen: WEBSOCKET_ONLY,
      defaultFrom: 'assumption',
    },
    0,
  ),
  routeSelection: text(
    {
      title: 'Route selection expression',
      help: 'Where a message says which route it takes; one that names none of the routes takes $default.',
      group: 'more',
      appliesWhen: WEBSOCKET_ONLY,
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html',
      asOf,
    },
    '$request.body.action',
  ),
  overhead: duration(
    {
      title: 'API’s own time',
      help: 'Latency minus IntegrationLatency, as CloudWatch shows it for an API in place.',
      min: 0,
      max: 5,
      group: 'more',
      defaultFrom: 'assumption',
    },
    0.01,
  ),
  responseSize: size(
    {
      title: 'Response size',
      help: 'Mean size of a response body, of a WebSocket API of a route response; it is metered as data transfer out.',
      min: 0,
      max: 10_485_760,
      group: 'more',
      defaultFrom: 'assumption',
    },
    1024,
  ),
  cacheHitRatio: share(
    {
      title: 'Cache hit ratio',
      help: 'Share of requests that the REST stage cache answers without the backend.',
      group: 'more',
      appliesWhen: { field: 'type', is: ['REST'] },
      defaultFrom: 'assumption',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
      asOf,
    },
    0,
  ),
  cacheSize: choice(
    {
      title: 'Stage cache',
      help: 'Memory of the REST stage cache, charged by the hour.',
      labels: {
        none: 'None',
        '0.5': '0.5 GB',
        '1.6': '1.6 GB',
        '6.1': '6.1 GB',
        '13.5': '13.5 GB',
        '28.4': '28.4 GB',
        '58.2': '58.2 GB',
        '118': '118 GB',
        '237': '237 GB',
      },
      group: 'more',
      appliesWhen: { field: 'type', is: ['REST'] },
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
      asOf,
    },
    'none',
  ),
  hasVpcEndpoint: flag(
    {
      title: 'VPC endpoint exists',
      help: 'An interface VPC endpoint for execute-api; a private API cannot be reached without one.',
      appliesWhen: { field: 'endpoint', is: ['private'] },
      source: PRIVATE,
      asOf,
    },
    false,
  ),
  hasResourcePolicy: flag(
    {
      title: 'Resource policy allows it',
      help: 'A resource policy that allows aws:SourceVpce or aws:SourceVpc; a private API cannot be deployed without one.',
      appliesWhen: { field: 'endpoint', is: ['private'] },
      source: PRIVATE,
      asOf,
    },
    false,
  ),
  accessLogBytes: size(
    {
      title: 'Access log entry',
      help: 'Mean size of an access log line in CloudWatch Logs; 0 turns access logging off.',
      min: 0,
      max: 65_536,
      group: 'more',
      defaultFrom: 'assumption',
    },
    300,
  ),
  tracing: flag({ title: 'X-Ray tracing', group: 'more', appliesWhen: { field: 'type', is: ['REST'] } }, false),
  timeoutQuotaRaised: flag(
    {
      title: 'Longer timeout granted',
      help: 'The account’s integration timeout quota (L-E5AE38E3) was raised above 29 s; AWS lowers the rate in return.',
      group: 'more',
      appliesWhen: { field: 'type', is: ['REST'] },
      source: REST,
      asOf,
    },
    false,
  ),
  binaryMediaTypes: text(
    {
      title: 'Binary media types',
      help: 'Bodies of these types pass as they are, for instance objects of a bucket; */* is all types. Separated by commas. A request is judged by its Content-Type, an answer by the first type of Accept. Empty: all bodies are taken for text.',
      group: 'more',
      appliesWhen: { field: 'type', is: ['REST'] },
      source: BINARY,
      asOf: '2026-11-27',
    },
    '',
  ),
  description: text({ title: 'Note', help: 'Shown in the exported code.', group: 'more' }, ''),
});

export type ApiConfig = z.infer<typeof config>;

/** Media types whose bodies an API does not take for text. */
export const binaryTypesOf = ({ type, binaryMediaTypes }: ApiConfig): readonly string[] =>
  type === 'REST'
    ? binaryMediaTypes
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '')
    : [];
