/** The endpoints of an API and what it refuses. */
import { also, API, instead, type Lesson } from './lesson';

export const apiLessons: readonly Lesson[] = [
  {
    id: 'endpoint-types',
    subject: 'API Gateway',
    title: 'Edge-optimised, regional and private endpoints',
    statement:
      'An edge-optimised endpoint goes through CloudFront for callers around the world; a regional one serves its Region, with one’s own CDN and WAF; a private one serves only a VPC or Direct Connect.',
    today: [
      instead(
        'An HTTP API is regional, nothing else. Edge-optimised and private endpoints exist for REST APIs only.',
        `${API}/http-api-vs-rest.html`,
      ),
      instead(
        'WAF attaches to the stage of any REST API, edge-optimised or regional, and never to an HTTP API: there CloudFront has to stand in front.',
        `${API}/http-api-vs-rest.html`,
      ),
      also(
        'A private API needs an interface VPC endpoint to be reached and a resource policy to be deployed.',
        `${API}/apigateway-private-apis.html`,
      ),
      also(
        'An edge-optimised API waits 29 s at most, an HTTP API 30 s; regional and private REST APIs can be granted more.',
        `${API}/api-gateway-execution-service-limits-table.html`,
      ),
      also(
        'A WebSocket API, where both sides send over a connection that stays open, is regional too; it waits 29 s at most.',
        `${API}/apigateway-execution-service-websocket-limits-table.html`,
      ),
    ],
    rules: [
      'api-gateway/edge-timeout-is-short',
      'api-gateway/http-api-is-regional',
      'api-gateway/http-timeout-is-short',
      'api-gateway/integration-timeout-is-granted',
      'api-gateway/private-api-has-a-policy',
      'api-gateway/private-api-has-an-endpoint',
      'api-gateway/websocket-timeout-is-short',
      'client/private-api-is-called-from-its-vpc',
    ],
  },
  {
    id: 'api-throttling',
    subject: 'API Gateway',
    title: 'APIs refuse with 429, by account, stage and usage plan',
    statement:
      'API Gateway takes 10,000 requests a second and 5,000 at once across all APIs of an account, and answers 429 Too Many Requests beyond. API keys can belong to different usage plans.',
    today: [
      instead(
        'The two figures are one token bucket for each account and Region: it refills with 10,000 a second and holds 5,000, shared by REST, HTTP and WebSocket APIs and by what is pushed to WebSocket connections.',
        `${API}/api-gateway-request-throttling.html`,
      ),
      instead('In 13 of the newer Regions the figures are 2,500 and 1,250.', `${API}/limits.html`),
      also(
        'A request passes the usage plan, then the throttle of its method, then the account; the first that is exhausted answers. The throttle of a stage counts each method by itself: of five methods it admits five times its rate. An API without one can use up the bucket of all.',
        `${API}/api-gateway-request-throttling.html`,
      ),
      also(
        'Usage plans belong to REST APIs, and their throttles and quotas are targets rather than guarantees: neither a cost limit nor a guard.',
        `${API}/api-gateway-api-usage-plans.html`,
      ),
    ],
    rules: [
      'api-gateway/apis-do-not-starve-one-another',
      'api-gateway/burst-has-a-rate',
      'api-gateway/plans-fit-the-stage',
      'api-gateway/stage-throttle-is-below-account',
      'api-gateway/stage-throttle-protects-function',
      'client/plan-quota-lasts-its-period',
      'client/plan-throttles',
      'client/usage-plan-has-a-rest-api',
    ],
  },
];
