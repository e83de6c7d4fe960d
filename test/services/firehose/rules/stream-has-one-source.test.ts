import { streamHasOneSource } from '#shared/services/firehose/rules/stream-has-one-source';
import { aBucket, aClient, aDelivery, aFunction, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const delivery = [aDelivery(), aBucket(), joined('firehose/bucket-destination', 'delivery', 'bucket')];

testRule(streamHasOneSource, {
  valid: {
    'several producers': [
      ...delivery,
      aClient(),
      aFunction(),
      joined('client/put-to-delivery-stream', 'client', 'delivery'),
      joined('lambda/put-to-delivery-stream', 'worker', 'delivery'),
    ],
    'a data stream': [...delivery, aStream(), joined('firehose/stream-source', 'stream', 'delivery')],
  },
  invalid: {
    'a data stream and a producer': {
      drawn: [
        ...delivery,
        aStream(),
        aClient(),
        joined('firehose/stream-source', 'stream', 'delivery'),
        joined('client/put-to-delivery-stream', 'client', 'delivery'),
      ],
      message: 'delivery reads stream and refuses what client puts: put it on stream',
      at: { resource: 'delivery' },
    },
    'two data streams': {
      drawn: [
        ...delivery,
        aStream('a'),
        aStream('b'),
        joined('firehose/stream-source', 'a', 'delivery'),
        joined('firehose/stream-source', 'b', 'delivery'),
      ],
      message: 'delivery reads a and b, but a delivery stream reads one data stream: use one for each',
      at: { resource: 'delivery' },
    },
  },
});
