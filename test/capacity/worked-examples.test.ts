/** Worked examples of AWS's own pages, and of the formulas in the fact sheets, through ordinary drawings. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { CapacityReport, CapacityResult } from '#shared/model/capacity';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../support/drawing';

const assess = (drawn: Drawn, loadFactor = 1): CapacityResult =>
  assessCapacity(drawing(drawn), services, { loadFactor });

function reportOf(result: CapacityResult, id: string): CapacityReport {
  const report = result.resources.get(id);
  if (!report) throw new Error(`no report of ${id}`);
  return report;
}

const limit = (report: CapacityReport, id: string) => report.limits.find((each) => each.id === id);
const constant = (mean: number) => ({ duration: { distribution: 'constant', mean, scv: 0 } });

/** A client that invokes one function and waits, without retries. */
const invoked = (rate: number, config: Record<string, unknown>, quotas: Record<string, number> = {}): Drawn => ({
  quotas,
  resources: { caller: ['client', { rate, retryMode: 'none' }], worker: ['lambda', config] },
  connections: [['client/invoke', 'caller', 'worker']],
});

describe('a function that callers wait for', () => {
  it.each([
    [5000, 0.2, 1000],
    [100, 0.5, 50],
  ])('%d requests a second of %d s need %d units of concurrency', (rate, mean, concurrency) => {
    const result = assess(invoked(rate, constant(mean), { 'lambda/concurrent-executions': 100_000 }));
    expect(limit(reportOf(result, 'worker'), 'lambda/concurrent-executions')?.used).toBeCloseTo(concurrency, 6);
  });

  it('short functions meet the ten requests a second for each unit of concurrency', () => {
    const result = assess(invoked(30_000, constant(0.02)));
    const worker = reportOf(result, 'worker');
    expect(limit(worker, 'lambda/concurrent-executions')?.used).toBeCloseTo(600, 6);
    expect(limit(worker, 'lambda/requests-per-concurrency')?.limit).toBe(10_000);
    expect(worker.admitted).toBeCloseTo(10_000, 6);
    expect(worker.throttled).toBeCloseTo(20_000, 6);
  });

  it('at 100 ms both limits break at the same load', () => {
    const { ladder } = assess(invoked(10_000, constant(0.1)));
    const loads = ladder.map(({ perSecond }) => Math.round(perSecond));
    expect(loads).toEqual([10_000, 10_000]);
  });

  it('400 requests a second of 200 ms on 100 reserved lose 0.4 % by Erlang B', () => {
    const worker = reportOf(assess(invoked(400, { ...constant(0.2), reservedConcurrency: 100 })), 'worker');
    expect(worker.throttled / worker.offered).toBeCloseTo(0.003992, 6);
    expect(worker.throttled).toBeCloseTo(1.5968, 3);
    expect(worker.admitted).toBeCloseTo(398.4032, 3);
  });

  it('reservations take from the pool that the others share', () => {
    const result = assess({
      resources: {
        caller: ['client', { rate: 10, retryMode: 'none' }],
        a: ['lambda', { reservedConcurrency: 400 }],
        b: ['lambda', { reservedConcurrency: 400 }],
        c: ['lambda'],
      },
      connections: [['client/invoke', 'caller', 'c']],
    });
    expect(result.pools.get('lambda/unreserved-concurrency')?.size).toBe(200);
  });
});

