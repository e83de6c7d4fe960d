import { timeoutCoversCallRetries } from '#shared/services/lambda/rules/timeout-covers-call-retries';
import { aFunction, aQueue, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(timeoutCoversCallRetries, {
  valid: {
    'time for three attempts': [
      aFunction('worker', { timeout: 10 }),
      aStream('out'),
      joined('lambda/put-record', 'worker', 'out'),
    ],
    'a standard queue, which refuses nothing': [
      aFunction(),
      aQueue(),
      joined('lambda/send-message', 'worker', 'queue'),
    ],
    'a single attempt': [aFunction(), aStream('out'), joined('lambda/put-record', 'worker', 'out', { attempts: 1 })],
  },
  invalid: {
    'three seconds in all': {
      drawn: [aFunction(), aStream('out'), joined('lambda/put-record', 'worker', 'out')],
      message: 'timeout is 3 s but worker runs 0.1 s and may wait 3 s more for 3 attempts at out: give it 5 s',
      at: { resource: 'worker', field: 'timeout' },
      remedy: 'Set the timeout to 5 s',
    },
    'a FIFO queue and ten attempts': {
      drawn: [
        aFunction('worker', { timeout: 30 }),
        aQueue('jobs', { fifo: true }),
        joined('lambda/send-message', 'worker', 'jobs', { attempts: 10 }),
      ],
      message: 'timeout is 30 s but worker runs 0.1 s and may wait 111 s more for 10 attempts at jobs: give it 113 s',
      at: { resource: 'worker', field: 'timeout' },
      remedy: 'Set the timeout to 113 s',
    },
  },
});
