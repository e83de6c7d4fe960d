/** Functions in a run, held against AWS's documentation, measurements on AWS, and theory. */
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../support/reference-rows';
import { always, burst, emptyFrom, exponentially, simulated } from '../support/simulated';

/** One request after 1,000 s, and no other. */
const once = { rate: 0.001 };
const onceRun = { arrivals: 'even' as const, duration: 1999 };

describe('concurrency', () => {
  it('reserved concurrency under synchronous calls loses what Erlang B says (100 places, 90 erlang)', () => {
    const { resources } = simulated(
      {
        resources: {
          client: ['client', { rate: 90, sdkAttempts: 1 }],
          fn: ['lambda', { reservedConcurrency: 100, duration: exponentially(1), timeout: 900, coldStart: 0 }],
        },
        connections: [['client/invoke', 'client', 'fn']],
      },
      { duration: 1000, replications: 4, warmUp: 20 },
    );
    const { throttled, offered, concurrency } = resources['fn']!;
    expect(throttled.mean / offered.mean).toBeCloseTo(0.026957, 2);
    expect(concurrency.max.mean).toBe(100);
    expect(concurrency.mean.mean).toBeCloseTo(87.57, 0);
  });

  it('functions without a reservation share what the others leave of the account', () => {
    const { resources } = simulated(
      {
        quotas: { 'lambda/concurrent-executions': 30 },
        resources: {
          client: ['client', { rate: 40, sdkAttempts: 1 }],
          a: ['lambda', { duration: always(1), timeout: 5 }],
          b: ['lambda', { duration: always(1), timeout: 5 }],
          c: ['lambda', { duration: always(1), timeout: 5, reservedConcurrency: 10 }],
        },
        connections: [
          ['client/invoke', 'client', 'a'],
          ['client/invoke', 'client', 'b'],
          ['client/invoke', 'client', 'c'],
        ],
      },
      { duration: 60, warmUp: 5 },
    );
    const places = (id: string): number => resources[id]!.concurrency.mean.mean;
    expect(places('a') + places('b')).toBeGreaterThan(18);
    expect(places('a') + places('b')).toBeLessThanOrEqual(20);
    expect(resources['c']!.concurrency.max.mean).toBe(10);
  });

  it('ten requests a second for each unit of concurrency, and no more', () => {
    const { resources, observedSeconds } = simulated(
      {
        resources: {
          client: ['client', { rate: 400, sdkAttempts: 1 }],
          fn: ['lambda', { reservedConcurrency: 20, duration: always(0.01), coldStart: 0 }],
        },
        connections: [['client/invoke', 'client', 'fn']],
      },
      { duration: 60, warmUp: 10 },
    );
    expect(resources['fn']!.served.mean / observedSeconds).toBeCloseTo(200, 0);
    expect(resources['fn']!.concurrency.max.mean).toBeLessThan(20);
  });

  it('1,000 environments at once, then 100 a second', () => {
    const { series } = simulated(
      {
        quotas: { 'lambda/concurrent-executions': 10_000 },
        resources: {
          client: ['client', { rate: 2500, sdkAttempts: 1, timeout: 60 }],
          fn: ['lambda', { duration: always(30), timeout: 60, coldStart: 0 }],
        },
        connections: [['client/invoke', 'client', 'fn']],
      },
      { duration: 20, maxColumns: 20 },
    );
    const { concurrency } = series.resources['fn']!;
    expect(concurrency[1]!).toBeGreaterThan(1100);
    expect(concurrency[1]!).toBeLessThan(1200);
    expect(concurrency[11]! - concurrency[1]!).toBeCloseTo(1000, -1);
  });
});

