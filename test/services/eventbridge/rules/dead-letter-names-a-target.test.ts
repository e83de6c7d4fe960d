import { deadLetterNamesATarget } from '#shared/services/eventbridge/rules/dead-letter-names-a-target';
import { aBus, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(deadLetterNamesATarget, {
  valid: {
    'the id of a target': [
      aBus(),
      aFunction(),
      aQueue('undelivered'),
      joined('eventbridge/function-target', 'bus', 'worker'),
      joined('eventbridge/target-dead-letter', 'bus', 'undelivered', { target: 'bus--worker' }),
    ],
  },
  invalid: {
    'an id that no target has': {
      drawn: [
        aBus(),
        aFunction(),
        aQueue('undelivered'),
        joined('eventbridge/function-target', 'bus', 'worker'),
        joined('eventbridge/target-dead-letter', 'bus', 'undelivered', { target: 'gone' }),
      ],
      message:
        'undelivered is to keep what gone cannot deliver, but bus has no target of that id: name one, or leave it empty for all',
      at: { connection: 'bus--undelivered', field: 'target' },
      remedy: 'Keep those of every target',
    },
  },
});
