import { plansFitTheStage } from '#shared/services/api-gateway/rules/plans-fit-the-stage';
import { aClient, aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(plansFitTheStage, {
  valid: {
    'plans that add up to less than the stage admits': [
      aClient('free'),
      aClient('paying'),
      anApi('api', { stageRate: 800 }),
      joined('client/http-request', 'free', 'api', { usagePlan: true, planRate: 50 }),
      joined('client/http-request', 'paying', 'api', { usagePlan: true, planRate: 500 }),
      aFunction('work'),
      joined('api-gateway/lambda-proxy', 'api', 'work'),
    ],
    'a method that half of them ask for': [
      aClient('paying'),
      anApi('api', { stageRate: 500 }),
      joined('client/http-request', 'paying', 'api', { usagePlan: true, planRate: 900 }),
      aFunction('work'),
      joined('api-gateway/lambda-proxy', 'api', 'work', { trafficShare: 0.5 }),
    ],
    'no throttle': [
      aClient('paying'),
      anApi(),
      joined('client/http-request', 'paying', 'api', { usagePlan: true, planRate: 500 }),
    ],
  },
  invalid: {
    'plans that promise more': {
      drawn: [
        aClient('free'),
        aClient('paying'),
        anApi('api', { stageRate: 500 }),
        joined('client/http-request', 'free', 'api', { usagePlan: true, planRate: 50 }),
        joined('client/http-request', 'paying', 'api', { usagePlan: true, planRate: 500 }),
        aFunction('work'),
        joined('api-gateway/lambda-proxy', 'api', 'work'),
      ],
      message:
        'the usage plans promise 550 requests a second together, of which 550 are POST / of api, which admits 500: raise its rate, or lower the plans',
      at: { connection: 'api--work', field: 'throttleRate' },
      remedy: 'Throttle it at 550/s',
    },
  },
});
