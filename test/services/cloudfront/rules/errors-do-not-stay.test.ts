import { errorsDoNotStay } from '#shared/services/cloudfront/rules/errors-do-not-stay';
import { aClient, aDistribution, aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const web = (cdn: Record<string, unknown>, worker: Record<string, unknown>) => [
  aClient('viewers', { rate: 1000 }),
  aDistribution('cdn', { cacheHitRatio: 0.5, ...cdn }),
  anApi(),
  aFunction('worker', { duration: { distribution: 'constant', mean: 0.1, scv: 0 }, ...worker }),
  joined('client/http-request', 'viewers', 'cdn'),
  joined('cloudfront/http-origin', 'cdn', 'api'),
  joined('api-gateway/lambda-proxy', 'api', 'worker'),
];

testRule(errorsDoNotStay, {
  valid: {
    'an origin that holds': web({}, {}),
    'errors that are not cached': web({ errorCaching: 0 }, { reservedConcurrency: 10 }),
  },
  invalid: {
    'a function that is full, behind an API that turns it into 500': {
      drawn: web({}, { reservedConcurrency: 10 }),
      message:
        'api fails at this load, and cdn serves each of its errors for 10 s to all who ask for the same: do not cache errors, or let the overload be a 429',
      at: { resource: 'cdn', field: 'errorCaching' },
      remedy: 'Do not cache errors',
    },
  },
});
