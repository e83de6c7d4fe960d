import { expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { services } from '#shared/services/registry';
import { drawing, type Drawn } from '../../support/drawing';
import { always } from '../../support/simulated';

const IN_FLIGHT = 120_000;

const queueOf = (drawn: Drawn) => {
  const queue = assessCapacity(drawing(drawn), services, { loadFactor: 1 }).resources.get('jobs');
  if (!queue) throw new Error('the drawing has no queue');
  return queue;
};

/** A function that has room for `room` calls a second behind a pipe, each message hidden for 30 s when it is refused. */
const fullTarget = (rate: number, room: number): Drawn => ({
  resources: {
    app: ['client', { rate }],
    jobs: ['sqs', { visibilityTimeout: 30 }],
    pipe: ['pipes'],
    target: ['lambda', { duration: always(1), timeout: 10, reservedConcurrency: room }],
  },
  connections: [
    ['client/send-message', 'app', 'jobs'],
    ['pipes/queue-source', 'jobs', 'pipe', { batchSize: 1 }],
    ['pipes/function-target', 'pipe', 'target'],
  ],
});

it('hands out no more messages than may be in flight, however often its consumer refuses them', () => {
  const { inFlight, quantities, waiting, completed, failed, admitted, limits } = queueOf(fullTarget(400, 20));
  expect(inFlight).toBeLessThanOrEqual(IN_FLIGHT * 1.001);
  // Each refused one is hidden for 30 s: 4,000 a second, and no more than those that are done beside them.
  expect(quantities['received']).toBeLessThan(IN_FLIGHT / 30 + 400);
  expect(completed + failed + waiting).toBeCloseTo(admitted, 6);
  expect(completed).toBeCloseTo(20, 0);
  expect(limits.find(({ id }) => id === 'sqs/in-flight')?.utilisation).toBeGreaterThan(1);
});

it('changes nothing for a queue that is far from the quota', () => {
  const { inFlight, waiting, completed } = queueOf(fullTarget(10, 20));
  expect(inFlight).toBeLessThan(100);
  expect(waiting).toBeLessThan(0.01);
  expect(completed).toBeCloseTo(10, 1);
});
