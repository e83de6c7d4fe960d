import { burstHasARate } from '#shared/services/api-gateway/rules/burst-has-a-rate';
import { anApi } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(burstHasARate, {
  valid: {
    'a rate and a burst': [anApi('api', { stageRate: 100, stageBurst: 50 })],
    'a rate alone': [anApi('api', { stageRate: 100 })],
  },
  invalid: {
    'a burst alone': {
      drawn: [anApi('api', { stageBurst: 50 })],
      message: 'api has a burst of 50 but no rate, so that its stage throttles nothing: set the rate too',
      at: { resource: 'api', field: 'stageRate' },
      remedy: 'Take the burst away',
    },
  },
});
