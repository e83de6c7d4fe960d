/** Faults in APIs, distributions, web ACLs, tables and partner APIs. */
import type { Config } from '#shared/model/graph';
import { type Connections, drawn, type Fault, fn, type Resources, several } from './fault';

const api = (settings: Config = {}): Resources => ({ api: ['api-gateway', settings] });
const proxy: Connections[number] = ['api-gateway/lambda-proxy', 'api', 'f'];
const called = (settings: Config, ofFunction: Config = {}) =>
  drawn({ ...api(settings), ...fn({ timeout: 20, ...ofFunction }) }, proxy);
const fanOut = several(21, 'lambda', (id) => ['lambda/stream-event-source', 's', id, { enhancedFanOut: true }]);

export const edgeFaults: readonly Fault[] = [
  {
    rule: 'api-gateway/edge-timeout-is-short',
    consequence: 'the deployment fails',
    drawn: called({ endpoint: 'edge', integrationTimeout: 60 }),
  },
  {
    rule: 'api-gateway/integration-timeout-is-granted',
    consequence: 'the deployment fails',
    drawn: called({ integrationTimeout: 60 }),
  },
  {
    rule: 'api-gateway/http-timeout-is-short',
    consequence: 'the API gives up after 30 s all the same',
    drawn: called({ type: 'HTTP', integrationTimeout: 31 }),
  },
  {
    rule: 'api-gateway/http-api-is-regional',
    consequence: 'there is no such API: what is deployed is open to the internet',
    drawn: called({ type: 'HTTP', endpoint: 'private' }),
  },
  {
    rule: 'api-gateway/burst-has-a-rate',
    consequence: 'the stage throttles nothing',
    drawn: called({ stageBurst: 50 }),
  },
  {
    rule: 'api-gateway/routes-differ',
    consequence: 'a route has one integration',
    drawn: drawn({ ...api(), ...fn(), g: ['lambda'] }, proxy, ['api-gateway/lambda-proxy', 'api', 'g']),
  },
  {
    rule: 'api-gateway/function-usually-answers-in-time',
    consequence: 'most callers get a 504, and the work is done all the same',
    drawn: called({}, { timeout: 300, duration: { mean: 45 } }),
  },
  {
    rule: 'check/callers-outlast-callees',
    consequence: 'callers give up, and ask again, while the answer is on its way',
    drawn: drawn({ web: ['client', { timeout: 5 }], ...api(), ...fn({ timeout: 10 }) }, proxy, [
      'client/http-request',
      'web',
      'api',
    ]),
  },
  {
    rule: 'client/usage-plan-has-a-rest-api',
    consequence: 'the plan throttles nothing',
    drawn: drawn({ web: ['client'], ...api({ type: 'HTTP' }), ...fn({ timeout: 20 }) }, proxy, [
      'client/http-request',
      'web',
      'api',
      { usagePlan: true, planRate: 100 },
    ]),
  },
  {
    rule: 'cloudfront/patterns-differ',
    consequence: 'one of the origins is never asked',
    drawn: drawn(
      { cdn: ['cloudfront'], ...api(), ...fn({ timeout: 20 }) },
      proxy,
      ['cloudfront/http-origin', 'cdn', 'api', { pathPattern: '*' }],
      ['cloudfront/function-url-origin', 'cdn', 'f', { pathPattern: '*' }],
    ),
  },
  {
    rule: 'waf/one-web-acl-each',
    consequence: 'one of the web ACLs protects nothing',
    drawn: drawn(
      { one: ['waf'], two: ['waf'], ...api(), ...fn({ timeout: 20 }) },
      proxy,
      ['waf/protects', 'one', 'api'],
      ['waf/protects', 'two', 'api'],
    ),
  },
  {
    rule: 'http-endpoint/url-is-https',
    consequence: 'the deployment fails',
    drawn: drawn({ bus: ['eventbridge'], bank: ['http-endpoint', { url: 'http://bank.example.com' }] }, [
      'eventbridge/api-destination',
      'bus',
      'bank',
    ]),
  },
  {
    rule: 'dynamodb/indexes-fit-table',
    consequence: 'the deployment fails',
    drawn: drawn({ table: ['dynamodb', { globalIndexes: 21 }] }),
  },
  {
    rule: 'kinesis/fan-out-consumers-fit',
    consequence: 'the deployment fails',
    drawn: drawn({ s: ['kinesis'], ...fanOut.resources }, ...fanOut.connections),
  },
  {
    rule: 'waf/one-scope',
    consequence: 'the deployment fails',
    drawn: drawn(
      { acl: ['waf'], cdn: ['cloudfront'], ...api(), ...fn({ timeout: 20 }) },
      proxy,
      ['cloudfront/http-origin', 'cdn', 'api'],
      ['waf/protects', 'acl', 'cdn'],
      ['waf/protects', 'acl', 'api'],
    ),
  },
  {
    rule: 'api-gateway/paths-start-with-a-slash',
    consequence: 'the route is not what is drawn',
    drawn: drawn({ ...api(), ...fn({ timeout: 20 }) }, ['api-gateway/lambda-proxy', 'api', 'f', { path: 'orders' }]),
  },
  {
    rule: 'api-gateway/private-api-has-an-endpoint',
    consequence: 'nobody can call the API',
    drawn: called({ endpoint: 'private' }),
  },
];