describe('retries', () => {
  it('of a saturated callee add load but no throughput', () => {
    // 1,200/s on a capacity of 1,000/s, every refusal tried up to three times: 2,223.81 attempts a second reach it.
    const result = assess({
      resources: {
        caller: ['client', { rate: 1200, payload: 100, retryMode: 'legacy', sdkAttempts: 3 }],
        stream: ['kinesis', { shards: 1 }],
      },
      connections: [['client/put-record', 'caller', 'stream']],
    });
    const stream = reportOf(result, 'stream');
    expect(stream.offered).toBeCloseTo(2223.81, 1);
    expect(stream.throttled / stream.offered).toBeCloseTo(0.550321, 5);
    expect(stream.admitted).toBeCloseTo(1000, 4);
    const caller = reportOf(result, 'caller');
    expect(caller.failed / caller.offered).toBeCloseTo(1 / 6, 5);
  });

  it('of an asynchronous event are two, and one in a thousand fails three times at a tenth', () => {
    const worker = reportOf(
      assess({
        resources: { caller: ['client', { rate: 1000 }], worker: ['lambda', { errorRate: 0.1, ...constant(0.01) }] },
        connections: [['client/invoke-async', 'caller', 'worker']],
      }),
      'worker',
    );
    expect(worker.quantities['invocations']).toBeCloseTo(1110, 6);
    expect(worker.failed).toBeCloseTo(1, 6);
  });

  it('the SDK’s retry quota bounds what a refused caller can add', () => {
    const offered = (retryMode: string): number =>
      reportOf(
        assess({
          resources: { caller: ['client', { rate: 5000, retryMode, sdkAttempts: 3 }], stream: ['kinesis'] },
          connections: [['client/put-record', 'caller', 'stream']],
        }),
        'stream',
      ).offered;
    expect(offered('standard')).toBeLessThan(offered('legacy'));
    expect(offered('standard')).toBeGreaterThan(5000);
  });
});

describe('event source mappings', () => {
  it('a FIFO queue’s concurrency is its message groups', () => {
    const worker = reportOf(
      assess({
        resources: {
          caller: ['client', { rate: 100, retryMode: 'none' }],
          queue: ['sqs', { type: 'fifo', messageGroups: 6 }],
          worker: ['lambda', { ...constant(1), reservedConcurrency: 100 }],
        },
        connections: [
          ['client/send-message', 'caller', 'queue'],
          ['lambda/queue-event-source', 'queue', 'worker', { maximumConcurrency: 10, batchSize: 1 }],
        ],
      }),
      'worker',
    );
    expect(limit(worker, 'lambda/message-groups')?.limit).toBe(6);
    expect(worker.admitted).toBeCloseTo(6, 6);
  });

  it('4 shards × 2 × 100 records in half a second take 1,600 of 2,400 a second', () => {
    const result = assess({
      resources: {
        caller: ['client', { rate: 2400, payload: 100, retryMode: 'none' }],
        stream: ['kinesis', { shards: 4, partitionKeys: 1_000_000 }],
        worker: ['lambda', constant(0.5)],
      },
      connections: [
        ['client/put-record', 'caller', 'stream'],
        ['lambda/stream-event-source', 'stream', 'worker', { batchSize: 100, parallelizationFactor: 2 }],
      ],
    });
    const worker = reportOf(result, 'worker');
    expect(limit(worker, 'lambda/stream-concurrency')?.utilisation).toBeCloseTo(1.5, 6);
    expect(worker.admitted).toBeCloseTo(1600, 6);
    const behind = result.overflow.find(({ ends }) => ends === 'iterator age');
    expect(behind?.rate).toBeCloseTo(800, 6);
  });

  it('a failing message is received up to the redrive policy’s count and then kept', () => {
    const result = assess({
      resources: {
        caller: ['client', { rate: 100, retryMode: 'none' }],
        queue: ['sqs'],
        failed: ['sqs'],
        worker: ['lambda', { errorRate: 0.5, ...constant(0.01) }],
      },
      connections: [
        ['client/send-message', 'caller', 'queue'],
        ['lambda/queue-event-source', 'queue', 'worker', { batchSize: 1 }],
        ['sqs/redrive', 'queue', 'failed', { maxReceiveCount: 3 }],
      ],
    });
    expect(reportOf(result, 'worker').offered).toBeCloseTo(175, 6);
    expect(reportOf(result, 'failed').offered).toBeCloseTo(12.5, 6);
    expect(result.overflow.map(({ ends, at }) => [ends, at])).toEqual([['dead-letter queue', 'failed']]);
  });
});

