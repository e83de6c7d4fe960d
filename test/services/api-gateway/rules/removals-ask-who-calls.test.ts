import type { Config } from '#shared/model/graph';
import { removalsAskWhoCalls } from '#shared/services/api-gateway/rules/removals-ask-who-calls';
import { aClient, aDistribution, aFunction, anApi, aWebAcl, joined, type Part } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (api: Config, route: Config, ...more: readonly Part[]): readonly Part[] => [
  aClient('shop'),
  anApi('api', api),
  aFunction(),
  joined('client/http-request', 'shop', 'api'),
  joined('api-gateway/lambda-proxy', 'api', 'worker', { path: '/items/{id}', ...route }, 'route'),
  ...more,
];

const REMOVES = { method: 'DELETE' };
const guard = [aFunction('guard'), joined('api-gateway/lambda-authorizer', 'api', 'guard')];

testRule(removalsAskWhoCalls, {
  valid: {
    'an open API that removes nothing': drawn({}, { method: 'POST' }),
    'an API that checks signatures': drawn({ authorization: 'iam' }, REMOVES),
    'an API with an authorizer': drawn({}, REMOVES, ...guard),
    'a private API': drawn({ endpoint: 'private' }, REMOVES),
    'callers with keys': drawn(
      {},
      REMOVES,
      aClient('partner'),
      joined('client/http-request', 'partner', 'api', { usagePlan: true }),
    ),
    'a web ACL in front': drawn({}, REMOVES, aWebAcl(), joined('waf/protects', 'acl', 'api')),
    'a web ACL before its distribution': drawn(
      {},
      REMOVES,
      aWebAcl(),
      aDistribution(),
      joined('waf/protects', 'acl', 'cdn'),
      joined('cloudfront/http-origin', 'cdn', 'api'),
    ),
  },
  invalid: {
    'a deletion that is open': {
      drawn: drawn({ type: 'HTTP' }, REMOVES),
      message:
        'anyone who knows the address may call DELETE /items/{id} of api: let the API check a signature or a token, draw an authorizer, or put a web ACL in front',
      at: { connection: 'route', field: 'method' },
      remedy: 'Ask for a signature by IAM',
    },
    'a deletion that is left open beside guarded routes': {
      drawn: drawn({}, { ...REMOVES, isOpen: true }, ...guard),
      message: 'anyone who knows the address may call DELETE /items/{id} of api: do not leave it open',
      at: { connection: 'route', field: 'isOpen' },
      remedy: 'Ask who calls it',
    },
  },
});
