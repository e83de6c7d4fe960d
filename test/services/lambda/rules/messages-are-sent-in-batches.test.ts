import { messagesAreSentInBatches } from '#shared/services/lambda/rules/messages-are-sent-in-batches';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(messagesAreSentInBatches, {
  valid: {
    'one message for each invocation': [aFunction(), aQueue(), joined('lambda/send-message', 'worker', 'queue')],
    'twenty in two calls': [
      aFunction(),
      aQueue(),
      joined('lambda/send-message', 'worker', 'queue', { callsPerInvocation: 20, batchSize: 10 }),
    ],
  },
  invalid: {
    'twenty one by one': {
      drawn: [aFunction(), aQueue('jobs'), joined('lambda/send-message', 'worker', 'jobs', { callsPerInvocation: 20 })],
      message: 'worker sends 20 messages to jobs one by one: send 10 in a call',
      at: { connection: 'worker--jobs', field: 'batchSize' },
      remedy: 'Send 10 messages in a call',
    },
  },
});
