import { deadLetterIsAnotherQueue } from '#shared/services/scheduler/rules/dead-letter-is-another-queue';
import { aQueue, aSchedule, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(deadLetterIsAnotherQueue, {
  valid: {
    'another queue': [
      aSchedule(),
      aQueue('work'),
      aQueue('undelivered'),
      joined('scheduler/queue-target', 'schedule', 'work'),
      joined('scheduler/target-dead-letter', 'schedule', 'undelivered'),
    ],
  },
  invalid: {
    'the queue that is the target': {
      drawn: [
        aSchedule(),
        aQueue('work'),
        joined('scheduler/queue-target', 'schedule', 'work'),
        joined('scheduler/target-dead-letter', 'schedule', 'work', {}, 'undelivered'),
      ],
      message:
        'work is a target of schedule and its dead-letter queue too: what cannot be delivered there is lost; use another queue',
      at: { connection: 'undelivered' },
    },
  },
});
