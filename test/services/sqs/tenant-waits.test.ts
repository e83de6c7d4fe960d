/** What the steady state says of a fair queue whose consumers cannot keep up. */
import { expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { CapacityReport } from '#shared/model/capacity';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { drawing, type Drawn } from '../../support/drawing';
import { always } from '../../support/simulated';

/** A function that takes 50 messages a second. */
const queueOf = (rate: number, queue: Config, more: Partial<Drawn> = {}): CapacityReport => {
  const graph = drawing({
    resources: {
      shop: ['client', { rate }],
      jobs: ['sqs', { type: 'fair', visibilityTimeout: 180, ...queue }],
      worker: ['lambda', { duration: always(1), timeout: 30, coldStart: 0 }],
      ...more.resources,
    },
    connections: [
      ['client/send-message', 'shop', 'jobs'],
      ['lambda/queue-event-source', 'jobs', 'worker', { batchSize: 1, maximumConcurrency: 50 }],
      ...(more.connections ?? []),
    ],
  });
  return assessCapacity(graph, services, { loadFactor: 1 }).resources.get('jobs')!;
};
const storyOf = ({ spills }: CapacityReport): string => spills.map(({ story }) => story).join();
const input = ({ latency }: CapacityReport, name: string) =>
  latency.because().inputs.find((each) => each.name === name)?.value;

it('the others wait 1 ÷ (capacity − their messages), as long as one tenant is what there is no room for', () => {
  const report = queueOf(60, { messageGroups: 100, hottestGroupShare: 0.45 });
  expect(input(report, 'noisy tenants')).toBe(1);
  expect(input(report, 'mean wait of the others')).toBeCloseTo(1 / (50 - 33), 6);
  expect(storyOf(report)).toContain(
    'grows by 10 messages a second; one tenant with 45 % of the messages waits, messages of the others about 0.059 s; messages older than',
  );
});

it('takes as much as a standard queue, and grows as fast', () => {
  const { completed, waiting, limits } = queueOf(60, { messageGroups: 100, hottestGroupShare: 0.45 });
  const standard = queueOf(60, { type: 'standard' });
  expect([completed, waiting]).toEqual([standard.completed, standard.waiting]);
  expect(limits.map(({ id, used }) => [id, used])).toEqual(standard.limits.map(({ id, used }) => [id, used]));
});

it('where nobody stands out all wait alike', () => {
  const story = storyOf(queueOf(60, { messageGroups: 100 }));
  expect(story).toContain('no tenant takes more than 10 % of the consumers’ time, so all wait alike');
});

it('where each of few tenants has more than a tenth they take turns', () => {
  expect(storyOf(queueOf(60, { messageGroups: 5 }))).toContain('5 tenants with 100 % of the messages take turns');
});

it('quiet tenants become noisy by the time that a noisy one leaves to them', () => {
  // Seven others with 5.7 of 100 messages a second each: no tenth of the messages, but more than a tenth of 50.
  const report = queueOf(100, { messageGroups: 8, hottestGroupShare: 0.6 });
  expect(input(report, 'noisy tenants')).toBe(8);
});

it('says so where the others alone are too many', () => {
  const story = storyOf(queueOf(150, { messageGroups: 200, hottestGroupShare: 0.4 }));
  expect(story).toContain('messages of the others alone grow by 40 a second, and one tenant with 40 % of the messages');
});

it('messages that name no tenant are never a noisy one’s, and all of one task or rule are', () => {
  const more = (kind: string, service: string): Partial<Drawn> => ({
    resources: { loud: [service], feeder: ['client', { rate: 40 }] },
    connections: [
      [kind, 'feeder', 'loud'],
      [service === 'sns' ? 'sns/queue-subscription' : 'eventbridge/queue-target', 'loud', 'jobs'],
    ],
  });
  expect(input(queueOf(20, { messageGroups: 100 }, more('client/put-events', 'eventbridge')), 'noisy tenants')).toBe(1);
  expect(input(queueOf(20, { messageGroups: 100 }, more('client/publish', 'sns')), 'noisy tenants')).toBeUndefined();
});

it('says nothing of tenants while consumers keep up', () => {
  const report = queueOf(30, { messageGroups: 100, hottestGroupShare: 0.45 });
  expect(report.spills).toEqual([]);
  expect(report.latency.value).toBe(queueOf(30, { type: 'standard' }).latency.value);
});
