/** FIFO queues and topics in a run, held against AWS’s documentation: order, copies, and what their quotas refuse. */
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../support/reference-rows';
import { always, burst, simulated } from '../support/simulated';

const instant = { coldStart: 0 };

describe('a FIFO queue', () => {
  it('takes 300 calls a second and refuses the rest', () => {
    const { resources, observedSeconds, answers } = simulated(
      {
        resources: { client: ['client', { rate: 500, sdkAttempts: 1 }], q: ['sqs', { type: 'fifo' }] },
        connections: [['client/send-message', 'client', 'q']],
      },
      { duration: 60, warmUp: 10 },
    );
    const { offered, throttled } = resources['q']!;
    expect((offered.mean - throttled.mean) / observedSeconds).toBeCloseTo(300, 0);
    expect(answers['client--q']!['400 ThrottlingException']).toBe(throttled.mean);
  });

  it('takes 3,000 messages a second in calls of 10', () => {
    const { resources } = simulated(
      {
        resources: { client: ['client', { rate: 2900, sdkAttempts: 1 }], q: ['sqs', { type: 'fifo' }] },
        connections: [['client/send-message', 'client', 'q', { batchSize: 10 }]],
      },
      { duration: 30, warmUp: 10 },
    );
    expect(resources['q']!.throttled.mean / resources['q']!.offered.mean).toBeLessThan(0.01);
  });

  it('works on one batch of a message group at a time', () => {
    const row = rowsOf('fifo-group-capacity')[0]!;
    const groups = 20;
    const { resources, observedSeconds, discrepancies } = simulated(
      {
        quotas: { 'lambda/concurrent-executions': 2000 },
        resources: {
          client: ['client', { rate: 250, sdkAttempts: 1 }],
          q: ['sqs', { type: 'fifo', throughput: 'high', messageGroups: groups, visibilityTimeout: 60 }],
          fn: ['lambda', { ...instant, duration: always(row.inputs.batchSeconds), timeout: 10 }],
        },
        connections: [
          ['client/send-message', 'client', 'q'],
          ['lambda/queue-event-source', 'q', 'fn', { batchSize: row.inputs.batch }],
        ],
      },
      { duration: 300, warmUp: 100 },
    );
    const perGroup = (row.expected['capacityPerSecond'] as number) / row.inputs.activeGroups;
    expect(resources['q']!.served.mean / observedSeconds).toBeCloseTo(perGroup * groups, 0);
    expect(resources['fn']!.concurrency.max.mean).toBe(groups);
    expect(discrepancies).toEqual([]);
  });

  it('a failing message holds back its group, and no other', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 20 }],
          q: ['sqs', { type: 'fifo', messageGroups: 2, visibilityTimeout: 30 }],
          fn: ['lambda', { ...instant, duration: always(0.05), timeout: 5 }],
        },
        connections: [
          ['client/send-message', 'client', 'q'],
          ['lambda/queue-event-source', 'q', 'fn', { batchSize: 1 }],
        ],
      },
      { duration: 100, failures: [{ kind: 'poison-message', resource: 'client', at: 10, count: 1 }] },
    );
    const { served, backlog, inFlight } = resources['q']!;
    expect(served.mean).toBeGreaterThan(950);
    expect(backlog.final.mean + inFlight.final.mean).toBeGreaterThan(700);
    expect(discrepancies).toEqual([]);
  });
});

describe('a topic', () => {
  it('gives each subscription its copy, and a filter what it lets through', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 100 }],
          t: ['sns'],
          all: ['sqs'],
          some: ['sqs'],
          fn: ['lambda', { ...instant, duration: always(0.1) }],
        },
        connections: [
          ['client/publish', 'client', 't'],
          ['sns/queue-subscription', 't', 'all'],
          ['sns/queue-subscription', 't', 'some', { filterShare: 0.25 }],
          ['sns/function-subscription', 't', 'fn'],
        ],
      },
      { duration: 100 },
    );
    const published = resources['t']!.served.mean;
    expect(resources['all']!.offered.mean).toBe(published);
    expect(resources['fn']!.offered.mean).toBe(published);
    expect(resources['some']!.offered.mean / published).toBeCloseTo(0.25, 1);
    expect(discrepancies).toEqual([]);
  });

  it('tries again where a FIFO queue refuses, until all is delivered', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 600 }],
          t: ['sns', { type: 'fifo' }],
          q: ['sqs', { type: 'fifo' }],
        },
        connections: [
          ['client/publish', 'client', 't'],
          ['sns/queue-subscription', 't', 'q'],
        ],
      },
      { duration: 200, profile: burst(10) },
    );
    expect(resources['q']!.throttled.mean).toBeGreaterThan(1000);
    expect(resources['q']!.backlog.final.mean).toBe(resources['t']!.served.mean);
    expect(resources['t']!.served.mean).toBe(resources['t']!.offered.mean);
    expect(discrepancies).toEqual([]);
  });

  it('the publish quota is the account’s: 300 a second in a small Region, for all topics together', () => {
    const { resources, observedSeconds } = simulated(
      {
        region: 'eu-north-1',
        resources: { client: ['client', { rate: 250, sdkAttempts: 1 }], a: ['sns'], b: ['sns'] },
        connections: [
          ['client/publish', 'client', 'a'],
          ['client/publish', 'client', 'b'],
        ],
      },
      { duration: 60, warmUp: 10 },
    );
    const through = resources['a']!.served.mean + resources['b']!.served.mean;
    expect(through / observedSeconds).toBeCloseTo(300, 0);
  });
});
