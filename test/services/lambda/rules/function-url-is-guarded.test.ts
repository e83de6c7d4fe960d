import { functionUrlIsGuarded } from '#shared/services/lambda/rules/function-url-is-guarded';
import { aClient, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const called = joined('client/function-url', 'client', 'worker');

testRule(functionUrlIsGuarded, {
  valid: {
    'a URL whose callers sign': [aClient(), aFunction(), called],
    'an open URL in front of a bounded function': [
      aClient(),
      aFunction('worker', { urlAuthorization: 'NONE', reservedConcurrency: 10 }),
      called,
    ],
    'no URL at all': [
      aClient(),
      aFunction('worker', { urlAuthorization: 'NONE' }),
      joined('client/invoke', 'client', 'worker'),
    ],
  },
  invalid: {
    'a URL that anyone may call, up to all that the account has': {
      drawn: [aClient(), aFunction('worker', { urlAuthorization: 'NONE' }), called],
      message:
        'anyone may call the URL of worker, up to the account’s whole concurrency: ask for a signature by IAM, reserve concurrency, or put an API with a throttle in front',
      at: { resource: 'worker', field: 'urlAuthorization' },
      remedy: 'Ask for a signature by IAM',
    },
  },
});
