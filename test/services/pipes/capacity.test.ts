import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { billed } from '../../support/billed';
import { type Drawn, drawing } from '../../support/drawing';
import { always } from '../../support/simulated';

/** A pipe whose executions take so long, from a queue. */
const worked = (rate: number, batchSize: number, seconds: number, region?: string): Drawn => ({
  ...(region === undefined ? {} : { region }),
  resources: {
    app: ['client', { rate }],
    jobs: ['sqs', { visibilityTimeout: 600 }],
    pipe: ['pipes', { furtherTime: 0.001 }],
    worker: ['lambda', { duration: always(seconds - 0.001), timeout: 60, reservedConcurrency: 10_000 }],
  },
  connections: [
    ['client/send-message', 'app', 'jobs'],
    ['pipes/queue-source', 'jobs', 'pipe', { batchSize }],
    ['pipes/function-target', 'pipe', 'worker'],
  ],
  quotas: { 'lambda/concurrent-executions': 20_000 },
});

const assessed = (drawn: Drawn) => assessCapacity(drawing(drawn), services, { loadFactor: 1 });
const limitOf = (drawn: Drawn, id: string) =>
  assessed(drawn)
    .resources.get('pipe')!
    .limits.find((limit) => limit.id === id)!;

describe('concurrent executions', () => {
  it('are the rate of batches times the time of one', () => {
    expect(limitOf(worked(2000, 10, 1.5), 'pipes/queue-concurrency').used).toBeCloseTo(300, 6);
  });

  it('are 1,250 at most for a pipe that polls a queue', () => {
    const drawn = worked(2000, 1, 1.5);
    const { used, limit } = limitOf(drawn, 'pipes/queue-concurrency');
    expect(used).toBeCloseTo(3000, 6);
    expect(limit).toBe(1250);
    const { completed, waiting } = assessed(drawn).resources.get('pipe')!;
    expect(completed).toBeCloseTo(1250 / 1.5, 4);
    expect(completed + waiting).toBeCloseTo(2000, 6);
  });

  it.each([
    ['us-east-1', 3000],
    ['eu-central-1', 1000],
  ])('of an account in %s are %i', (region, most) => {
    expect(limitOf(worked(10, 10, 1, region), 'pipes/concurrent-executions').limit).toBe(most);
  });

  it('are no more than the shards of a stream have lanes', () => {
    const stream: Drawn = {
      resources: {
        app: ['client', { rate: 100, payload: 1000 }],
        clicks: ['kinesis', { shards: 4 }],
        pipe: ['pipes', {}],
        bus: ['eventbridge'],
      },
      connections: [
        ['client/put-record', 'app', 'clicks'],
        ['pipes/stream-source', 'clicks', 'pipe', { batchSize: 10, parallelizationFactor: 3 }],
        ['pipes/bus-target', 'pipe', 'bus'],
      ],
    };
    const { limit, raise } = limitOf(stream, 'pipes/stream-concurrency');
    expect(limit).toBe(12);
    expect(raise).toBeUndefined();
  });
});

it('a batch for a state machine has no more bytes than an execution takes', () => {
  const drawn: Drawn = {
    resources: {
      app: ['client', { rate: 10, payload: 100_000 }],
      jobs: ['sqs'],
      pipe: ['pipes'],
      flow: ['step-functions', { type: 'express' }],
    },
    connections: [
      ['client/send-message', 'app', 'jobs'],
      ['pipes/queue-source', 'jobs', 'pipe', { batchSize: 100, batchingWindow: 60 }],
      ['pipes/workflow-start', 'pipe', 'flow'],
    ],
  };
  expect(assessed(drawn).connections.get('pipe--flow')!.flow).toMatchObject({ rate: 5, size: 200_000 });
});

