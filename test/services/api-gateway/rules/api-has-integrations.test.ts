import { apiHasIntegrations } from '#shared/services/api-gateway/rules/api-has-integrations';
import { aClient, aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(apiHasIntegrations, {
  valid: {
    'an API with an integration': [
      aClient('shop'),
      anApi(),
      aFunction(),
      joined('client/http-request', 'shop', 'api'),
      joined('api-gateway/lambda-proxy', 'api', 'worker'),
    ],
    'an API that nobody calls yet': [anApi()],
  },
  invalid: {
    'an API that is called but has none': {
      drawn: [aClient('shop'), anApi(), joined('client/http-request', 'shop', 'api')],
      message: 'api is called but passes requests on to nothing: connect a function, a queue, a topic or a stream',
      at: { resource: 'api' },
    },
  },
});
