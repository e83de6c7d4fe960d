import { orderSurvivesToOrderedStages } from '#shared/check/rules/order-survives-to-ordered-stages';
import { aFunction, aQueue, aStream, aTopic, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(orderSurvivesToOrderedStages, {
  valid: {
    'order from end to end': [
      aTopic('orders', { type: 'fifo' }),
      aQueue('billing', { fifo: true }),
      aFunction(),
      joined('sns/queue-subscription', 'orders', 'billing'),
      joined('lambda/queue-event-source', 'billing', 'worker'),
    ],
    'order that nobody behind the loss keeps': [
      aQueue('orders', { fifo: true }),
      aFunction(),
      aTopic('events'),
      joined('lambda/queue-event-source', 'orders', 'worker'),
      joined('lambda/publish', 'worker', 'events'),
    ],
    'a call that is over before the next message': [
      aQueue('orders', { fifo: true }),
      aFunction(),
      aFunction('price'),
      aQueue('billing', { fifo: true }),
      joined('lambda/queue-event-source', 'orders', 'worker'),
      joined('lambda/invoke', 'worker', 'price'),
      joined('lambda/send-message', 'price', 'billing'),
    ],
  },
  invalid: {
    'a standard queue between two FIFO queues': {
      drawn: [
        aQueue('orders', { fifo: true }),
        aFunction('enrich'),
        aQueue('between'),
        aFunction('charge'),
        aQueue('billing', { fifo: true }),
        joined('lambda/queue-event-source', 'orders', 'enrich'),
        joined('lambda/send-message', 'enrich', 'between'),
        joined('lambda/queue-event-source', 'between', 'charge'),
        joined('lambda/send-message', 'charge', 'billing'),
      ],
      message:
        'the order per message group of what enrich gets ends at between, but billing keeps order again behind it: keep the way between ordered too, or carry a sequence number',
      at: { connection: 'enrich--between' },
    },
    'an asynchronous invocation between a stream and a stream': {
      drawn: [
        aStream('clicks'),
        aFunction('read'),
        aFunction('later'),
        aStream('sessions'),
        joined('lambda/stream-event-source', 'clicks', 'read'),
        joined('lambda/invoke-async', 'read', 'later'),
        joined('lambda/put-record', 'later', 'sessions'),
      ],
      message:
        'the order per shard of what read gets ends at later, but sessions keeps order again behind it: keep the way between ordered too, or carry a sequence number',
      at: { connection: 'read--later' },
    },
  },
});
