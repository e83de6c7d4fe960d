import type { Config } from '#shared/model/graph';
import { apiLetsThePipeIn } from '#shared/services/pipes/rules/api-lets-the-pipe-in';
import { aClient, aFunction, anApi, aPipe, aQueue, aWebAcl, joined, type Part } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (api: Config, route: Config = {}, ...more: readonly Part[]): readonly Part[] => [
  aQueue('jobs'),
  aPipe(),
  anApi('api', api),
  aFunction(),
  joined('pipes/queue-source', 'jobs', 'pipe', { batchSize: 1 }),
  joined('pipes/api-target', 'pipe', 'api'),
  joined('api-gateway/lambda-proxy', 'api', 'worker', route),
  ...more,
];

const guard = [aFunction('guard'), joined('api-gateway/lambda-authorizer', 'api', 'guard')];
const plan = [aClient('shop'), joined('client/http-request', 'shop', 'api', { usagePlan: true })];

const behindAcl = (...apis: readonly string[]): readonly Part[] => [
  aQueue('jobs'),
  aPipe(),
  aWebAcl('acl'),
  joined('pipes/queue-source', 'jobs', 'pipe', { batchSize: 1 }),
  joined('pipes/api-target', 'pipe', 'acl'),
  ...apis.flatMap((api) => [anApi(api, { endpoint: api }), joined('waf/protects', 'acl', api)]),
];

const at = { connection: 'pipe--api' };
const behind = { connection: 'pipe--acl' };

testRule(apiLetsThePipeIn, {
  valid: {
    'an API that is open': drawn({}),
    'an API that checks signatures': drawn({ authorization: 'iam' }),
    'a route that is open beside guarded ones': drawn({ authorization: 'cognito' }, { isOpen: true }),
    'a caller without a usage plan': drawn({}, {}, aClient('shop'), joined('client/http-request', 'shop', 'api')),
    'an API behind a web ACL': behindAcl('regional'),
  },
  invalid: {
    'a user pool': {
      drawn: drawn({ authorization: 'cognito' }),
      message:
        'api asks for a token of a user, but pipe signs by IAM and sends none: let pipe call an API of its own, or invoke what is behind the route',
      at,
    },
    'a Lambda authorizer': {
      drawn: drawn({}, {}, ...guard),
      message:
        'api asks guard who may come in, but pipe signs by IAM and sends nothing else: let pipe call an API of its own, or invoke what is behind the route',
      at,
    },
    'API keys': {
      drawn: drawn({}, {}, ...plan),
      message:
        'api asks for an API key, because a caller has a usage plan, and pipe has none: let pipe call an API of its own, or invoke what is behind the route',
      at,
    },
    'a private API behind a web ACL': {
      drawn: behindAcl('private'),
      message:
        'pipe cannot call private, as EventBridge reaches no private API: make it a regional one, or have the pipe invoke the function, or start the workflow, behind it',
      at: behind,
    },
    'two APIs behind a web ACL': {
      drawn: behindAcl('regional', 'edge'),
      message: 'acl protects edge and regional, and a pipe calls one API: draw a web ACL for each',
      at: behind,
    },
    'a web ACL before nothing': {
      drawn: behindAcl(),
      message: 'acl protects nothing that pipe could call: draw what it protects',
      at: behind,
    },
  },
});
