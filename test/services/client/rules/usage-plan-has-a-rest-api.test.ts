import { usagePlanHasARestApi } from '#shared/services/client/rules/usage-plan-has-a-rest-api';
import { aClient, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(usagePlanHasARestApi, {
  valid: {
    'a usage plan of a REST API': [
      aClient('shop'),
      anApi(),
      joined('client/http-request', 'shop', 'api', { usagePlan: true, planRate: 100 }),
    ],
  },
  invalid: {
    'a usage plan of an HTTP API': {
      drawn: [
        aClient('shop'),
        anApi('api', { type: 'HTTP' }),
        joined('client/http-request', 'shop', 'api', { usagePlan: true, planRate: 100 }),
      ],
      message: 'shop has a usage plan but api is an HTTP API, which has none: use a REST API, or throttle the stage',
      at: { connection: 'shop--api', field: 'usagePlan' },
      remedy: 'Take the usage plan away',
    },
  },
});
