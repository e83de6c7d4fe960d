import { workComesToAnEnd } from '#shared/check/rules/work-comes-to-an-end';
import { aBucket, aClient, aFunction, aQueue, aStream, aTopic, joined } from '../../support/builders';
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
    'stages that hand on through prefixes of one bucket, and read what they were told of': [
      aClient(),
      aBucket(),
      aFunction('resize'),
      aFunction('sort'),
      joined('client/write-objects', 'client', 'bucket', { keyPrefix: 'new/' }),
      joined('s3/function-notification', 'bucket', 'resize', { prefix: 'new/' }),
      joined('lambda/read-objects', 'resize', 'bucket', {}, 'resize--reads'),
      joined('lambda/write-objects', 'resize', 'bucket', { keyPrefix: 'small/' }),
      joined('s3/function-notification', 'bucket', 'sort', { prefix: 'small/' }),
      joined('lambda/read-objects', 'sort', 'bucket'),
    ],
  },
  invalid: {
    'stages that hand on in a circle of prefixes': {
      drawn: [
        aClient(),
        aBucket(),
        aFunction('resize'),
        aFunction('sort'),
        joined('client/write-objects', 'client', 'bucket', { keyPrefix: 'new/' }),
        joined('s3/function-notification', 'bucket', 'resize', { prefix: 'new/' }),
        joined('lambda/write-objects', 'resize', 'bucket', { keyPrefix: 'small/' }),
        joined('s3/function-notification', 'bucket', 'sort', { prefix: 'small/' }),
        joined('lambda/write-objects', 'sort', 'bucket', { keyPrefix: 'new/again/' }),
      ],
      message:
        'work circles from bucket through resize, bucket, sort back to bucket and AWS stops it after about 16 passes: break the loop, or lower the calls per invocation to the share that has to come back',
      at: { resource: 'bucket' },
    },
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
        'work circles from jobs through worker back to jobs and AWS stops it after about 16 passes: break the loop, or lower the calls per invocation to the share that has to come back',
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
        'work circles from queue through worker, topic back to queue and AWS stops it after about 16 passes: break the loop, or lower the calls per invocation to the share that has to come back',
      at: { resource: 'queue' },
    },
  },
});
