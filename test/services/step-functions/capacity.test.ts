/** State machines in the steady state, held against AWS's documents, worked bills and arithmetic. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { CapacityResult } from '#shared/model/capacity';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { aMonth, billed, quantityOf, usdOf } from '../../support/billed';
import { type Drawn, drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';
import { saga } from './saga';

const assess = (drawn: Drawn): CapacityResult => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

function reportOf(result: CapacityResult, id: string) {
  const report = result.resources.get(id);
  if (!report) throw new Error(`no report of ${id}`);
  return report;
}

/** Calls of a client without retries start a workflow; `more` is what does its tasks. */
function started(rate: number, machine: Config = {}, more: Partial<Drawn> = {}): Drawn {
  return {
    ...more,
    resources: {
      app: ['client', { rate, retryMode: 'none', payload: 1000 }],
      order: ['step-functions', machine],
      ...more.resources,
    },
    connections: [['client/start-execution', 'app', 'order'], ...(more.connections ?? [])],
  };
}

describe('the start of executions', () => {
  it.each([
    ['us-east-1', 'standard', 300],
    ['us-west-2', 'standard', 300],
    ['eu-west-1', 'standard', 300],
    ['eu-central-1', 'standard', 150],
    ['us-east-1', 'express', 6000],
    ['eu-central-1', 'express', 6000],
  ])('in %s of %s is granted %d times a second', (region, type, most) => {
    const report = reportOf(assess(started(8000, { type }, { region })), 'order');
    expect(report.admitted).toBeCloseTo(most, 4);
    expect(report.throttled).toBeCloseTo(8000 - most, 4);
  });

  it.each([
    ['us-east-1', 300],
    ['eu-central-1', 100],
  ])(
    'of a workflow of 8 state transitions is held in %s at %d a second by starts or by transitions',
    (region, most) => {
      const { sustains } = assess(started(1, { furtherTransitions: 7 }, { region }));
      expect(sustains?.perSecond).toBeCloseTo(most, 4);
    },
  );

  it('is told to a caller as a throttle, and none of Standard hinders Express', () => {
    const result = assess({
      resources: {
        app: ['client', { rate: 500, retryMode: 'none' }],
        slow: ['step-functions'],
        quick: ['step-functions', { type: 'express' }],
      },
      connections: [
        ['client/start-execution', 'app', 'slow'],
        ['client/start-execution', 'app', 'quick'],
      ],
    });
    expect(result.connections.get('app--slow')?.outcome.throttled).toBeCloseTo(0.4, 4);
    expect(result.connections.get('app--quick')?.outcome.throttled).toBe(0);
    expect(result.overflow.map(({ limit, seenAs }) => [limit, seenAs])).toEqual([
      ['step-functions/standard-starts', '400 ThrottlingException'],
    ]);
  });

  it('needs one of the account’s open executions, as many as begin in the time of one', () => {
    const report = reportOf(assess(started(100, { furtherTime: 20_000 })), 'order');
    expect(report.limits.find(({ id }) => id === 'step-functions/open-executions')?.used).toBeCloseTo(2_000_000, 0);
    expect(report.admitted).toBeCloseTo(50, 6);
  });
});

