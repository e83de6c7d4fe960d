import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

type Counted = 'offered' | 'served' | 'failed' | 'lost' | 'deadLettered' | 'attempts' | 'filtered' | 'throttled';

const rates = (drawn: Drawn, options: { duration: number; warmUp: number }) => {
  const { resources, outcome } = simulated(drawn, options);
  expect(outcome).toBe('completed');
  const seconds = options.duration - options.warmUp;
  return (id: string, name: Counted) => resources[id]![name].mean / seconds;
};

const capacityOf = (drawn: Drawn) => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

const near = (measured: number, computed: number, within = 0.03) =>
  expect(Math.abs(measured / computed - 1), `${measured} for ${computed}`).toBeLessThan(within);

type Part = Required<Pick<Drawn, 'resources' | 'connections'>>;

const ofQueue = (rate: number, source: Config, parts: Part, queue: Config = {}, pipe: Config = {}): Drawn & Part => ({
  resources: {
    app: ['client', { rate, payload: 1024 }],
    jobs: ['sqs', queue],
    pipe: ['pipes', pipe],
    ...parts.resources,
  },
  connections: [
    ['client/send-message', 'app', 'jobs'],
    ['pipes/queue-source', 'jobs', 'pipe', source],
    ...parts.connections,
  ],
});

const ofStream = (rate: number, source: Config, parts: Part, stream: Config = {}): Drawn & Part => ({
  resources: {
    app: ['client', { rate, payload: 1024 }],
    clicks: ['kinesis', { shards: 2, ...stream }],
    pipe: ['pipes', {}],
    ...parts.resources,
  },
  connections: [
    ['client/put-record', 'app', 'clicks'],
    ['pipes/stream-source', 'clicks', 'pipe', source],
    ...parts.connections,
  ],
});

const toBus: Part = { resources: { bus: ['eventbridge'] }, connections: [['pipes/bus-target', 'pipe', 'bus']] };
const toQueue: Part = { resources: { out: ['sqs'] }, connections: [['pipes/queue-target', 'pipe', 'out']] };
const enriched = (fn: Config, to: Part): Part => ({
  resources: { ask: ['lambda', { timeout: 60, ...fn }], ...to.resources },
  connections: [['pipes/enrich-by-function', 'pipe', 'ask'], ...to.connections],
});

