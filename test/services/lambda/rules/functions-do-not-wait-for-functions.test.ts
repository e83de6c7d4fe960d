import { functionsDoNotWaitForFunctions } from '#shared/services/lambda/rules/functions-do-not-wait-for-functions';
import { aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(functionsDoNotWaitForFunctions, {
  valid: {
    'a hand-over': [aFunction('order'), aFunction('mail'), joined('lambda/invoke-async', 'order', 'mail')],
  },
  invalid: {
    'a function that waits': {
      drawn: [aFunction('order'), aFunction('price'), joined('lambda/invoke', 'order', 'price')],
      message:
        'order waits for price: both are charged for the time and both hold concurrency; hand over by a queue or an asynchronous invocation, or make it one function',
      at: { connection: 'order--price' },
    },
  },
});
