import { undeliveredInvocationsAreKept } from '#shared/services/scheduler/rules/undelivered-invocations-are-kept';
import { aFunction, aQueue, aSchedule, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(undeliveredInvocationsAreKept, {
  valid: {
    'a dead-letter queue for all targets': [
      aSchedule(),
      aFunction(),
      aQueue('undelivered'),
      joined('scheduler/function-target', 'schedule', 'worker'),
      joined('scheduler/target-dead-letter', 'schedule', 'undelivered'),
    ],
  },
  invalid: {
    'a target without one': {
      drawn: [
        aSchedule(),
        aFunction(),
        joined('scheduler/function-target', 'schedule', 'worker', { maximumEventAge: 3600 }),
      ],
      message:
        'invocations by schedule that worker did not get within 3,600 s are lost: give the schedule a dead-letter queue',
      at: { resource: 'schedule' },
      remedy: 'Keep undelivered invocations of schedule',
    },
  },
});