describe('quotas of messaging', () => {
  it.each([
    [1, 300],
    [4, 1200],
  ])('a FIFO queue with %d messages a call takes %d a second', (batchSize, perSecond) => {
    const queue = reportOf(
      assess({
        resources: { caller: ['client', { rate: 5000, retryMode: 'none' }], queue: ['sqs', { type: 'fifo' }] },
        connections: [['client/send-message', 'caller', 'queue', { batchSize }]],
      }),
      'queue',
    );
    expect(queue.admitted).toBeCloseTo(perSecond, 6);
  });

  it('the publish quota is the account’s and differs by Region', () => {
    const accepted = (region: string): number =>
      reportOf(
        assess({
          region,
          resources: { caller: ['client', { rate: 100_000, retryMode: 'none' }], topic: ['sns'] },
          connections: [['client/publish', 'caller', 'topic']],
        }),
        'topic',
      ).admitted;
    expect([accepted('us-east-1'), accepted('eu-west-1'), accepted('sa-east-1')].map(Math.round)).toEqual([
      30_000, 9000, 300,
    ]);
  });

  it('one partition key never gets more than one shard', () => {
    const stream = reportOf(
      assess({
        resources: {
          caller: ['client', { rate: 5000, payload: 100, retryMode: 'none' }],
          stream: ['kinesis', { shards: 10, keySkew: 'single' }],
        },
        connections: [['client/put-record', 'caller', 'stream']],
      }),
      'stream',
    );
    expect(stream.admitted).toBeCloseTo(1000, 6);
  });
});

describe('API Gateway', () => {
  const behindApi = (clients: Record<string, [number, Record<string, unknown>?]>, api = {}, worker = {}): Drawn => ({
    resources: {
      ...Object.fromEntries(Object.entries(clients).map(([id, [rate]]) => [id, ['client', { rate }] as const])),
      api: ['api-gateway', api],
      worker: ['lambda', { ...constant(0.01), reservedConcurrency: 900, ...worker }],
    },
    connections: [
      ...Object.entries(clients).map(([id, [, plan]]) => ['client/http-request', id, 'api', plan ?? {}] as const),
      ['api-gateway/lambda-proxy', 'api', 'worker'],
    ],
  });

  it('a low-quota Region admits 2,500 of 3,000 a second', () => {
    const api = reportOf(assess({ ...behindApi({ caller: [3000] }), region: 'eu-south-1' }), 'api');
    expect(api.admitted).toBeCloseTo(2500, 0);
    expect(api.throttled).toBeCloseTo(500, 0);
  });

  it('a usage plan holds back its own client only', () => {
    const result = assess(
      behindApi({
        free: [200, { usagePlan: true, planRate: 50, planBurst: 100 }],
        paying: [200, { usagePlan: true, planRate: 500, planBurst: 500 }],
      }),
    );
    expect(reportOf(result, 'free').completed).toBeCloseTo(50, 3);
    expect(reportOf(result, 'paying').completed).toBeCloseTo(200, 3);
  });

  it('a deliberate limit of one client does not count for what the design sustains', () => {
    const { sustains, ladder } = assess(
      behindApi({ free: [200, { usagePlan: true, planRate: 50 }] }, { stageRate: 400 }),
    );
    expect(ladder[0]?.limit).toBe('api-gateway/usage-plan');
    expect(sustains?.limit).toBe('api-gateway/route-rate');
    expect(sustains?.perSecond).toBeCloseTo(400, 6);
  });

  it('turns a function’s throttle into a 500 for the client, and says where it came from', () => {
    const result = assess(behindApi({ caller: [2000] }, {}, { ...constant(1), reservedConcurrency: 1000 }));
    const [entry] = result.overflow;
    expect(entry).toMatchObject({
      resource: 'worker',
      at: 'caller',
      ends: 'caller',
      seenAs: '500 Internal Server Error',
      path: ['api--worker', 'caller--api'],
    });
  });
});
