import { workComesToAnEnd } from '#shared/check/rules/work-comes-to-an-end';
import { aClient, aFunction, aQueue, aStream, aTopic, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(workComesToAnEnd, {
  valid: {
    'a chain': [
      aClient(),
      aQueue(),
      aFunction(),
      joined('client/send-message', 'client', 'queue'),
      joined('lambda/queue-event-source', 'queue', 'worker'),
    ],
    'a retry queue to which one message in ten goes back': [
      aClient(),
      aQueue(),
      aFunction(),
      joined('client/send-message', 'client', 'queue'),
      joined('lambda/queue-event-source', 'queue', 'worker'),
      joined('lambda/send-message', 'worker', 'queue', { callsPerInvocation: 0.1 }),
    ],
    'a loop that AWS does not see, which is another finding': [
      aClient(),
      aStream(),
      aFunction(),
      joined('client/put-record', 'client', 'stream'),
      joined('lambda/stream-event-source', 'stream', 'worker'),
      joined('lambda/put-record', 'worker', 'stream'),
    ],
  },
  invalid: {
    'a function that writes to its own queue': {
      drawn: [
        aClient(),
        aQueue('jobs'),
        aFunction(),
        joined('client/send-message', 'client', 'jobs'),
        joined('lambda/queue-event-source', 'jobs', 'worker'),
        joined('lambda/send-message', 'worker', 'jobs'),
      ],
      message:
        'work circles from jobs through worker back to jobs and AWS drops it after about 16 passes: break the loop, or lower the calls per invocation to the share that has to come back',
      at: { resource: 'jobs' },
    },
    'a loop through a topic and a queue': {
      drawn: [
        aClient(),
        aFunction(),
        aTopic(),
        aQueue(),
        joined('client/invoke', 'client', 'worker'),
        joined('lambda/publish', 'worker', 'topic'),
        joined('sns/queue-subscription', 'topic', 'queue'),
        joined('lambda/queue-event-source', 'queue', 'worker'),
      ],
      message:
        'work circles from queue through worker, topic back to queue and AWS drops it after about 16 passes: break the loop, or lower the calls per invocation to the share that has to come back',
      at: { resource: 'queue' },
    },
  },
});
