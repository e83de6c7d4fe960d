import { failedWorkDoesNotReturn } from '#shared/check/rules/failed-work-does-not-return';
import { aFunction, aQueue, aTopic, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(failedWorkDoesNotReturn, {
  valid: {
    'a dead-letter queue that nobody empties by machine': [
      aQueue('jobs'),
      aQueue('jobs-failed'),
      aFunction(),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
      joined('sqs/redrive', 'jobs', 'jobs-failed'),
    ],
    'a dead-letter queue whose consumer works elsewhere': [
      aQueue('jobs'),
      aQueue('jobs-failed'),
      aFunction(),
      aFunction('report'),
      joined('lambda/queue-event-source', 'jobs', 'worker'),
      joined('sqs/redrive', 'jobs', 'jobs-failed'),
      joined('lambda/queue-event-source', 'jobs-failed', 'report'),
    ],
  },
  invalid: {
    'a consumer of dead letters that sends them back': {
      drawn: [
        aQueue('jobs'),
        aQueue('jobs-failed'),
        aFunction(),
        aFunction('redo'),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
        joined('sqs/redrive', 'jobs', 'jobs-failed'),
        joined('lambda/queue-event-source', 'jobs-failed', 'redo'),
        joined('lambda/send-message', 'redo', 'jobs'),
      ],
      message:
        'what fails for good circles from jobs through jobs-failed, redo back to jobs: let a person or an alarm decide what goes back, or give up after a counted number of passes',
      at: { connection: 'jobs--jobs-failed' },
    },
    'a function that reads its own failures': {
      drawn: [
        aTopic(),
        aFunction(),
        aQueue('failed'),
        joined('sns/function-subscription', 'topic', 'worker'),
        joined('lambda/on-failure-queue', 'worker', 'failed'),
        joined('lambda/queue-event-source', 'failed', 'worker'),
      ],
      message:
        'what fails for good circles from worker through failed back to worker: let a person or an alarm decide what goes back, or give up after a counted number of passes',
      at: { connection: 'worker--failed' },
    },
    'two queues that are each other’s dead-letter queue': {
      drawn: [aQueue('a'), aQueue('b'), joined('sqs/redrive', 'a', 'b'), joined('sqs/redrive', 'b', 'a')],
      message: [
        'what fails for good circles from a through b back to a: let a person or an alarm decide what goes back, or give up after a counted number of passes',
        'what fails for good circles from b through a back to b: let a person or an alarm decide what goes back, or give up after a counted number of passes',
      ],
      at: [{ connection: 'a--b' }, { connection: 'b--a' }],
    },
  },
});
