/** Runs as such: the same from the same seed, however they are divided; ended by budget, cancel or memory. */
import { describe, expect, it } from 'vitest';
import { services } from '#shared/services/registry';
import { merge, runShard, ShardRun } from '#shared/simulation/shard';
import { estimateEvents, prepare, simulate, type SimulationOptions } from '#shared/simulation/simulate';
import { summarise } from '#shared/simulation/summarise';
import { drawing } from '../support/drawing';
import { always, exponentially, simulateGraph } from '../support/simulated';

/** A bit of everything. */
const everything = (extra: Record<string, readonly [string]> = {}) =>
  drawing({
    resources: {
      client: ['client', { rate: 100, httpAttempts: 3 }],
      api: ['api-gateway', { stageRate: 110, stageBurst: 20 }],
      front: ['lambda', { duration: exponentially(0.2), timeout: 10, reservedConcurrency: 30, errorRate: 0.01 }],
      topic: ['sns'],
      work: ['sqs', { visibilityTimeout: 30 }],
      dead: ['sqs'],
      worker: ['lambda', { duration: exponentially(0.3), timeout: 5, errorRate: 0.05 }],
      ordered: ['sqs', { type: 'fifo', messageGroups: 20, visibilityTimeout: 30 }],
      careful: ['lambda', { duration: always(0.05), timeout: 5 }],
      stream: ['kinesis', { shards: 2 }],
      reader: ['lambda', { duration: always(0.1), perRecord: 0.001, timeout: 30, errorRate: 0.02 }],
      ...extra,
    },
    connections: [
      ['client/http-request', 'client', 'api'],
      ['api-gateway/lambda-proxy', 'api', 'front'],
      ['lambda/publish', 'front', 'topic'],
      ['lambda/put-record', 'front', 'stream'],
      ['lambda/send-message', 'front', 'ordered', { callsPerInvocation: 1.5 }],
      ['sns/queue-subscription', 'topic', 'work', { filterShare: 0.8 }],
      ['lambda/queue-event-source', 'work', 'worker', { batchSize: 5, maximumConcurrency: 10 }],
      ['sqs/redrive', 'work', 'dead', { maxReceiveCount: 2 }],
      ['lambda/queue-event-source', 'ordered', 'careful'],
      ['lambda/stream-event-source', 'stream', 'reader', { bisectBatchOnError: true, maximumRetryAttempts: 2 }],
    ],
  });

const options: SimulationOptions = {
  duration: 60,
  seed: 42,
  profile: { kind: 'constant' },
  failures: [],
  replications: 4,
};

describe('a run', () => {
  const result = simulate(everything(), services, options);

  it('is sound: what came in ended or is still there, at every resource', () => {
    expect(result.outcome).toBe('completed');
    expect(result.discrepancies).toEqual([]);
  });

  it('is the same from the same seed, and another from another', () => {
    expect(simulate(everything(), services, options)).toEqual(result);
    expect(simulate(everything(), services, { ...options, seed: 43 }).digest).not.toBe(result.digest);
  });

  it('has had these very digits on every engine and platform so far', () => {
    expect(result.digest).toMatchInlineSnapshot(`"13233ac59e8fd13b"`);
  });

  it('is the same however its replications are divided and in whatever order they are merged', () => {
    const spec = prepare(everything(), services, options);
    const one = runShard(spec, [3, 0]);
    const other = runShard(spec, [2, 1]);
    expect(summarise(spec, merge(one, other))).toEqual(result);
    expect(summarise(spec, merge(other, one)).digest).toBe(result.digest);
  });

  it('draws the same numbers for a resource whatever else is in the drawing', () => {
    const alone = simulate(everything({ bystander: ['kinesis'] }), services, options);
    expect(alone.resources['worker']).toEqual(result.resources['worker']);
  });

  it('follows some messages from end to end', () => {
    expect(result.traces.length).toBeGreaterThan(100);
    expect(result.traces.length).toBeLessThanOrEqual(200);
    const visited = new Set(result.traces.flatMap(({ visits }) => visits.map(({ resource }) => resource)));
    expect([...visited].toSorted()).toEqual(
      ['api', 'careful', 'client', 'front', 'ordered', 'reader', 'topic', 'work', 'worker'].filter((id) =>
        visited.has(id),
      ),
    );
    for (const { born, visits } of result.traces) {
      for (const { from, to } of visits) {
        expect(from).toBeGreaterThanOrEqual(born);
        expect(to).toBeGreaterThanOrEqual(from);
      }
    }
  });

  it('keeps a series of each resource, whose sum is the total', () => {
    const { columnWidth, resources } = result.series;
    const offered = resources['api']!.offered.reduce((sum, rate) => sum + rate * columnWidth, 0);
    expect(offered).toBeGreaterThan(5000);
    expect(offered).toBeLessThan(7500);
  });

  it('takes about as many events as estimated', () => {
    const estimate = estimateEvents(everything(), services, { ...options, duration: 600 });
    const { events } = simulateGraph(everything(), { duration: 600 });
    expect(estimate / events).toBeCloseTo(1, 1);
  });
});

