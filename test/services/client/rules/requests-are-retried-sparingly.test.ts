import { requestsAreRetriedSparingly } from '#shared/services/client/rules/requests-are-retried-sparingly';
import { aClient, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(requestsAreRetriedSparingly, {
  valid: {
    'three attempts': [aClient('shop', { httpAttempts: 3 }), anApi(), joined('client/http-request', 'shop', 'api')],
  },
  invalid: {
    'ten attempts': {
      drawn: [aClient('shop', { httpAttempts: 10 }), anApi(), joined('client/http-request', 'shop', 'api')],
      message: 'shop makes up to 10 attempts: when api is full its load grows up to 10-fold; 3 with backoff are enough',
      at: { resource: 'shop', field: 'httpAttempts' },
      remedy: 'Allow 3 attempts',
    },
  },
});
