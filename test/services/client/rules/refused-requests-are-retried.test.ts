import { refusedRequestsAreRetried } from '#shared/services/client/rules/refused-requests-are-retried';
import { aClient, aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(refusedRequestsAreRetried, {
  valid: {
    'requests that are not refused': [aClient('shop'), anApi(), joined('client/http-request', 'shop', 'api')],
    'refusals that are tried again': [
      aClient('shop', { rate: 400, httpAttempts: 3 }),
      anApi('api', { stageRate: 100 }),
      aFunction('work'),
      joined('client/http-request', 'shop', 'api'),
      joined('api-gateway/lambda-proxy', 'api', 'work'),
    ],
    'what a usage plan refuses, and is meant to': [
      aClient('shop', { rate: 400 }),
      anApi(),
      joined('client/http-request', 'shop', 'api', { usagePlan: true, planRate: 100 }),
    ],
  },
  invalid: {
    'refusals of a throttle and a single attempt': {
      drawn: [
        aClient('shop', { rate: 400 }),
        anApi('api', { stageRate: 100, stageBurst: 100 }),
        aFunction('work'),
        joined('client/http-request', 'shop', 'api'),
        joined('api-gateway/lambda-proxy', 'api', 'work'),
      ],
      message:
        'api refuses 75 % of the requests of shop, which makes one attempt: allow 3 with backoff and jitter, if requests may be repeated',
      at: { resource: 'shop', field: 'httpAttempts' },
      remedy: 'Allow 3 attempts',
    },
    'a function whose URL refuses': {
      drawn: [
        aClient('shop', { rate: 400 }),
        aFunction('quote', { reservedConcurrency: 1, duration: { distribution: 'constant', mean: 0.01, scv: 0 } }),
        joined('client/function-url', 'shop', 'quote'),
      ],
      message:
        'quote refuses 97.5 % of the requests of shop, which makes one attempt: allow 3 with backoff and jitter, if requests may be repeated',
      at: { resource: 'shop', field: 'httpAttempts' },
      remedy: 'Allow 3 attempts',
    },
  },
});