describe('executions beyond the open ones that the account may have', () => {
  // Half of 100 a second find one free, and the bucket of StartExecution has room for all.
  const full = (caller: Drawn['resources'], connections: NonNullable<Drawn['connections']>): Drawn => ({
    quotas: { 'step-functions/open-executions': 5000 },
    resources: { order: ['step-functions', { furtherTime: 100 }], ...caller },
    connections,
  });

  const throughApi = (type: string): Drawn =>
    full({ app: ['client', { rate: 100, httpAttempts: 3 }], api: ['api-gateway', { type }] }, [
      ['client/http-request', 'app', 'api'],
      ['api-gateway/start-execution', 'api', 'order'],
    ]);

  it.each<[string, Drawn]>([
    ['an SDK', full({ app: ['client', { rate: 100 }] }, [['client/start-execution', 'app', 'order']])],
    [
      'the code of a function',
      full({ app: ['client', { rate: 100, retryMode: 'none' }], code: ['lambda'] }, [
        ['client/invoke', 'app', 'code'],
        ['lambda/start-execution', 'code', 'order'],
      ]),
    ],
    ['a client of a REST API', throughApi('REST')],
    ['a client of an HTTP API', throughApi('HTTP')],
  ])('are not tried again by %s, since ExecutionLimitExceeded is no throttle', (_, drawn) => {
    const report = reportOf(assess(drawn), 'order');
    expect([report.offered, report.throttled]).toEqual([expect.closeTo(100, 4), expect.closeTo(50, 4)]);
    const { resources, observedSeconds, discrepancies } = simulated(drawn, { duration: 400, warmUp: 200 });
    expect(resources['order']!.offered.mean / observedSeconds / 100).toBeCloseTo(1, 1);
    expect(resources['order']!.throttled.mean / observedSeconds / 50).toBeCloseTo(1, 1);
    expect(discrepancies).toEqual([]);
  });
});

describe('tasks', () => {
  it('run one after the other, a share of them, and a failure ends the execution', () => {
    const result = assess(
      started(
        10,
        { furtherTime: 0.5 },
        {
          resources: {
            first: ['lambda', { duration: always(0.2), errorRate: 0.25 }],
            second: ['lambda', { duration: always(1) }],
            mails: ['sqs'],
          },
          connections: [
            ['step-functions/send-message', 'order', 'mails', { place: 3 }],
            ['step-functions/invoke-function', 'order', 'first', { place: 1 }],
            ['step-functions/invoke-function', 'order', 'second', { place: 2, share: 0.4 }],
          ],
        },
      ),
    );
    expect(reportOf(result, 'first').offered).toBeCloseTo(10, 6);
    expect(reportOf(result, 'second').offered).toBeCloseTo(3, 6);
    expect(reportOf(result, 'mails').offered).toBeCloseTo(7.5, 6);
    const { completed, failed, latency, quantities } = reportOf(result, 'order');
    expect([completed, failed]).toEqual([expect.closeTo(7.5, 6), expect.closeTo(2.5, 6)]);
    expect(latency.value).toBeCloseTo(0.5 + 0.2 + 0.75 * 0.4 * 1, 6);
    // The first task, a choice and what it lets through, the message.
    expect(quantities['transitions']).toBeCloseTo(10 * (1 + 0.75 * (1 + 0.4) + 0.75), 6);
  });

  it('are tried again after every error, with growing waits, and each attempt is a transition', () => {
    const result = assess(
      started(
        1,
        { furtherTime: 0 },
        {
          resources: { shaky: ['lambda', { duration: always(0.1), errorRate: 0.5 }] },
          connections: [
            [
              'step-functions/invoke-function',
              'order',
              'shaky',
              { retryAttempts: 2, retryInterval: 3, backoffRate: 2 },
            ],
          ],
        },
      ),
    );
    const { failed, latency, quantities } = reportOf(result, 'order');
    expect(reportOf(result, 'shaky').offered).toBeCloseTo(1.75, 6);
    expect(failed).toBeCloseTo(0.125, 6);
    expect(quantities['transitions']).toBeCloseTo(1.75, 6);
    // Three seconds before the first retry of a half, six before the second of a quarter.
    expect(latency.value).toBeCloseTo(1.75 * 0.1 + 0.5 * 3 + 0.25 * 6, 6);
  });

  it('that fail are passed over, or undone by others, as drawn', () => {
    const result = assess(
      started(
        8,
        {},
        {
          resources: {
            reserve: ['lambda'],
            score: ['lambda', { errorRate: 0.5 }],
            charge: ['lambda', { errorRate: 0.25 }],
            release: ['lambda'],
          },
          connections: [
            ['step-functions/invoke-function', 'order', 'reserve', { place: 1 }],
            ['step-functions/invoke-function', 'order', 'score', { place: 2, onFailure: 'continue' }],
            ['step-functions/invoke-function', 'order', 'charge', { place: 3, onFailure: 'undo' }],
            ['step-functions/invoke-function', 'order', 'release', { runs: 'undo' }],
          ],
        },
      ),
    );
    expect(reportOf(result, 'charge').offered).toBeCloseTo(8, 6);
    expect(reportOf(result, 'release').offered).toBeCloseTo(2, 6);
    expect(reportOf(result, 'order').failed).toBeCloseTo(2, 6);
    // Three tasks; of a quarter the one that undoes and the state in which it ends.
    expect(reportOf(result, 'order').quantities['transitions']).toBeCloseTo(8 * (3 + 0.25 * 2), 6);
    const undone = result.overflow.find(({ resource }) => resource === 'order');
    expect(undone).toMatchObject({ ends: 'destination', at: 'release', rate: expect.closeTo(2, 6) as number });
  });

  it('are late beyond the state transitions of the account, and nothing is refused', () => {
    const drawn = started(
      250,
      { furtherTransitions: 39 },
      { resources: { work: ['sqs'] }, connections: [['step-functions/send-message', 'order', 'work']] },
    );
    const result = assess(drawn);
    const { admitted, waiting, throttled } = reportOf(result, 'order');
    // 250 executions ask for 10,000 transitions a second, twice what there is.
    expect([admitted, throttled, waiting]).toEqual([250, 0, expect.closeTo(125, 4)]);
    expect(reportOf(result, 'work').offered).toBeCloseTo(125, 4);
    expect(result.overflow.map(({ ends, limit }) => [ends, limit])).toContainEqual([
      'backlog',
      'step-functions/transitions',
    ]);
  });
});

