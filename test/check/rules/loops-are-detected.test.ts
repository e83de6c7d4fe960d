import { loopsAreDetected } from '#shared/check/rules/loops-are-detected';
import { aClient, aFunction, aQueue, aStream, aTable, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(loopsAreDetected, {
  valid: {
    'a loop that AWS sees': [
      aClient(),
      aQueue(),
      aFunction(),
      joined('client/send-message', 'client', 'queue'),
      joined('lambda/queue-event-source', 'queue', 'worker'),
      joined('lambda/send-message', 'worker', 'queue'),
    ],
    'a stream to which one record in ten comes back': [
      aClient(),
      aStream(),
      aFunction(),
      joined('client/put-record', 'client', 'stream'),
      joined('lambda/stream-event-source', 'stream', 'worker'),
      joined('lambda/put-record', 'worker', 'stream', { callsPerInvocation: 0.1 }),
    ],
    'a reader of a table’s stream that reads the table too': [
      aClient(),
      aTable(),
      aFunction(),
      joined('client/write-items', 'client', 'table'),
      joined('lambda/stream-event-source', 'table', 'worker'),
      joined('lambda/read-items', 'worker', 'table'),
    ],
  },
  invalid: {
    'one that writes to it': {
      drawn: [
        aClient(),
        aTable(),
        aFunction(),
        joined('client/write-items', 'client', 'table'),
        joined('lambda/stream-event-source', 'table', 'worker'),
        joined('lambda/write-items', 'worker', 'table'),
      ],
      message:
        'work circles for ever from table through worker back to table: AWS does not detect loops through table; break the loop, or lower the calls per invocation below 1',
      at: { resource: 'table' },
    },
    'a function that puts a record on the stream for each record that it reads': {
      drawn: [
        aClient(),
        aStream(),
        aFunction(),
        joined('client/put-record', 'client', 'stream'),
        joined('lambda/stream-event-source', 'stream', 'worker'),
        joined('lambda/put-record', 'worker', 'stream'),
      ],
      message:
        'work circles for ever from stream through worker back to stream: AWS does not detect loops through stream; break the loop, or lower the calls per invocation below 1',
      at: { resource: 'stream' },
    },
    'a longer loop through a stream and a queue': {
      drawn: [
        aClient(),
        aStream(),
        aFunction('read'),
        aQueue(),
        aFunction('write'),
        joined('client/put-record', 'client', 'stream'),
        joined('lambda/stream-event-source', 'stream', 'read'),
        joined('lambda/send-message', 'read', 'queue'),
        joined('lambda/queue-event-source', 'queue', 'write'),
        joined('lambda/put-record', 'write', 'stream'),
      ],
      message:
        'work circles for ever from stream through read, queue, write back to stream: AWS does not detect loops through stream; break the loop, or lower the calls per invocation below 1',
      at: { resource: 'stream' },
    },
  },
});
