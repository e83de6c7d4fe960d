import { repeatedWorkIsIdempotent } from '#shared/check/rules/repeated-work-is-idempotent';
import { aClient, aFunction, anApi, aQueue, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(repeatedWorkIsIdempotent, {
  valid: {
    'a function that is idempotent': [
      aQueue(),
      aFunction('worker', { isIdempotent: true }),
      joined('lambda/queue-event-source', 'queue', 'worker'),
    ],
    'a request that is sent once': [
      aClient(),
      anApi(),
      aFunction(),
      joined('client/http-request', 'client', 'api'),
      joined('api-gateway/lambda-proxy', 'api', 'worker'),
    ],
  },
  invalid: {
    'a queue’s consumer': {
      drawn: [aQueue(), aFunction(), joined('lambda/queue-event-source', 'queue', 'worker')],
      message:
        'worker is not idempotent but queue delivers at least once: give it an idempotency key, then mark it idempotent',
      at: { resource: 'worker', field: 'isIdempotent' },
      remedy: 'Mark worker as idempotent',
    },
    'the consumer of a FIFO queue, which redelivers too': {
      drawn: [aQueue('queue', { fifo: true }), aFunction(), joined('lambda/queue-event-source', 'queue', 'worker')],
      message:
        'worker is not idempotent but queue delivers at least once: give it an idempotency key, then mark it idempotent',
      at: { resource: 'worker', field: 'isIdempotent' },
      remedy: 'Mark worker as idempotent',
    },
    'a client behind an API that tries again': {
      drawn: [
        aClient('shop', { httpAttempts: 3 }),
        anApi(),
        aFunction(),
        joined('client/http-request', 'shop', 'api'),
        joined('api-gateway/lambda-proxy', 'api', 'worker'),
      ],
      message:
        'worker is not idempotent but shop makes up to 3 attempts through api: give it an idempotency key, then mark it idempotent',
      at: { resource: 'worker', field: 'isIdempotent' },
      remedy: 'Mark worker as idempotent',
    },
    'a function that an idempotent consumer waits for': {
      drawn: [
        aQueue(),
        aFunction('outer', { isIdempotent: true, timeout: 30 }),
        aFunction('inner'),
        joined('lambda/queue-event-source', 'queue', 'outer'),
        joined('lambda/invoke', 'outer', 'inner', { attempts: 1 }),
      ],
      message:
        'inner is not idempotent but queue delivers at least once through outer: give it an idempotency key, then mark it idempotent',
      at: { resource: 'inner', field: 'isIdempotent' },
      remedy: 'Mark inner as idempotent',
    },
  },
});
