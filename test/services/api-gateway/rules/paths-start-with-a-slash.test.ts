import { pathsStartWithASlash } from '#shared/services/api-gateway/rules/paths-start-with-a-slash';
import { aFunction, anApi, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(pathsStartWithASlash, {
  valid: {
    'a path': [anApi(), aFunction(), joined('api-gateway/lambda-proxy', 'api', 'worker', { path: '/orders/{id}' })],
  },
  invalid: {
    'a path without a slash': {
      drawn: [anApi(), aFunction(), joined('api-gateway/lambda-proxy', 'api', 'worker', { path: 'orders' })],
      message: 'path is "orders" but has to start with one slash: write /orders',
      at: { connection: 'api--worker', field: 'path' },
      remedy: 'Set the path to /orders',
    },
    'a path with two in a row': {
      drawn: [anApi(), aQueue(), joined('api-gateway/sqs-integration', 'api', 'queue', { path: '//orders' })],
      message: 'path is "//orders" but has to start with one slash: write /orders',
      at: { connection: 'api--queue', field: 'path' },
      remedy: 'Set the path to /orders',
    },
  },
});
