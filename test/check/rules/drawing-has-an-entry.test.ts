import { drawingHasAnEntry } from '#shared/check/rules/drawing-has-an-entry';
import { aClient, aFunction, anAccount, aQueue, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(drawingHasAnEntry, {
  valid: {
    'a drawing with a client': [aClient(), aQueue()],
    'an empty drawing': [anAccount({})],
  },
  invalid: {
    'a drawing without one': {
      drawn: [aQueue(), aFunction(), joined('lambda/queue-event-source', 'queue', 'worker')],
      message: 'nothing makes load: add a client and connect it to where requests or messages come in',
      at: {},
    },
  },
});