describe('undoing', () => {
  it('begins at the first task whose counterpart was done: nothing before the first task is', () => {
    // A quarter of 50 executions a second fails for good before anything is charged.
    const result = assess(saga(50, { reserve: 0.5 }));
    expect(['charge', 'refund', 'release'].map((id) => reportOf(result, id).offered)).toEqual([37.5, 0, 0]);
    expect(reportOf(result, 'order').failed).toBeCloseTo(12.5, 6);
    // Both attempts to reserve or one, the charge and the shipping; no state for those that fail with nothing to undo.
    expect(reportOf(result, 'order').quantities['transitions']).toBeCloseTo(50 * 1.5 + 37.5 * 2, 6);
  });

  it('undoes what was done and no more, wherever the failure is', () => {
    const result = assess(saga(40, { charge: 0.25, ship: 0.5 }));
    expect(reportOf(result, 'ship').offered).toBeCloseTo(30, 6);
    expect(['refund', 'release'].map((id) => reportOf(result, id).offered)).toEqual([15, 25]);
    const ends = result.overflow.filter(({ resource }) => resource === 'order');
    expect(ends.map(({ at, rate }) => [at, rate])).toEqual([
      ['refund', 15],
      ['release', 10],
    ]);
  });

  it('goes on with the rest where a task that undoes fails, unless the drawing says otherwise', () => {
    const failing = { charge: 0.25, ship: 0, refund: 0.25, release: 0 };
    const goesOn = assess(saga(10, { ...failing, ship: 0.5 }));
    expect(reportOf(goesOn, 'release').offered).toBeCloseTo(6.25, 6);
    const stops = assess(saga(10, { ...failing, ship: 0.5 }, { onUndoFailure: 'fail' }));
    expect(reportOf(stops, 'release').offered).toBeCloseTo(6.25 - 3.75 * 0.25, 6);
    expect(reportOf(stops, 'order').failed).toBeCloseTo(6.25, 6);
    expect(stops.overflow.find(({ resource, ends }) => resource === 'order' && ends === 'lost')).toMatchObject({
      rate: expect.closeTo(3.75 * 0.25, 6) as number,
      story: expect.stringContaining('what the tasks after it would undo stays done') as string,
    });
  });
});

