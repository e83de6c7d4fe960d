/**
 * A standard queue and its function in a run, held against AWS’s documentation and closed forms: pollers, retries, what
 * comes twice and what is lost.
 */
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../support/reference-rows';
import { always, burst, emptyFrom, simulated } from '../support/simulated';

const instant = { coldStart: 0 };

/** A backlog that is there after a tenth of a second. */
const backlogOf = (messages: number) => ({ rate: messages * 10 });
const soon = burst(0.1);

/** 100,000 messages that wait for a function, which takes a second for a batch. */
const drained = (mapping: Readonly<Record<string, unknown>>, duration: number) =>
  simulated(
    {
      quotas: { 'lambda/concurrent-executions': 5000 },
      resources: {
        client: ['client', backlogOf(100_000)],
        q: ['sqs', { visibilityTimeout: 600 }],
        fn: ['lambda', { ...instant, duration: always(1), timeout: 60 }],
      },
      connections: [
        ['client/send-message', 'client', 'q'],
        ['lambda/queue-event-source', 'q', 'fn', mapping],
      ],
    },
    { duration, profile: soon, maxColumns: 1000 },
  );

describe('a queue and its function', () => {
  it('drains 100,000 messages as the ramp of 5 and 300 a minute lets it: 62.3 s for batches of 10 in 1 s', () => {
    const run = drained({ batchSize: 10 }, 100);
    expect(emptyFrom(run, 'q', 'backlog')).toBeGreaterThan(60.5);
    expect(emptyFrom(run, 'q', 'backlog')).toBeLessThan(63.5);
    expect(run.resources['fn']!.concurrency.max.mean).toBeGreaterThan(300);
    expect(run.resources['fn']!.concurrency.max.mean).toBeLessThan(325);
    expect(run.discrepancies).toEqual([]);
  });

  it('with provisioned pollers, 2 to 200, it takes 33.5 s', () => {
    const run = drained({ batchSize: 10, provisionedPollers: true }, 60);
    expect(emptyFrom(run, 'q', 'backlog')).toBeGreaterThan(32);
    expect(emptyFrom(run, 'q', 'backlog')).toBeLessThan(35.5);
  });

  it('never runs more batches at once than its maximum concurrency, and the rest waits', () => {
    const { resources } = simulated(
      {
        resources: {
          client: ['client', { rate: 100 }],
          q: ['sqs', { visibilityTimeout: 60 }],
          fn: ['lambda', { ...instant, duration: always(1), timeout: 10 }],
        },
        connections: [
          ['client/send-message', 'client', 'q'],
          ['lambda/queue-event-source', 'q', 'fn', { batchSize: 5, maximumConcurrency: 10 }],
        ],
      },
      { duration: 200 },
    );
    expect(resources['fn']!.concurrency.max.mean).toBe(10);
    expect(resources['fn']!.throttledAttempts.mean).toBe(0);
    // 100 come and 50 go each second.
    expect(resources['q']!.backlog.final.mean).toBeGreaterThan(9000);
    expect(resources['q']!.age.final.mean).toBeCloseTo(100, -1);
  });

  it('messages that fail come back after the visibility timeout, and in the end go to the dead-letter queue', () => {
    const row = rowsOf('sqs-redrive')[0]!;
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 50 }],
          q: ['sqs', { visibilityTimeout: 6 }],
          dlq: ['sqs'],
          fn: ['lambda', { ...instant, duration: always(0.05), timeout: 1, errorRate: row.inputs.failProbability }],
        },
        connections: [
          ['client/send-message', 'client', 'q'],
          ['lambda/queue-event-source', 'q', 'fn', { batchSize: 1 }],
          ['sqs/redrive', 'q', 'dlq', { maxReceiveCount: row.inputs.maxReceiveCount }],
        ],
      },
      { duration: 400, profile: burst(350) },
    );
    const { deadLettered, offered, attempts } = resources['q']!;
    expect(deadLettered.mean / offered.mean).toBeCloseTo(row.expected['dlqProbability'] as number, 2);
    expect(attempts.mean / offered.mean).toBeCloseTo(row.expected['meanReceives'] as number, 1);
    expect(resources['dlq']!.backlog.final.mean).toBe(deadLettered.mean);
    expect(discrepancies).toEqual([]);
  });

  it('a failing batch comes back whole, unless the function reports which message failed', () => {
    const failing = (reportBatchItemFailures: boolean) =>
      simulated(
        {
          resources: {
            client: ['client', { rate: 200 }],
            q: ['sqs', { visibilityTimeout: 6 }],
            dlq: ['sqs'],
            fn: ['lambda', { ...instant, duration: always(0.5), timeout: 1, errorRate: 0.2 }],
          },
          connections: [
            ['client/send-message', 'client', 'q'],
            [
              'lambda/queue-event-source',
              'q',
              'fn',
              { batchSize: 10, maximumConcurrency: 12, reportBatchItemFailures },
            ],
            ['sqs/redrive', 'q', 'dlq', { maxReceiveCount: 1 }],
          ],
        },
        { duration: 200 },
      ).resources['q']!;
    const whole = failing(false);
    const partial = failing(true);
    expect(whole.deadLettered.mean / whole.offered.mean).toBeCloseTo(0.2, 1);
    expect(partial.deadLettered.mean / partial.offered.mean).toBeLessThan(0.04);
  });

  it('a poison message spoils its batches until it is dead-lettered', () => {
    const { resources } = simulated(
      {
        resources: {
          client: ['client', { rate: 10 }],
          q: ['sqs', { visibilityTimeout: 6 }],
          dlq: ['sqs'],
          fn: ['lambda', { ...instant, duration: always(0.05), timeout: 1 }],
        },
        connections: [
          ['client/send-message', 'client', 'q'],
          ['lambda/queue-event-source', 'q', 'fn', { batchSize: 1 }],
          ['sqs/redrive', 'q', 'dlq', { maxReceiveCount: 3 }],
        ],
      },
      { duration: 100, failures: [{ kind: 'poison-message', resource: 'client', at: 20, count: 2 }] },
    );
    expect(resources['q']!.deadLettered.mean).toBe(2);
    expect(resources['fn']!.failed.mean).toBe(6);
  });

  it('work that outlasts the visibility timeout is done twice', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 2 }],
          q: ['sqs', { visibilityTimeout: 3 }],
          fn: ['lambda', { ...instant, duration: always(5), timeout: 10 }],
        },
        connections: [
          ['client/send-message', 'client', 'q'],
          ['lambda/queue-event-source', 'q', 'fn', { batchSize: 1 }],
        ],
      },
      { duration: 100, profile: burst(50) },
    );
    const { duplicates, offered, attempts } = resources['q']!;
    expect(attempts.mean).toBeGreaterThan(1.8 * offered.mean);
    expect(duplicates.mean).toBeGreaterThan(0.8 * offered.mean);
    expect(discrepancies).toEqual([]);
  });

  it('throttling alone can fill the dead-letter queue', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 20 }],
          q: ['sqs', { visibilityTimeout: 30 }],
          dlq: ['sqs'],
          fn: ['lambda', { ...instant, duration: always(5), timeout: 6, reservedConcurrency: 1 }],
        },
        connections: [
          ['client/send-message', 'client', 'q'],
          ['lambda/queue-event-source', 'q', 'fn', { batchSize: 1 }],
          ['sqs/redrive', 'q', 'dlq', { maxReceiveCount: 1 }],
        ],
      },
      { duration: 300 },
    );
    expect(resources['fn']!.failed.mean).toBe(0);
    expect(resources['q']!.deadLettered.mean).toBeGreaterThan(10);
    expect(discrepancies).toEqual([]);
  });

  it('messages that nobody fetches are lost when their retention ends', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: { client: ['client', { rate: 10 }], q: ['sqs', { retention: 60 }] },
        connections: [['client/send-message', 'client', 'q']],
      },
      { duration: 300 },
    );
    const { lost, offered, backlog, age } = resources['q']!;
    expect(backlog.final.mean).toBeGreaterThan(500);
    expect(backlog.final.mean).toBeLessThan(700);
    expect(lost.mean + backlog.final.mean).toBe(offered.mean);
    expect(age.max.mean).toBeLessThanOrEqual(60 + 1e-6);
    expect(discrepancies).toEqual([]);
  });

  it('a delay queue hides each message for its delay', () => {
    const { resources } = simulated(
      {
        resources: {
          client: ['client', { rate: 5 }],
          q: ['sqs', { delay: 20 }],
          fn: ['lambda', { ...instant, duration: always(0.1) }],
        },
        connections: [
          ['client/send-message', 'client', 'q'],
          ['lambda/queue-event-source', 'q', 'fn', { batchSize: 1 }],
        ],
      },
      { duration: 200, warmUp: 30 },
    );
    expect(resources['q']!.latency.mean.mean).toBeCloseTo(20.1, 3);
  });

  it('a batching window gathers messages at each of the five pollers', () => {
    const { resources } = simulated(
      {
        resources: {
          client: ['client', { rate: 50 }],
          q: ['sqs', { visibilityTimeout: 60 }],
          fn: ['lambda', { ...instant, duration: always(0.01) }],
        },
        connections: [
          ['client/send-message', 'client', 'q'],
          ['lambda/queue-event-source', 'q', 'fn', { batchSize: 100, batchingWindow: 1 }],
        ],
      },
      { duration: 200, warmUp: 10 },
    );
    const { served, attempts } = resources['fn']!;
    // A fifth of 50 a second, for a second that the first message opens.
    expect(served.mean / attempts.mean).toBeCloseTo(11, 0);
  });

  it('a stopped consumer leaves a backlog, and catches up', () => {
    const { series, resources } = simulated(
      {
        resources: {
          client: ['client', { rate: 50 }],
          q: ['sqs', { visibilityTimeout: 60 }],
          fn: ['lambda', { ...instant, duration: always(0.2) }],
        },
        connections: [
          ['client/send-message', 'client', 'q'],
          ['lambda/queue-event-source', 'q', 'fn', { batchSize: 10 }],
        ],
      },
      { duration: 300, maxColumns: 300, failures: [{ kind: 'consumer-stopped', resource: 'fn', at: 100, for: 60 }] },
    );
    const { backlog } = series.resources['q']!;
    expect(backlog[159]!).toBeGreaterThan(2700);
    expect(backlog[290]!).toBeLessThan(20);
    expect(resources['q']!.age.max.mean).toBeGreaterThan(55);
  });

  it('two functions on one queue share its messages', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 20 }],
          q: ['sqs'],
          a: ['lambda', { ...instant, duration: always(0.1) }],
          b: ['lambda', { ...instant, duration: always(0.1) }],
        },
        connections: [
          ['client/send-message', 'client', 'q'],
          ['lambda/queue-event-source', 'q', 'a', { batchSize: 1 }],
          ['lambda/queue-event-source', 'q', 'b', { batchSize: 1 }],
        ],
      },
      { duration: 100 },
    );
    const [a, b] = [resources['a']!.served.mean, resources['b']!.served.mean];
    expect(a / (a + b)).toBeCloseTo(0.5, 1);
    expect(discrepancies).toEqual([]);
  });
});
