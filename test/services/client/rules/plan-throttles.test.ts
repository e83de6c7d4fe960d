import { planThrottles } from '#shared/services/client/rules/plan-throttles';
import { aClient, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(planThrottles, {
  valid: {
    'a plan with a rate': [
      aClient('shop'),
      anApi(),
      joined('client/http-request', 'shop', 'api', { usagePlan: true, planRate: 200 }),
    ],
    'no plan': [aClient('shop'), anApi(), joined('client/http-request', 'shop', 'api')],
  },
  invalid: {
    'a plan with neither rate nor quota': {
      drawn: [aClient('shop'), anApi(), joined('client/http-request', 'shop', 'api', { usagePlan: true })],
      message: 'the usage plan of shop has neither rate nor quota, so that it limits nothing: set one',
      at: { connection: 'shop--api', field: 'planRate' },
    },
  },
});
