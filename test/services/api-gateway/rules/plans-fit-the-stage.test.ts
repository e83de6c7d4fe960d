import { plansFitTheStage } from '#shared/services/api-gateway/rules/plans-fit-the-stage';
import { aClient, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(plansFitTheStage, {
  valid: {
    'plans that add up to less than the stage admits': [
      aClient('free'),
      aClient('paying'),
      anApi('api', { stageRate: 800 }),
      joined('client/http-request', 'free', 'api', { usagePlan: true, planRate: 50 }),
      joined('client/http-request', 'paying', 'api', { usagePlan: true, planRate: 500 }),
    ],
    'no stage throttle': [
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
      ],
      message:
        'the usage plans promise 550 requests a second together but the stage of api admits 500: raise the stage’s rate, or lower the plans',
      at: { resource: 'api', field: 'stageRate' },
      remedy: 'Set the stage’s rate to 550/s',
    },
  },
});