describe('cold starts', () => {
  it('published for 1,000 requests a second on at most 1,000 places: half is refused', () => {
    const row = rowsOf('published-simfaas-cap')[0]!;
    const { resources } = simulated(
      {
        resources: {
          client: ['client', { rate: 1000, sdkAttempts: 1, timeout: 900 }],
          fn: [
            'lambda',
            {
              duration: exponentially(2.016),
              coldStart: 0.147,
              reservedConcurrency: 1000,
              keepAlive: 600,
              timeout: 900,
            },
          ],
        },
        connections: [['client/invoke', 'client', 'fn']],
      },
      { duration: row.inputs.horizonSeconds / 4, warmUp: 20, maxTraces: 0 },
    );
    const { throttled, offered, concurrency, environments } = resources['fn']!;
    expect(throttled.mean / offered.mean).toBeCloseTo(row.expected['rejectProbability'] as number, 2);
    expect(concurrency.mean.mean).toBeCloseTo(row.expected['meanRunning'] as number, -1);
    expect(environments.max.mean).toBe(1000);
  });

  it('provisioned environments are never cold; what exceeds them is', () => {
    const run = (provisionedConcurrency: number) =>
      simulated(
        {
          resources: {
            client: ['client', { rate: 50, sdkAttempts: 1 }],
            fn: ['lambda', { duration: always(0.2), provisionedConcurrency }],
          },
          connections: [['client/invoke', 'client', 'fn']],
        },
        { duration: 60 },
      ).resources['fn']!.coldStarts.mean;
    expect(run(30)).toBe(0);
    expect(run(5)).toBeGreaterThan(0);
  });

  it('a storm throws all environments away', () => {
    const { series } = simulated(
      {
        resources: {
          client: ['client', { rate: 100 }],
          fn: ['lambda', { duration: always(0.1), coldStart: 0.5, timeout: 10 }],
        },
        connections: [['client/invoke', 'client', 'fn']],
      },
      { duration: 100, maxColumns: 100, failures: [{ kind: 'cold-start-storm', resource: 'fn', at: 50 }] },
    );
    const cold = series.resources['fn']!.coldStarts;
    expect(cold.slice(10, 50).every((rate) => rate === 0)).toBe(true);
    expect(cold[50]!).toBeGreaterThan(5);
  });
});

describe('timeouts', () => {
  it('an invocation longer than the timeout fails, and its environment is reset', () => {
    const { resources, answers } = simulated(
      {
        resources: {
          client: ['client', { rate: 1, sdkAttempts: 1 }],
          fn: ['lambda', { duration: always(5), timeout: 3, coldStart: 1 }],
        },
        connections: [['client/invoke', 'client', 'fn']],
      },
      { duration: 100, arrivals: 'even' },
    );
    const { failed, timeouts, coldStarts, attempts, latency } = resources['fn']!;
    expect(failed.mean).toBeGreaterThan(90);
    expect(timeouts.mean - failed.mean).toBeLessThan(5);
    expect(coldStarts.mean).toBe(attempts.mean);
    // Timeout and cold start: the cold start is not counted against the timeout.
    expect(latency.mean.mean).toBeCloseTo(4, 0);
    expect(answers['client--fn']!['failed']).toBe(failed.mean);
  });
});

describe('asynchronous invocation', () => {
  const failing = { duration: always(1), errorRate: 1, coldStart: 0, timeout: 10 };

  it('three attempts with waits of 60 and 120 s, then the failure destination', () => {
    const { resources, traces } = simulated(
      {
        resources: { client: ['client', once], fn: ['lambda', failing], failed: ['sqs'] },
        connections: [
          ['client/invoke-async', 'client', 'fn'],
          ['lambda/on-failure-queue', 'fn', 'failed'],
        ],
      },
      onceRun,
    );
    expect(resources['fn']!.attempts.mean).toBe(3);
    expect(resources['fn']!.deadLettered.mean).toBe(1);
    expect(resources['failed']!.backlog.final.mean).toBe(1);
    const visit = traces[0]!.visits.find(({ resource }) => resource === 'fn')!;
    expect(visit.to - visit.from).toBeCloseTo(1 + 60 + 1 + 120 + 1, 6);
  });

  it('without a destination the event is lost', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: { client: ['client', once], fn: ['lambda', failing] },
        connections: [['client/invoke-async', 'client', 'fn']],
      },
      onceRun,
    );
    expect(resources['fn']!.lost.mean).toBe(1);
    expect(resources['client']!.served.mean).toBe(1);
    expect(discrepancies).toEqual([]);
  });

  it('events that find no room wait in Lambda and are run when there is some', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 100 }],
          fn: ['lambda', { duration: always(1), reservedConcurrency: 10, coldStart: 0 }],
        },
        connections: [['client/invoke-async', 'client', 'fn']],
      },
      { duration: 6000, profile: burst(10) },
    );
    const { served, offered, throttled, throttledAttempts, backlog, age } = resources['fn']!;
    expect(served.mean).toBe(offered.mean);
    expect(throttled.mean).toBe(0);
    expect(throttledAttempts.mean).toBeGreaterThan(offered.mean);
    expect(backlog.max.mean).toBeGreaterThan(800);
    expect(age.max.mean).toBeGreaterThan(90);
    expect(discrepancies).toEqual([]);
  });

  it('events older than the maximum age are given up', () => {
    const { resources } = simulated(
      {
        resources: {
          client: ['client', { rate: 100 }],
          fn: ['lambda', { duration: always(1), reservedConcurrency: 1, coldStart: 0, maximumEventAge: 60 }],
        },
        connections: [['client/invoke-async', 'client', 'fn']],
      },
      { duration: 1000, profile: burst(10) },
    );
    const { served, lost, offered } = resources['fn']!;
    expect(served.mean).toBeLessThan(120);
    expect(served.mean + lost.mean).toBe(offered.mean);
  });

  it('a reservation of 0 sends events to the destination without a try', () => {
    const { resources } = simulated(
      {
        resources: { client: ['client', once], fn: ['lambda', { reservedConcurrency: 0 }], failed: ['sqs'] },
        connections: [
          ['client/invoke-async', 'client', 'fn'],
          ['lambda/on-failure-queue', 'fn', 'failed'],
        ],
      },
      onceRun,
    );
    expect(resources['fn']!.attempts.mean).toBe(0);
    expect(resources['failed']!.backlog.final.mean).toBe(1);
  });
});

