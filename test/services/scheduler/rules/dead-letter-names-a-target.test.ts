import { deadLetterNamesATarget } from '#shared/services/scheduler/rules/dead-letter-names-a-target';
import { aFunction, aQueue, aSchedule, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (target: string) => [
  aSchedule(),
  aFunction(),
  aQueue('undelivered'),
  joined('scheduler/function-target', 'schedule', 'worker'),
  joined('scheduler/target-dead-letter', 'schedule', 'undelivered', { target }),
];

testRule(deadLetterNamesATarget, {
  valid: { 'the target by its connection': drawn('schedule--worker'), 'every target': drawn('') },
  invalid: {
    'a target that is not there': {
      drawn: drawn('somewhere'),
      message:
        'undelivered is to keep what somewhere cannot deliver, but schedule has no target of that id: name one, or leave it empty for all',
      at: { connection: 'schedule--undelivered', field: 'target' },
      remedy: 'Keep those of every target',
    },
  },
});
