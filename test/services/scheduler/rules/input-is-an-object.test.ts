import { inputIsAnObject } from '#shared/services/scheduler/rules/input-is-an-object';
import { aFunction, aSchedule, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (input: string) => [
  aSchedule(),
  aFunction(),
  joined('scheduler/function-target', 'schedule', 'worker', { input }),
];

testRule(inputIsAnObject, {
  valid: { 'an object': drawn('{"report": "daily"}'), 'nothing of its own': drawn('') },
  invalid: {
    'a list': {
      drawn: drawn('["daily"]'),
      message: 'the input of worker is not a JSON object: write it like {"report": "daily"}',
      at: { connection: 'schedule--worker', field: 'input' },
      remedy: 'Send the schedule and its time only',
    },
  },
});
