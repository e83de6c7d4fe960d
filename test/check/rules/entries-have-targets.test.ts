import { entriesHaveTargets } from '#shared/check/rules/entries-have-targets';
import { aClient, aQueue, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(entriesHaveTargets, {
  valid: {
    'a client that calls something': [aClient(), aQueue(), joined('client/send-message', 'client', 'queue')],
  },
  invalid: {
    'a client that calls nothing': {
      drawn: [aClient('shop'), aQueue()],
      message: 'shop makes load but calls nothing: connect it to what it calls, or remove it',
      at: { resource: 'shop' },
    },
  },
});
