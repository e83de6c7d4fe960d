import { reservationCoversShards } from '#shared/services/lambda/rules/reservation-covers-shards';
import { aFunction, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(reservationCoversShards, {
  valid: {
    'a reservation for all lanes': [
      aStream('clicks', { shards: 4 }),
      aFunction('worker', { reservedConcurrency: 8 }),
      joined('lambda/stream-event-source', 'clicks', 'worker', { parallelizationFactor: 2 }),
    ],
    'an on-demand stream, whose shards are not known': [
      aStream('clicks', { mode: 'on-demand' }),
      aFunction('worker', { reservedConcurrency: 1 }),
      joined('lambda/stream-event-source', 'clicks', 'worker'),
    ],
  },
  invalid: {
    'fewer than there are lanes': {
      drawn: [
        aStream('clicks', { shards: 4 }),
        aFunction('worker', { reservedConcurrency: 5 }),
        joined('lambda/stream-event-source', 'clicks', 'worker', { parallelizationFactor: 2 }),
      ],
      message:
        'worker reserves 5 but reads up to 8 batches at once, one for each shard and lane: reserve 8, or lower the parallelization factor',
      at: { resource: 'worker', field: 'reservedConcurrency' },
      remedy: 'Reserve 8',
    },
  },
});
