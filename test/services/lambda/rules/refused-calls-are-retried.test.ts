import { refusedCallsAreRetried } from '#shared/services/lambda/rules/refused-calls-are-retried';
import { aClient, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(refusedCallsAreRetried, {
  valid: {
    'refusals that are tried again': [
      aClient('client', { rate: 500 }),
      aFunction(),
      aQueue('jobs', { fifo: true }),
      joined('client/invoke', 'client', 'worker'),
      joined('lambda/send-message', 'worker', 'jobs'),
    ],
    'a single attempt that is not refused': [
      aClient('client', { rate: 100 }),
      aFunction(),
      aQueue('jobs'),
      joined('client/invoke', 'client', 'worker'),
      joined('lambda/send-message', 'worker', 'jobs', { attempts: 1 }),
    ],
  },
  invalid: {
    'refusals and a single attempt': {
      drawn: [
        aClient('client', { rate: 500 }),
        aFunction(),
        aQueue('jobs', { fifo: true }),
        joined('client/invoke', 'client', 'worker'),
        joined('lambda/send-message', 'worker', 'jobs', { attempts: 1 }),
      ],
      message: 'jobs refuses 40 % of the calls of worker, which makes one attempt: allow 3, the SDK’s default',
      at: { connection: 'worker--jobs', field: 'attempts' },
      remedy: 'Allow 3 attempts',
    },
  },
});