describe('a caller that waits for the end', () => {
  const waited = (machine: Config, task: Config): Drawn => ({
    resources: {
      app: ['client', { rate: 20, retryMode: 'none', timeout: 30 }],
      order: ['step-functions', { type: 'express', furtherTime: 0.1, ...machine }],
      work: ['lambda', { duration: always(0.4), ...task }],
    },
    connections: [
      ['client/start-sync-execution', 'app', 'order'],
      ['step-functions/invoke-function', 'order', 'work'],
    ],
  });

  it('waits for the tasks and sees the share that fails', () => {
    const { outcome } = assess(waited({}, { errorRate: 0.1 })).connections.get('app--order')!;
    expect(outcome).toMatchObject({ throttled: 0, failed: expect.closeTo(0.1, 6) as number });
    expect(outcome.latency).toBeCloseTo(0.5, 6);
  });

  describe.each(['HTTP', 'REST'])('through an API of type %s', (type) => {
    // 30 % of 20 executions a second fail; the client makes up to three attempts.
    const { resources, connections } = waited({}, { errorRate: 0.3 });
    type Front = { readonly service: readonly [string, Config]; readonly kind: string };
    it.each<[string, Front | undefined]>([
      ['it alone', undefined],
      ['a web ACL before it', { service: ['waf', { blockedShare: 0, hasRateRule: false }], kind: 'waf/protects' }],
      ['a distribution before it', { service: ['cloudfront', { cacheHitRatio: 0 }], kind: 'cloudfront/http-origin' }],
    ])('tries again what is no answer with status 200: %s', (_, front) => {
      const drawn: Drawn = {
        resources: {
          ...resources,
          ...(front && { front: front.service }),
          app: ['client', { rate: 20, httpAttempts: 3, timeout: 30 }],
          api: ['api-gateway', { type }],
        },
        connections: [
          ['client/http-request', 'app', front ? 'front' : 'api'],
          ...(front ? [[front.kind, 'front', 'api'] as const] : []),
          ['api-gateway/start-sync-execution', 'api', 'order'],
          connections![1]!,
        ],
      };
      const offered = type === 'HTTP' ? 20 : 20 * (1 + 0.3 + 0.09);
      const gaveUp = type === 'HTTP' ? 6 : 20 * 0.027;
      const steady = assess(drawn);
      expect(reportOf(steady, 'order').offered).toBeCloseTo(offered, 4);
      expect(reportOf(steady, 'app').failed).toBeCloseTo(gaveUp, 4);
      const run = simulated(drawn, { duration: 620, warmUp: 20 });
      expect(run.resources['order']!.offered.mean / run.observedSeconds / offered).toBeCloseTo(1, 1);
      expect(Math.abs(run.resources['app']!.failed.mean / run.observedSeconds - gaveUp)).toBeLessThan(0.05 * 20 * 0.3);
      expect(run.discrepancies).toEqual([]);
    });
  });

  it('needs no token of StartExecution', () => {
    const report = reportOf(assess(waited({}, {})), 'order');
    expect(report.limits.find(({ id }) => id === 'step-functions/express-starts')?.used).toBe(0);
  });

  it('sees nothing but failures beyond five minutes', () => {
    expect(reportOf(assess(waited({ furtherTime: 400 }, {})), 'order').completed).toBe(0);
  });
});