describe('the bill', () => {
  const paid = async (payload: number, source: Config = {}) => {
    const drawn: Drawn = {
      resources: { app: ['client', { rate: 100, payload }], jobs: ['sqs'], pipe: ['pipes'], bus: ['eventbridge'] },
      connections: [
        ['client/send-message', 'app', 'jobs'],
        ['pipes/queue-source', 'jobs', 'pipe', source],
        ['pipes/bus-target', 'pipe', 'bus'],
      ],
    };
    const { lines } = await billed(drawn);
    return lines.find(({ meter }) => meter === 'eventbridge/pipes')!;
  };

  it('counts what passes the filter, at $0.40 a million', async () => {
    const { quantity, usd } = await paid(1024, { filterShare: 0.25 });
    expect(quantity).toBeCloseTo(25 * 2_628_000, 0);
    expect(usd).toBeCloseTo(0.4 * 25 * 2.628, 6);
  });

  it('counts a message once for each 64 KB', async () => {
    expect((await paid(65_537)).quantity).toBeCloseTo(2 * 100 * 2_628_000, 0);
    expect((await paid(65_536)).quantity).toBeCloseTo(100 * 2_628_000, 0);
  });
});

describe('a REST API as the target', () => {
  const calling = (api: Config, worker: Config = {}): Drawn => ({
    resources: {
      app: ['client', { rate: 20 }],
      jobs: ['sqs', { visibilityTimeout: 180 }],
      pipe: ['pipes', { furtherTime: 0.001 }],
      api: ['api-gateway', api],
      worker: ['lambda', { duration: always(0.5), timeout: 20, ...worker }],
    },
    connections: [
      ['client/send-message', 'app', 'jobs'],
      ['pipes/queue-source', 'jobs', 'pipe', { batchSize: 1 }],
      ['pipes/api-target', 'pipe', 'api'],
      ['api-gateway/lambda-proxy', 'api', 'worker'],
    ],
  });

  it('is called once for each message and waited for', () => {
    const { resources, connections } = assessed(calling({ overhead: 0.1 }));
    expect(connections.get('pipe--api')!.flow).toMatchObject({ rate: 20, perCall: 1 });
    expect(resources.get('pipe')!.latency.value).toBeCloseTo(0.001 + 0.1 + resources.get('worker')!.latency.value, 6);
  });

  it('sees the calls that its web ACL lets through', () => {
    const { resources, connections = [] } = calling({});
    const drawn: Drawn = {
      resources: { ...resources, acl: ['waf', { blockedShare: 0.1 }] },
      connections: [
        ...connections.filter(([kind]) => kind !== 'pipes/api-target'),
        ['pipes/api-target', 'pipe', 'acl'],
        ['waf/protects', 'acl', 'api'],
      ],
    };
    const report = assessed(drawn).resources;
    expect(report.get('api')!.completed).toBeCloseTo(20, 2);
    expect(report.get('acl')!.offered).toBeCloseTo(20 / 0.9, 2);
  });

  it('leaves what its throttle refuses in the queue, to be received again', () => {
    const { resources, connections } = assessed(calling({ stageRate: 25, stageBurst: 1 }));
    const { throttled } = connections.get('pipe--api')!.outcome;
    expect(throttled).toBeGreaterThan(0.1);
    const { offered, failed } = resources.get('pipe')!;
    expect(offered).toBeCloseTo(20 / (1 - throttled), 2);
    expect(failed).toBeCloseTo(offered * throttled, 6);
  });

  it('is no API destination: neither its charge nor its five seconds', async () => {
    const { lines } = await billed(calling({}, { duration: always(8) }));
    expect(lines.map(({ meter }) => meter)).not.toContain('eventbridge/api_destinations');
    expect(lines.find(({ meter }) => meter === 'api-gateway/rest_requests')!.quantity).toBeCloseTo(20 * 2_628_000, -1);
    // Answers stay in the Region.
    expect(lines.find(({ meter }) => meter === 'data-transfer/internet_out')?.quantity ?? 0).toBe(0);
    expect(assessed(calling({}, { duration: always(8) })).resources.get('pipe')!.failed).toBe(0);
  });

  it('has 29 s: a function that takes longer behind a patient API fails every call', () => {
    const slow = calling({ integrationTimeout: 60, timeoutQuotaRaised: true }, { duration: always(40), timeout: 60 });
    const { failed, admitted } = assessed(slow).resources.get('pipe')!;
    expect(failed / admitted).toBeCloseTo(1, 6);
  });
});