describe('a pipe in a run', () => {
  it('passes on what its filter lets through, in as many executions as the steady state says', () => {
    const drawn = ofQueue(100, { filterShare: 0.4 }, toQueue);
    const run = rates(drawn, { duration: 220, warmUp: 20 });
    near(run('out', 'offered'), 40, 0.05);
    near(run('pipe', 'filtered'), 60, 0.05);
    near(run('pipe', 'attempts'), capacityOf(drawn).resources.get('pipe')!.quantities['executions']!, 0.05);
  });

  describe.each([
    ['sends a message for each record', 'lambda/send-message', { resources: { out: ['sqs'] } }],
    [
      'asks another for each record',
      'lambda/invoke',
      { resources: { out: ['lambda', { duration: always(0.01), coldStart: 0 }] } },
    ],
  ] as const)('hands batches over to a function that %s', (_, call, { resources: out }) => {
    const events: Part = {
      resources: { worker: ['lambda', { duration: always(0.5), perRecord: 0.2, coldStart: 0 }], ...out },
      connections: [
        ['pipes/function-event', 'pipe', 'worker'],
        [call, 'worker', 'out'],
      ],
    };

    it('as one event each, which takes as long as its records say and does the work of all', () => {
      const drawn = ofQueue(60, { batchSize: 10, batchingWindow: 2 }, events);
      const { resources } = simulated(drawn, { duration: 660, warmUp: 60 });
      const steady = capacityOf(drawn);
      const worker = steady.resources.get('worker')!;
      const batch = 60 / worker.offered;
      expect(batch).toBeGreaterThan(5);
      expect(worker.quantities['invocations']).toBeCloseTo(worker.offered, 6);
      expect(worker.latency.value).toBeCloseTo(0.5 + 0.2 * batch, 6);
      expect(steady.connections.get('worker--out')!.flow).toMatchObject({ rate: expect.closeTo(60, 6) });
      expect(steady.connections.get('worker--out')!.flow.size).toBeCloseTo(1024, 6);
      near(resources['worker']!.offered.mean / 600, worker.offered, 0.05);
      near(resources['worker']!.concurrency.mean.mean, worker.inFlight, 0.05);
      near(resources['out']!.offered.mean / 600, 60);
    });
  });

  it('has its enrichment asked once for each batch, whose records it passes on', () => {
    const drawn = ofQueue(60, {}, enriched({ duration: always(0.2), perRecord: 0.01 }, toBus));
    const run = rates(drawn, { duration: 320, warmUp: 60 });
    const { resources } = capacityOf(drawn);
    near(run('bus', 'offered'), 60);
    near(run('ask', 'offered'), 60);
    near(run('ask', 'attempts'), resources.get('ask')!.quantities['invocations']!, 0.1);
  });

  it('reads a stream in as many batches as the steady state says', () => {
    const drawn = ofStream(60, { batchSize: 10 }, enriched({ duration: always(0.1) }, toBus));
    const run = rates(drawn, { duration: 320, warmUp: 20 });
    near(run('bus', 'offered'), 60);
    near(run('pipe', 'attempts'), capacityOf(drawn).resources.get('pipe')!.quantities['executions']!, 0.1);
  });

  it('brings back to the queue what its enrichment fails, and to the dead-letter queue after the last receive', () => {
    const parts = enriched({ duration: always(0.1), errorRate: 0.5 }, toQueue);
    const drawn = ofQueue(20, { batchSize: 1 }, parts, { visibilityTimeout: 5 });
    const { resources, connections } = drawn;
    const whole: Drawn = {
      resources: { ...resources, dead: ['sqs'] },
      connections: [...connections, ['sqs/redrive', 'jobs', 'dead', { maxReceiveCount: 3 }]],
    };
    const run = rates(whole, { duration: 660, warmUp: 60 });
    near(run('dead', 'offered'), 20 / 8, 0.1);
    near(run('out', 'offered'), (20 * 7) / 8);
    near(run('pipe', 'failed'), capacityOf(whole).resources.get('pipe')!.failed, 0.05);
  });

  it('calls a REST API for each message, and has what its throttle refuses received again', () => {
    const toApi: Part = {
      resources: {
        api: ['api-gateway', { stageRate: 25, stageBurst: 1 }],
        worker: ['lambda', { duration: always(0.2) }],
      },
      connections: [
        ['pipes/api-target', 'pipe', 'api'],
        ['api-gateway/lambda-proxy', 'api', 'worker'],
      ],
    };
    const drawn = ofQueue(10, { batchSize: 1 }, toApi, { visibilityTimeout: 30 });
    const run = rates(drawn, { duration: 1260, warmUp: 60 });
    const { resources } = capacityOf(drawn);
    near(run('worker', 'offered'), 10);
    near(run('api', 'offered'), resources.get('api')!.offered, 0.05);
    near(run('pipe', 'failed'), resources.get('pipe')!.failed, 0.1);
  });

  it('gives a failing batch of a stream up after its retries and says where it was', () => {
    const parts = enriched({ duration: always(0.05), errorRate: 0.3 }, toQueue);
    const drawn = ofStream(8, { batchSize: 10, maximumRetryAttempts: 1 }, parts);
    const whole: Drawn = {
      resources: { ...drawn.resources, dead: ['sqs'] },
      connections: [...drawn.connections, ['pipes/dead-letter-queue', 'pipe', 'dead']],
    };
    const run = rates(whole, { duration: 3660, warmUp: 60 });
    const { resources, connections } = capacityOf(whole);
    near(run('pipe', 'deadLettered'), resources.get('pipe')!.failed, 0.15);
    near(run('dead', 'offered'), connections.get('pipe--dead-failure')!.flow.rate, 0.15);
    near(run('out', 'offered'), connections.get('pipe--out')!.flow.rate, 0.03);
  });

  it.each([
    [1, 100],
    [4, 100],
    [2, 500],
  ])('leaves in the stream what a full target refuses, by %i lanes a shard and %i records', (factor, batchSize) => {
    const out: Part = {
      resources: { narrow: ['kinesis', { shards: 1, partitionKeys: 1000 }] },
      connections: [['pipes/stream-target', 'pipe', 'narrow']],
    };
    const source = { batchSize, parallelizationFactor: factor };
    const drawn = ofStream(1500, source, out, { shards: 4, partitionKeys: 1000 });
    const run = rates(drawn, { duration: 240, warmUp: 60 });
    const { resources } = capacityOf(drawn);
    near(run('pipe', 'served'), resources.get('pipe')!.completed);
    // Only what was refused is tried again, one by one.
    near(run('narrow', 'offered'), resources.get('narrow')!.offered, 0.08);
    near(run('pipe', 'attempts'), resources.get('pipe')!.quantities['executions']!);
  });

  it.each([
    { shards: 4, concurrency: 1, seconds: 0.2, rate: 300 },
    { shards: 4, concurrency: 3, seconds: 0.2, rate: 300 },
    { shards: 8, concurrency: 4, seconds: 2, rate: 30 },
    { shards: 16, concurrency: 4, seconds: 0.2, rate: 400 },
    // It keeps up, by batches that grow while they are refused.
    { shards: 16, concurrency: 8, seconds: 2, rate: 30 },
  ])('has its lanes compete for a narrow function: $shards for $concurrency', (given) => {
    const { shards, concurrency, seconds, rate } = given;
    const worker: Config = {
      duration: { distribution: 'lognormal', mean: seconds, scv: 0.5 },
      timeout: 100,
      reservedConcurrency: concurrency,
    };
    const parts: Part = {
      resources: { worker: ['lambda', worker] },
      connections: [['pipes/function-target', 'pipe', 'worker']],
    };
    const drawn = ofStream(rate, { batchSize: 10 }, parts, { shards, partitionKeys: 100_000 });
    const run = rates(drawn, { duration: 660, warmUp: 60 });
    const { resources, convergence } = capacityOf(drawn);
    expect(convergence.converged).toBe(true);
    near(run('pipe', 'served'), resources.get('pipe')!.completed, 0.05);
    near(run('pipe', 'attempts'), resources.get('pipe')!.quantities['executions']!, 0.05);
    near(run('worker', 'offered'), resources.get('worker')!.offered, 0.08);
  });

  it('is refused nothing by a function that has a place for each of its lanes', () => {
    const parts: Part = {
      resources: { worker: ['lambda', { duration: always(0.2), reservedConcurrency: 4 }] },
      connections: [['pipes/function-target', 'pipe', 'worker']],
    };
    const drawn = ofStream(300, { batchSize: 10 }, parts, { shards: 4, partitionKeys: 100_000 });
    expect(rates(drawn, { duration: 120, warmUp: 60 })('worker', 'throttled')).toBe(0);
    expect(capacityOf(drawn).resources.get('worker')!.throttled).toBe(0);
  });

  it('has a full enrichment asked again and again, and its target only for what it takes', () => {
    const parts = enriched({ duration: always(0.5), reservedConcurrency: 3 }, toQueue);
    const drawn = ofStream(200, { batchSize: 10 }, parts, { shards: 8, partitionKeys: 100_000 });
    const run = rates(drawn, { duration: 360, warmUp: 60 });
    const { resources } = capacityOf(drawn);
    near(run('out', 'offered'), resources.get('out')!.offered, 0.05);
    near(run('ask', 'offered'), resources.get('ask')!.offered, 0.05);
  });

  it('works off no more than the account’s executions can', () => {
    const parts = enriched({ duration: always(1), timeout: 60 }, toQueue);
    const drawn: Drawn = { ...ofQueue(40, { batchSize: 1 }, parts), quotas: { 'pipes/concurrent-executions': 20 } };
    const run = rates(drawn, { duration: 360, warmUp: 120 });
    const { resources } = capacityOf(drawn);
    near(resources.get('pipe')!.completed, 20 / 1.05, 0.01);
    near(run('out', 'offered'), resources.get('pipe')!.completed, 0.05);
  });

  describe('beyond the rate of its API destination', () => {
    const beyond = (invocationRate: number, visibilityTimeout: number) => {
      const parts: Part = {
        resources: { partner: ['http-endpoint', { answerTime: always(0.1), rateLimit: undefined }] },
        connections: [['pipes/api-destination', 'pipe', 'partner', { invocationRate }]],
      };
      return ofQueue(30, { batchSize: 1 }, parts, { visibilityTimeout });
    };

    it('has as many executions open as may be, in which the calls wait their turn', () => {
      const drawn = beyond(20, 600);
      const { resources } = simulated(drawn, { duration: 600, warmUp: 300 });
      const pipe = capacityOf(drawn).resources.get('pipe')!;
      near(resources['pipe']!.served.mean / 300, pipe.completed, 0.01);
      near(resources['pipe']!.latency.mean.mean, pipe.latency.value, 0.01);
      expect(pipe.inFlight).toBeCloseTo(1250, 6);
      expect(pipe.latency.value).toBeCloseTo(1250 / 20, 6);
    });

    it.each([
      [70, 20],
      [60, 0],
    ])(
      'is received again before it is done where messages come back sooner: after %i s %i/s are done',
      (after, done) => {
        const drawn = beyond(20, after);
        const run = rates(drawn, { duration: 900, warmUp: 600 });
        near(run('partner', 'served'), 20, 0.01);
        expect(run('jobs', 'served')).toBeCloseTo(done, 1);
        expect(capacityOf(drawn).resources.get('jobs')!.completed).toBeCloseTo(done, 6);
        expect(capacityOf(drawn).resources.get('partner')!.completed).toBeCloseTo(20, 6);
      },
    );

    it('cuts off what waits for five minutes', () => {
      const drawn = beyond(2, 600);
      const run = rates(drawn, { duration: 1800, warmUp: 1200 });
      const { resources } = capacityOf(drawn);
      near(run('pipe', 'attempts'), resources.get('pipe')!.quantities['executions']!, 0.01);
      near(run('partner', 'offered'), resources.get('partner')!.offered, 0.01);
      // The few that come to their turn in their last seconds are all that is done.
      expect(run('pipe', 'served')).toBeLessThan(0.5);
      expect(resources.get('pipe')!.completed).toBe(0);
    });

    it.each([
      [20, 600, 'calls wait, each 63 s when 1,250 executions are open; the rest waits in jobs'],
      [
        20,
        60,
        'calls wait, each 63 s when 1,250 executions are open: longer than the visibility timeout of jobs, whose messages come again before they are done',
      ],
      [2, 600, 'calls wait, each 5 min when 1,250 executions are open: they are cut off then'],
    ])('says so: %i/s, visible again after %i s', (invocationRate, visibilityTimeout, words) => {
      const { limits } = capacityOf(beyond(invocationRate, visibilityTimeout)).resources.get('pipe')!;
      expect(limits.find(({ id }) => id === 'pipes/api-destination')!.beyond).toBe(words);
    });
  });

  it('counts an answer after five seconds as none', () => {
    const parts: Part = {
      resources: { partner: ['http-endpoint', { answerTime: always(8), timeout: 30 }] },
      connections: [['pipes/api-destination', 'pipe', 'partner']],
    };
    const drawn = ofQueue(5, { batchSize: 1 }, parts, { visibilityTimeout: 30 });
    expect(rates(drawn, { duration: 180, warmUp: 60 })('pipe', 'served')).toBe(0);
    expect(capacityOf(drawn).resources.get('pipe')!.completed).toBe(0);
  });

  it('cuts off an execution after five minutes', () => {
    const parts: Part = {
      resources: { slow: ['lambda', { duration: always(400), timeout: 900 }] },
      connections: [['pipes/function-target', 'pipe', 'slow']],
    };
    const drawn = ofQueue(1, { batchSize: 1 }, parts, { visibilityTimeout: 3600 });
    const { resources } = simulated(drawn, { duration: 1200 });
    expect(resources['pipe']!.served.mean).toBe(0);
    expect(resources['pipe']!.timeouts.mean).toBeGreaterThan(500);
    expect(capacityOf(drawn).resources.get('pipe')!.completed).toBe(0);
  });

  it('starts one execution for each batch, and does not see how it ends', () => {
    const parts: Part = {
      resources: { flow: ['step-functions', { type: 'express' }] },
      connections: [['pipes/workflow-start', 'pipe', 'flow']],
    };
    const drawn = ofQueue(200, {}, parts);
    const run = rates(drawn, { duration: 140, warmUp: 20 });
    near(run('flow', 'offered'), run('pipe', 'attempts'), 0.01);
    near(run('flow', 'offered'), capacityOf(drawn).connections.get('pipe--flow')!.flow.rate, 0.1);
  });

  it('brings back one message of a batch where its function names it', () => {
    const parts: Part = {
      resources: { worker: ['lambda', { duration: always(0.5), errorRate: 0.2, timeout: 10 }] },
      connections: [['pipes/function-target', 'pipe', 'worker', { reportBatchItemFailures: true }]],
    };
    const drawn = ofQueue(40, {}, parts, { visibilityTimeout: 10 });
    const run = rates(drawn, { duration: 660, warmUp: 60 });
    near(run('pipe', 'failed'), capacityOf(drawn).resources.get('pipe')!.failed, 0.1);
    near(run('pipe', 'served'), 40);
  });
});