describe('a run ends', () => {
  it('when it is cancelled, with what it has so far', () => {
    const asked: number[] = [];
    const result = simulate(
      everything(),
      services,
      { ...options, duration: 10_000 },
      { onProgress: ({ fraction }) => asked.push(fraction), isCancelled: () => asked.length === 3 },
    );
    expect(result.outcome).toBe('cancelled');
    expect(result.observedSeconds).toBeGreaterThan(0);
    expect(result.observedSeconds).toBeLessThan(10_000);
    expect(asked.every((fraction, i) => i === 0 || fraction > asked[i - 1]!)).toBe(true);
  });

  it('in steps, for hosts that must look up in between', () => {
    const spec = prepare(everything(), services, options);
    const run = new ShardRun(spec, [0, 1]);
    let steps = 1;
    while (!run.step()) steps++;
    expect(steps).toBeGreaterThanOrEqual(2);
    expect(run.progress().fraction).toBe(1);
    expect(run.result()).toEqual(runShard(spec, [0, 1]));
  });

  it('when its event budget is spent', () => {
    const { outcome, events } = simulateGraph(everything(), { duration: 10_000, maxEvents: 100_000 });
    expect(outcome).toBe('event budget spent');
    expect(events).toBe(100_000);
  });

  it('when more messages wait than it may hold: the backlog is unbounded', () => {
    const graph = drawing({
      resources: { client: ['client', { rate: 1000 }], q: ['sqs'] },
      connections: [['client/send-message', 'client', 'q']],
    });
    const { outcome, resources, observedSeconds } = simulateGraph(graph, { duration: 3600, maxMessages: 10_000 });
    expect(outcome).toBe('backlog unbounded');
    expect(resources['q']!.backlog.max.mean).toBeGreaterThan(9000);
    expect(observedSeconds).toBeLessThan(12);
  });

  it('refuses options that make no sense, with the value', () => {
    expect(() => prepare(everything(), services, { ...options, duration: -1 })).toThrow('-1');
    expect(() => prepare(everything(), services, { ...options, seed: 1.5 })).toThrow('1.5');
  });
});

describe('the load', () => {
  const arrivals = (profile: SimulationOptions['profile'], duration: number, loadFactor = 1) => {
    const graph = drawing({
      resources: { client: ['client', { rate: 20 }], q: ['sqs'] },
      connections: [['client/send-message', 'client', 'q']],
    });
    return simulateGraph(graph, { duration, profile, loadFactor, maxTraces: 0 }).resources['client']!.offered.mean;
  };

  it('follows its profile: ramp, spike, trace and the wave of a day', () => {
    expect(arrivals({ kind: 'ramp', from: 0, to: 2, over: 100 }, 200) / (20 * (100 + 200))).toBeCloseTo(1, 1);
    expect(
      arrivals({ kind: 'spike', factor: 11, at: 50, rise: 10, hold: 20, fall: 10 }, 100) / (20 * (100 + 10 * 30)),
    ).toBeCloseTo(1, 1);
    expect(
      arrivals(
        {
          kind: 'trace',
          points: [
            [0, 0],
            [100, 4],
          ],
        },
        150,
      ) /
        (20 * (200 + 200)),
    ).toBeCloseTo(1, 1);
    expect(arrivals({ kind: 'daily', low: 0.1, high: 0.5 }, 43_200) / (20 * 0.3 * 43_200)).toBeCloseTo(1, 1);
  });

  it('is multiplied by the load factor', () => {
    expect(arrivals({ kind: 'constant' }, 100, 3) / 6000).toBeCloseTo(1, 1);
  });
});

it('tells percentiles of each moment: those of a slow spell are its own', () => {
  const graph = drawing({
    resources: {
      client: ['client', { rate: 50 }],
      fn: ['lambda', { duration: always(0.1), timeout: 10, coldStart: 0 }],
    },
    connections: [['client/invoke', 'client', 'fn']],
  });
  const { series } = simulate(graph, services, {
    duration: 90,
    seed: 1,
    profile: { kind: 'constant' },
    failures: [{ kind: 'slowness', resource: 'fn', at: 30, for: 30, factor: 4 }],
    replications: 2,
    maxColumns: 9,
  });
  const { latencyP50, latencyP99 } = series.resources['fn']!;
  expect(latencyP50[1]).toBeCloseTo(0.1, 2);
  expect(latencyP50[4]).toBeCloseTo(0.4, 2);
  expect(latencyP99[7]).toBeCloseTo(0.1, 2);
});

it('failures of one kind that overlap: the strongest holds, and the first to end does not end the other', () => {
  const failures = [
    { kind: 'errors', resource: 'front', at: 10, for: 40, share: 1 },
    { kind: 'errors', resource: 'front', at: 15, for: 5, share: 0.1 },
  ] as const;
  const alone = simulate(everything(), services, { ...options, replications: 1, failures: failures.slice(0, 1) });
  const both = simulate(everything(), services, { ...options, replications: 1, failures });
  expect(both.resources['front']!.failed).toEqual(alone.resources['front']!.failed);
});
