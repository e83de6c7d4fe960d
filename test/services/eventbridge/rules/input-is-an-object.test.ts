import { inputIsAnObject } from '#shared/services/eventbridge/rules/input-is-an-object';
import { aBus, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(inputIsAnObject, {
  valid: {
    'an object with a path': [
      aBus(),
      aFunction(),
      joined('eventbridge/function-target', 'bus', 'worker', {
        input: 'object',
        inputTemplate: '{"order": "$.detail.id"}',
      }),
    ],
    'the whole event': [aBus(), aFunction(), joined('eventbridge/function-target', 'bus', 'worker')],
  },
  invalid: {
    'an input of one’s own that is not written yet': {
      drawn: [aBus(), aFunction(), joined('eventbridge/function-target', 'bus', 'worker', { input: 'object' })],
      message: 'the input of worker is not a JSON object: write it like {"order": "$.detail.id"}',
      at: { connection: 'bus--worker', field: 'inputTemplate' },
      remedy: 'Send the whole event',
    },
  },
});
