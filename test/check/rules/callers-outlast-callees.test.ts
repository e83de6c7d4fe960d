import { callersOutlastCallees } from '#shared/check/rules/callers-outlast-callees';
import { aClient, aFunction, anApi, aQueue, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(callersOutlastCallees, {
  valid: {
    'a client that waits longer than the function behind the API may run': [
      aClient('shop', { timeout: 15 }),
      anApi(),
      aFunction('order', { timeout: 10 }),
      joined('client/http-request', 'shop', 'api'),
      joined('api-gateway/lambda-proxy', 'api', 'order'),
    ],
    'a client with the API’s own timeout before a slow function': [
      aClient('shop', { timeout: 29 }),
      anApi(),
      aFunction('order', { timeout: 60 }),
      joined('client/http-request', 'shop', 'api'),
      joined('api-gateway/lambda-proxy', 'api', 'order'),
    ],
    'an API that answers as soon as the queue has the message': [
      aClient('shop', { timeout: 1 }),
      anApi(),
      aQueue(),
      joined('client/http-request', 'shop', 'api'),
      joined('api-gateway/sqs-integration', 'api', 'queue'),
    ],
    'an invocation that nobody waits for': [
      aClient('shop', { timeout: 1 }),
      aFunction('order', { timeout: 60 }),
      joined('client/invoke-async', 'shop', 'order'),
    ],
  },
  invalid: {
    'a client that gives up before the function behind the API is stopped': {
      drawn: [
        aClient('shop', { timeout: 5 }),
        anApi(),
        aFunction('order', { timeout: 10 }),
        joined('client/http-request', 'shop', 'api'),
        joined('api-gateway/lambda-proxy', 'api', 'order'),
      ],
      message:
        'shop gives up after 5 s but api may take 10 s to answer (order behind it): let it wait 11 s, or shorten the timeout behind it',
      at: { resource: 'shop', field: 'timeout' },
      remedy: 'Set the timeout of shop to 11 s',
    },
    'a client that gives up before the API does': {
      drawn: [
        aClient('shop', { timeout: 10 }),
        anApi(),
        aFunction('order', { timeout: 60 }),
        joined('client/http-request', 'shop', 'api'),
        joined('api-gateway/lambda-proxy', 'api', 'order'),
      ],
      message:
        'shop gives up after 10 s but api may take 29 s to answer (order behind it): let it wait 30 s, or shorten the timeout behind it',
      at: { resource: 'shop', field: 'timeout' },
      remedy: 'Set the timeout of shop to 30 s',
    },
    'a function that is stopped before the one that it waits for': {
      drawn: [
        aFunction('order', { timeout: 10 }),
        aFunction('price', { timeout: 30 }),
        joined('lambda/invoke', 'order', 'price'),
      ],
      message:
        'order gives up after 10 s but price may take 30 s to answer: let it wait 31 s, or shorten the timeout behind it',
      at: { resource: 'order', field: 'timeout' },
      remedy: 'Set the timeout of order to 31 s',
    },
    'the longest callee of an SDK client': {
      drawn: [
        aClient('batch', { timeout: 60 }),
        aFunction('quick', { timeout: 5 }),
        aFunction('slow', { timeout: 900 }),
        joined('client/invoke', 'batch', 'quick'),
        joined('client/invoke', 'batch', 'slow'),
      ],
      message:
        'batch gives up after 60 s but slow may take 900 s to answer: let it wait 901 s, or shorten the timeout behind it',
      at: { resource: 'batch', field: 'timeout' },
      remedy: 'Set the timeout of batch to 901 s',
    },
  },
});
