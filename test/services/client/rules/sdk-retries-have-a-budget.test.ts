import { sdkRetriesHaveABudget } from '#shared/services/client/rules/sdk-retries-have-a-budget';
import { aClient, anApi, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(sdkRetriesHaveABudget, {
  valid: {
    'the standard mode': [aClient('shop'), aQueue('jobs'), joined('client/send-message', 'shop', 'jobs')],
    'the legacy mode of a client that calls no SDK': [
      aClient('shop', { retryMode: 'legacy' }),
      anApi(),
      joined('client/http-request', 'shop', 'api'),
    ],
  },
  invalid: {
    'the legacy mode': {
      drawn: [aClient('shop', { retryMode: 'legacy' }), aQueue('jobs'), joined('client/send-message', 'shop', 'jobs')],
      message:
        'shop makes up to 5 attempts without a retry budget: the standard mode makes 3 and stops when too many fail',
      at: { resource: 'shop', field: 'retryMode' },
      remedy: 'Use the standard mode',
    },
    'eight attempts in standard mode': {
      drawn: [aClient('shop', { sdkAttempts: 8 }), aQueue('jobs'), joined('client/send-message', 'shop', 'jobs')],
      message: 'shop makes up to 8 attempts: the standard mode makes 3 and stops when too many fail',
      at: { resource: 'shop', field: 'sdkAttempts' },
      remedy: 'Use the standard mode',
    },
  },
});