describe('calls of the code', () => {
  it('a function that waits for another is busy for as long', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 10 }],
          outer: ['lambda', { duration: always(0.1), timeout: 10, coldStart: 0 }],
          inner: ['lambda', { duration: always(2), timeout: 10, coldStart: 0 }],
        },
        connections: [
          ['client/invoke', 'client', 'outer'],
          ['lambda/invoke', 'outer', 'inner'],
        ],
      },
      { duration: 200, warmUp: 10 },
    );
    expect(resources['outer']!.latency.mean.mean).toBeCloseTo(2, 6);
    expect(resources['outer']!.concurrency.mean.mean).toBeCloseTo(20, -1);
    expect(discrepancies).toEqual([]);
  });

  it('its timeout cuts the wait off, and the other works on for nobody', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 10 }],
          outer: ['lambda', { duration: always(0.1), timeout: 1, coldStart: 0 }],
          inner: ['lambda', { duration: always(2), timeout: 10, coldStart: 0 }],
        },
        connections: [
          ['client/invoke', 'client', 'outer'],
          ['lambda/invoke', 'outer', 'inner'],
        ],
      },
      { duration: 100 },
    );
    expect(resources['outer']!.latency.mean.mean).toBeCloseTo(1, 6);
    expect(resources['outer']!.served.mean).toBe(0);
    expect(resources['inner']!.served.mean).toBeGreaterThan(900);
    expect(discrepancies).toEqual([]);
  });

  it('refused calls are tried again, and then fail the invocation', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 50, sdkAttempts: 1 }],
          outer: ['lambda', { duration: always(0.1), timeout: 60, coldStart: 0 }],
          inner: ['lambda', { duration: always(1), timeout: 10, coldStart: 0, reservedConcurrency: 5 }],
        },
        connections: [
          ['client/invoke', 'client', 'outer'],
          ['lambda/invoke', 'outer', 'inner', { attempts: 3 }],
        ],
      },
      { duration: 100, warmUp: 20 },
    );
    const { failed, served, retries, throttled } = resources['outer']!;
    expect(throttled.mean).toBe(0);
    expect(served.mean / 80).toBeCloseTo(5, 0);
    expect(failed.mean / (failed.mean + served.mean)).toBeGreaterThan(0.85);
    expect(retries.mean).toBeGreaterThan(failed.mean);
    expect(discrepancies).toEqual([]);
  });

  it('calls per invocation and messages per call: 2.5 messages in calls of 10 on a FIFO queue', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          client: ['client', { rate: 200 }],
          fn: ['lambda', { duration: always(0.05), timeout: 60 }],
          q: ['sqs', { type: 'fifo' }],
        },
        connections: [
          ['client/invoke', 'client', 'fn'],
          ['lambda/send-message', 'fn', 'q', { callsPerInvocation: 2.5, batchSize: 10 }],
        ],
      },
      { duration: 100 },
    );
    // 500 messages a second in 50 calls: below the 300 calls of a FIFO queue.
    expect(resources['q']!.throttled.mean).toBe(0);
    expect(resources['q']!.offered.mean / resources['fn']!.served.mean).toBeCloseTo(2.5, 1);
    expect(discrepancies).toEqual([]);
  });
});

it('emptyFrom reads a series from its end', () => {
  const run = simulated({ resources: { client: ['client', { rate: 1 }] } }, { duration: 10 });
  expect(emptyFrom(run, 'client', 'backlog')).toBe(0);
});
