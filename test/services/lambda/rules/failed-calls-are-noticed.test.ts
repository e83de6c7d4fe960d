import { failedCallsAreNoticed } from '#shared/services/lambda/rules/failed-calls-are-noticed';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(failedCallsAreNoticed, {
  valid: {
    'a call that fails the invocation': [aFunction(), aQueue(), joined('lambda/send-message', 'worker', 'queue')],
  },
  invalid: {
    'a call that is given up in silence': {
      drawn: [aFunction(), aQueue(), joined('lambda/send-message', 'worker', 'queue', { failsInvocation: false })],
      message:
        'worker goes on when a call to queue fails for good: what it would have sent is lost; let the invocation fail if it matters',
      at: { connection: 'worker--queue', field: 'failsInvocation' },
      remedy: 'Let the invocation fail',
    },
  },
});
