import { recordsFillTheirUnits } from '#shared/services/firehose/rules/records-fill-their-units';
import { aBucket, aClient, aDelivery, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const records = (payload: number, rate = 100) => [
  aClient('client', { rate, payload }),
  aDelivery(),
  aBucket(),
  joined('client/put-to-delivery-stream', 'client', 'delivery'),
  joined('firehose/bucket-destination', 'delivery', 'bucket'),
];

testRule(recordsFillTheirUnits, {
  valid: {
    'records of 5 KB': records(5120),
    'what hardly ever comes': records(100, 0.5),
  },
  invalid: {
    'small records': {
      drawn: records(700),
      message:
        'records from client have 700 bytes and are charged as 5 KiB, 7.31 times as much: put several events into one record of delivery',
      at: { resource: 'delivery' },
    },
    'records a little above a unit': {
      drawn: records(5121),
      message:
        'records from client have 5,121 bytes and are charged as 10 KiB, 2 times as much: put several events into one record of delivery',
      at: { resource: 'delivery' },
    },
  },
});
