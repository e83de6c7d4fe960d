import { expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { simulated } from '../../support/simulated';

/** Records for busy lanes must not keep those of idle ones out. */
it.each([
  [4, 10],
  [10, 10],
  [10, 1],
  [2, 200],
])(
  'all %i lanes of a shard are at work beyond their capacity, by batches of %i',
  (parallelizationFactor, batchSize) => {
    const drawn: Drawn = {
      resources: {
        app: ['client', { rate: 3500, payload: 100 }],
        clicks: ['kinesis', { shards: 4, partitionKeys: 100_000 }],
        worker: ['lambda', { duration: { distribution: 'lognormal', mean: 0.5, scv: 0.5 }, timeout: 60 }],
      },
      connections: [
        ['client/put-record', 'app', 'clicks'],
        ['lambda/stream-event-source', 'clicks', 'worker', { batchSize, parallelizationFactor }],
      ],
    };
    const { resources } = simulated(drawn, { duration: 180, warmUp: 60 });
    const { completed } = assessCapacity(drawing(drawn), services, { loadFactor: 1 }).resources.get('worker')!;
    expect(completed).toBeCloseTo((4 * parallelizationFactor * batchSize) / 0.5, 3);
    expect(Math.abs(resources['worker']!.served.mean / 120 / completed - 1)).toBeLessThan(0.04);
  },
);
