import { expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { services } from '#shared/services/registry';
import { drawing } from '../../support/drawing';
import { always, simulateGraph } from '../../support/simulated';

const graph = (errorRate: number) =>
  drawing({
    resources: {
      client: ['client', { rate: 2 }],
      queue: ['sqs', { type: 'fifo', messageGroups: 10, visibilityTimeout: 30 }],
      dead: ['sqs', { type: 'fifo' }],
      worker: ['lambda', { duration: always(0.05), errorRate, coldStart: 0 }],
    },
    connections: [
      ['client/send-message', 'client', 'queue'],
      ['lambda/queue-event-source', 'queue', 'worker', { batchSize: 1 }],
      ['sqs/redrive', 'queue', 'dead', { maxReceiveCount: 5 }],
    ],
  });

it('a message that fails holds its group back until it is visible again', () => {
  const { resources, sustains } = assessCapacity(graph(0.3), services, { loadFactor: 1 });
  // A receive holds its group for 0.05 s, or for 30 s with 0.3 of them; a message is received (1 − 0.3⁵) ÷ 0.7 times.
  const receives = 10 / (0.05 + 0.3 * 29.95);
  expect(sustains).toMatchObject({ limit: 'lambda/message-groups' });
  expect(sustains?.perSecond).toBeCloseTo((receives * 0.7) / (1 - 0.3 ** 5), 6);
  const run = simulateGraph(graph(0.3), { duration: 7200, warmUp: 1800 });
  const served = run.resources['queue']!.served.mean / run.observedSeconds;
  expect(Math.abs(served / resources.get('queue')!.completed - 1)).toBeLessThan(0.03);
});

it('without failures ten groups of 50 ms take 200 messages a second', () => {
  const found = assessCapacity(graph(0), services, { loadFactor: 1 });
  expect(found.ladder.find(({ limit }) => limit === 'lambda/message-groups')?.perSecond).toBeCloseTo(200, 6);
});