describe('Express beyond five minutes', () => {
  const beyond = (rate: number, machine: Config, tasks: readonly number[]): Drawn =>
    started(
      rate,
      { type: 'express', logBytes: 0, ...machine },
      {
        resources: Object.fromEntries(tasks.map((time, at) => [`t${at}`, slow(time)])),
        connections: tasks.map((_, at) => ['step-functions/invoke-function', 'order', `t${at}`, { place: at + 1 }]),
      },
    );
  const slow = (time: number) => ['lambda', { duration: always(time), coldStart: 0, timeout: 900 }] as const;

  it('runs no task where 400 s have passed before it, and bills 300 s', async () => {
    const drawn = beyond(5, { furtherTime: 400 }, [1]);
    const result = assess(drawn);
    expect(reportOf(result, 't0').offered).toBe(0);
    const { completed, failed, latency, inFlight } = reportOf(result, 'order');
    expect([completed, failed, latency.value, inFlight]).toEqual([0, 5, 300, 1500]);
    const month = await billed(drawn);
    const [requests, gigabyteSeconds] = ['express_request', 'express_duration'].map((meter) =>
      quantityOf(month, `step-functions/${meter}`),
    );
    expect(gigabyteSeconds! / requests! / (64 / 1024)).toBeCloseTo(300, 6);
  });

  it('is cut off in the task that is under way: the next one never runs', async () => {
    const drawn = beyond(1, { furtherTime: 1 }, [250, 100, 1]);
    const result = assess(drawn);
    expect(['t0', 't1', 't2'].map((id) => reportOf(result, id).offered)).toEqual([1, 1, 0]);
    expect(reportOf(result, 'order').latency.value).toBe(300);
    expect(result.overflow).toContainEqual(
      expect.objectContaining({ ends: 'lost', limit: 'step-functions/express-duration', rate: 1 }),
    );
    const month = await billed(drawn);
    const requests = quantityOf(month, 'step-functions/express_request');
    const gigabyteSeconds = quantityOf(month, 'step-functions/express_duration');
    expect(gigabyteSeconds / requests / (64 / 1024)).toBeCloseTo(300, 6);
  });

  it('cuts off those alone that come so far: of half that fail at once none', () => {
    const drawn = beyond(2, { furtherTime: 0 }, [0.1, 400]);
    const result = assess({
      ...drawn,
      resources: { ...drawn.resources, t0: ['lambda', { duration: always(0.1), coldStart: 0, errorRate: 0.5 }] },
    });
    const { failed, latency, limits } = reportOf(result, 'order');
    expect([failed, latency.value]).toEqual([2, expect.closeTo(0.1 + 0.5 * 299.9, 6)]);
    expect(limits.find(({ id }) => id === 'step-functions/express-duration')?.used).toBeCloseTo(400.1, 6);
  });

  it('answers whoever waits after five minutes', () => {
    const { resources, connections } = beyond(1, { furtherTime: 1 }, [250, 100]);
    const [, ...tasks] = connections!;
    const result = assess({ resources, connections: [['client/start-sync-execution', 'app', 'order'], ...tasks] });
    expect(result.connections.get('app--order')?.outcome).toMatchObject({ failed: 1, latency: 300 });
  });
});

describe('the bill of a state machine', () => {
  it('counts state transitions: 10,000 runs a day of 12 for 30 days are 89.90 USD, 4,000 free', async () => {
    const drawn = started(aMonth(300_000), { furtherTransitions: 11, logBytes: 0 });
    const month = await billed(drawn, { freeTier: true });
    expect(quantityOf(month, 'step-functions/standard_transition')).toBeCloseTo(3_600_000, 0);
    expect(usdOf(month, 'step-functions/standard_transition')).toBeCloseTo(89.9, 6);
  });

  it('counts requests and GB-seconds of Express: 10 million of 800 ms and 512 MB', async () => {
    const drawn = started(aMonth(10_000_000), { type: 'express', furtherTime: 0.8, memory: 512, logBytes: 0 });
    const month = await billed(drawn);
    expect(usdOf(month, 'step-functions/express_request')).toBeCloseTo(10, 6);
    expect(quantityOf(month, 'step-functions/express_duration')).toBeCloseTo(4_000_000, 0);
    expect(usdOf(month, 'step-functions/express_duration')).toBeCloseTo(63.344, 6);
  });

  it('rounds an Express execution up to 100 ms and 64 MB', async () => {
    const drawn = started(aMonth(1000), { type: 'express', furtherTime: 0.21, memory: 65, logBytes: 0 });
    expect(quantityOf(await billed(drawn), 'step-functions/express_duration')).toBeCloseTo(1000 * 0.3 * 0.125, 6);
  });

  it('pays for logs by the bands of vended logs: 5,000 executions a second of 4,000 B', async () => {
    const month = await billed(started(5000, { type: 'express', logBytes: 4000 }));
    // 10 TB at 0.50 USD a GB, 20 TB at 0.25 and 18,229.9 GB at 0.10.
    expect(usdOf(month, 'cloudwatch-logs/ingest_lambda_standard')).toBeCloseTo(12_063, 0);
  });
});
