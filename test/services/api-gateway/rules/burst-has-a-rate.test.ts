import { burstHasARate } from '#shared/services/api-gateway/rules/burst-has-a-rate';
import { aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(burstHasARate, {
  valid: {
    'a rate and a burst': [anApi('api', { stageRate: 100, stageBurst: 50 })],
    'a rate alone': [anApi('api', { stageRate: 100 })],
    'a burst of a route whose stage has a rate': [
      anApi('api', { stageRate: 100 }),
      aFunction('fn'),
      joined('api-gateway/lambda-proxy', 'api', 'fn', { throttleBurst: 20 }),
    ],
    'a burst of a stage for a route with a rate': [
      anApi('api', { stageBurst: 50 }),
      aFunction('fn'),
      joined('api-gateway/lambda-proxy', 'api', 'fn', { throttleRate: 20 }),
    ],
  },
  invalid: {
    'a burst alone': {
      drawn: [anApi('api', { stageBurst: 50 })],
      message: 'api has a burst of 50 but no rate, so that its stage throttles nothing: set the rate too',
      at: { resource: 'api', field: 'stageRate' },
      remedy: 'Take the burst away',
    },
    'a burst of a route alone': {
      drawn: [anApi(), aFunction('fn'), joined('api-gateway/lambda-proxy', 'api', 'fn', { throttleBurst: 20 })],
      message: 'POST / of api has a burst of 20 but no rate, and is not throttled: set the rate too',
      at: { connection: 'api--fn', field: 'throttleRate' },
      remedy: 'Take the burst away',
    },
  },
});
