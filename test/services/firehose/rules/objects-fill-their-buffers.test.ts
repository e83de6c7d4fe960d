import { objectsFillTheirBuffers } from '#shared/services/firehose/rules/objects-fill-their-buffers';
import { aBucket, aClient, aDelivery, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const partitioned = (rate: number, partitions: number, stream: object = {}) => [
  aClient('client', { rate, payload: 1024 }),
  aDelivery('delivery', { bufferSize: 64, bufferInterval: 60, ...stream }),
  aBucket(),
  joined('client/put-to-delivery-stream', 'client', 'delivery'),
  joined('firehose/bucket-destination', 'delivery', 'bucket', { partitioning: true, partitions }),
];

testRule(objectsFillTheirBuffers, {
  valid: {
    'few partitions with much in each': partitioned(1000, 10),
    'no load at all': partitioned(0, 400),
  },
  invalid: {
    'many partitions with little in each': {
      drawn: partitioned(1000, 400),
      message:
        'each of the 400 partitions writes 151 KiB every 60 s or so: 17,400,000 objects a month, each charged; use fewer partitions, or a longer interval',
      at: { connection: 'delivery--bucket', field: 'partitions' },
      remedy: 'Gather for 900 s',
    },
    'the longest interval': {
      drawn: partitioned(100, 400, { bufferInterval: 900 }),
      message:
        'each of the 400 partitions writes 226 KiB every 900 s or so: 1,160,000 objects a month, each charged; use fewer partitions, or a longer interval',
      at: { connection: 'delivery--bucket', field: 'partitions' },
    },
  },
});
