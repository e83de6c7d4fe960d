/** State machines in a run, held against their steady state and AWS's documents. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { always, burst, exponentially, simulated } from '../../support/simulated';
import { saga as orders } from './saga';

const app = (rate: number, more: Record<string, unknown> = {}) =>
  ['client', { rate, retryMode: 'none', ...more }] as const;

const saga: Drawn = {
  resources: {
    app: app(40),
    order: ['step-functions', { furtherTime: 0.2 }],
    reserve: ['lambda', { coldStart: 0, duration: exponentially(0.1), errorRate: 0.2 }],
    score: ['lambda', { coldStart: 0, duration: exponentially(0.2), errorRate: 0.3 }],
    charge: ['lambda', { coldStart: 0, duration: exponentially(0.3), errorRate: 0.25 }],
    release: ['lambda', { coldStart: 0, duration: exponentially(0.1) }],
    mails: ['sqs'],
  },
  connections: [
    ['client/start-execution', 'app', 'order'],
    ['step-functions/invoke-function', 'order', 'reserve', { place: 1, retryAttempts: 2, retryInterval: 1 }],
    ['step-functions/invoke-function', 'order', 'score', { place: 2, share: 0.5, onFailure: 'continue' }],
    ['step-functions/invoke-function', 'order', 'charge', { place: 3, retryAttempts: 1, onFailure: 'undo' }],
    ['step-functions/send-message', 'order', 'mails', { place: 4 }],
    ['step-functions/invoke-function', 'order', 'release', { runs: 'undo' }],
  ],
};

describe('a state machine in a run', () => {
  it('does what its steady state says: rates of all tasks, failures and duration', () => {
    const steady = assessCapacity(drawing(saga), services, { loadFactor: 1 });
    const { resources, observedSeconds, discrepancies } = simulated(saga, { duration: 1500, warmUp: 100 });
    for (const id of ['reserve', 'score', 'charge', 'release', 'mails']) {
      const expected = steady.resources.get(id)!.offered;
      const share = resources[id]!.offered.mean / observedSeconds / expected;
      expect([id, Math.abs(share - 1) < 0.05]).toEqual([id, true]);
    }
    const order = steady.resources.get('order')!;
    expect(resources['order']!.failed.mean / observedSeconds / order.failed).toBeGreaterThan(0.9);
    expect(resources['order']!.failed.mean / observedSeconds / order.failed).toBeLessThan(1.1);
    expect(resources['order']!.latency.mean.mean / order.latency.value).toBeCloseTo(1, 1);
    expect(discrepancies).toEqual([]);
  });

  it.each([
    ['reserving', { reserve: 0.5 }],
    ['charging', { charge: 0.4, refund: 0.3 }],
    ['shipping', { reserve: 0.3, ship: 0.4, refund: 0.3 }],
  ])('undoes after a failure of %s what was done before it, and no more', (_, errorRates) => {
    const drawn = orders(20, errorRates);
    const steady = assessCapacity(drawing(drawn), services, { loadFactor: 1 });
    const { resources, observedSeconds, discrepancies } = simulated(drawn, { duration: 1000, warmUp: 50 });
    for (const id of ['reserve', 'charge', 'ship', 'refund', 'release']) {
      const expected = steady.resources.get(id)!.offered * observedSeconds;
      const found = resources[id]!.offered.mean;
      expect([id, Math.abs(found - expected) <= 0.05 * expected]).toEqual([id, true]);
    }
    expect(discrepancies).toEqual([]);
  });

  it('starts what the bucket has and then what it gains, and the caller is told of the rest', () => {
    const { resources, answers, observedSeconds, discrepancies } = simulated(
      {
        resources: { app: app(600), order: ['step-functions'] },
        connections: [['client/start-execution', 'app', 'order']],
      },
      { duration: 60, warmUp: 20 },
    );
    expect(resources['order']!.served.mean / observedSeconds).toBeCloseTo(300, -1);
    expect(answers['app--order']!['400 ThrottlingException']).toBe(resources['order']!.throttled.mean);
    expect(discrepancies).toEqual([]);
  });

  it('slows down where the state transitions of the account run out, and does all of it later', () => {
    const { resources, series, discrepancies } = simulated(
      {
        quotas: { 'step-functions/transitions': 100 },
        resources: { app: app(40), order: ['step-functions', { furtherTransitions: 4 }], work: ['sqs'] },
        connections: [
          ['client/start-execution', 'app', 'order'],
          ['step-functions/send-message', 'order', 'work'],
        ],
      },
      { duration: 200, profile: burst(60), maxColumns: 200 },
    );
    // 2,400 executions of 5 transitions, 100 of which there are a second: 120 s.
    const lastWait = series.resources['order']!.backlog.findLastIndex((each) => each > 0) * series.columnWidth;
    expect(lastWait).toBeGreaterThan(112);
    expect(lastWait).toBeLessThan(126);
    expect(resources['order']!.throttled.mean).toBe(0);
    expect(resources['work']!.offered.mean).toBe(resources['order']!.offered.mean);
    expect(discrepancies).toEqual([]);
  });

  it('answers a caller that waits, who sees how it ended', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          app: app(20, { timeout: 30 }),
          order: ['step-functions', { type: 'express', furtherTime: 0.1 }],
          work: ['lambda', { coldStart: 0, duration: always(0.4), errorRate: 0.2 }],
        },
        connections: [
          ['client/start-sync-execution', 'app', 'order'],
          ['step-functions/invoke-function', 'order', 'work'],
        ],
      },
      { duration: 300, profile: burst(250) },
    );
    expect(resources['order']!.latency.p50.mean).toBeCloseTo(0.5, 1);
    expect(resources['app']!.failed.mean).toBe(resources['order']!.failed.mean);
    expect(resources['app']!.served.mean).toBe(resources['work']!.served.mean);
    expect(discrepancies).toEqual([]);
  });

  it('ends an Express execution after five minutes, while its task works on', () => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          app: app(1),
          order: ['step-functions', { type: 'express', furtherTime: 1 }],
          quick: ['lambda', { coldStart: 0, timeout: 900, duration: always(100) }],
          slow: ['lambda', { coldStart: 0, timeout: 900, duration: always(250) }],
        },
        connections: [
          ['client/start-execution', 'app', 'order'],
          ['step-functions/invoke-function', 'order', 'quick', { place: 1 }],
          ['step-functions/invoke-function', 'order', 'slow', { place: 2 }],
        ],
      },
      { duration: 900, profile: burst(300) },
    );
    const { failed, offered, timeouts, latency, wasted } = resources['order']!;
    expect(failed.mean).toBe(offered.mean);
    expect(timeouts.mean).toBe(offered.mean);
    expect(wasted.mean).toBe(offered.mean);
    expect(latency.p50.mean / 300).toBeCloseTo(1, 1);
    expect(resources['slow']!.served.mean).toBe(offered.mean);
    expect(discrepancies).toEqual([]);
  });

  it.each([
    ['is slow beside its tasks', 140, 2, 100],
    ['is so slow that no task begins', 160, 2, 0],
    ['has no time for tasks as drawn', 400, 1, 0],
  ])('ends an Express execution after five minutes where it %s', (_, furtherTime, factor, attempts) => {
    const { resources, discrepancies } = simulated(
      {
        resources: {
          app: app(1),
          order: ['step-functions', { type: 'express', furtherTime }],
          work: ['lambda', { coldStart: 0, timeout: 900, duration: always(100) }],
        },
        connections: [
          ['client/start-execution', 'app', 'order'],
          ['step-functions/invoke-function', 'order', 'work'],
        ],
      },
      {
        duration: 900,
        profile: burst(100),
        arrivals: 'even',
        failures: [{ kind: 'slowness', resource: 'order', at: 0, for: 900, factor }],
      },
    );
    const { offered, failed, timeouts, latency } = resources['order']!;
    expect([failed.mean, timeouts.mean]).toEqual([offered.mean, offered.mean]);
    expect(latency.mean.mean).toBeCloseTo(300, 6);
    expect(resources['work']!.offered.mean).toBe(attempts);
    expect(discrepancies).toEqual([]);
  });

  it('is started by whatever can start it, and loses nothing', () => {
    const { resources, discrepancies } = simulated(
      {
        quotas: { 'step-functions/standard-starts': 30, 'step-functions/standard-start-burst': 30 },
        resources: {
          app: app(10),
          web: ['client', { rate: 10, httpAttempts: 1 }],
          api: ['api-gateway'],
          code: ['lambda', { coldStart: 0 }],
          bus: ['eventbridge'],
          times: ['scheduler', { every: 60, schedules: 60 }],
          order: ['step-functions'],
          done: ['eventbridge', {}],
        },
        connections: [
          ['client/http-request', 'web', 'api'],
          ['api-gateway/start-execution', 'api', 'order'],
          ['client/invoke', 'app', 'code'],
          ['lambda/start-execution', 'code', 'order'],
          ['client/put-events', 'app', 'bus'],
          ['eventbridge/workflow-target', 'bus', 'order'],
          ['scheduler/workflow-target', 'times', 'order'],
          ['step-functions/put-events', 'order', 'done'],
        ],
      },
      { duration: 600, profile: burst(300) },
    );
    expect(resources['order']!.throttled.mean).toBeGreaterThan(0);
    expect(resources['done']!.offered.mean).toBe(resources['order']!.served.mean);
    expect(discrepancies).toEqual([]);
  });
});

describe('state transitions of the account in a run', () => {
  /** A function that fails for a share, then messages to queues, one after the other. */
  const failingFirst = (rate: number, errorRate: number, messages: number, quota: number): Drawn => ({
    quotas: { 'step-functions/transitions': quota },
    resources: {
      app: app(rate),
      order: ['step-functions', { furtherTime: 0 }],
      first: ['lambda', { coldStart: 0, duration: always(0.05), errorRate }],
      ...Object.fromEntries(times(messages, (at) => [`step${at}`, ['sqs']])),
    },
    connections: [
      ['client/start-execution', 'app', 'order'],
      ['step-functions/invoke-function', 'order', 'first', { place: 1 }],
      ...times(messages, (at) => ['step-functions/send-message', 'order', `step${at}`, { place: at }] as const),
    ],
  });

  // Of ten tasks the first fails 90 %: 1 + 0.1 × 9 = 1.9 transitions. Of eight 40 %: 1 + 0.6 × 7 = 5.2.
  it.each([
    [100, 10, failingFirst(100, 0.9, 9, 500)],
    [140, 84, failingFirst(140, 0.4, 7, 800)],
  ])('let %d begin a second and %d be done: tasks after a failure ask for none', (begin, done, drawn) => {
    const steady = assessCapacity(drawing(drawn), services, { loadFactor: 1 }).resources.get('order')!;
    expect([steady.waiting, steady.completed]).toEqual([0, expect.closeTo(done, 6)]);
    const { resources, observedSeconds, discrepancies } = simulated(drawn, { duration: 600, warmUp: 60 });
    expect(resources['order']!.served.mean / observedSeconds / done).toBeCloseTo(1, 1);
    expect(resources['first']!.offered.mean / observedSeconds / begin).toBeCloseTo(1, 1);
    expect(resources['order']!.backlog.mean.mean).toBeLessThan(begin / 10);
    expect(discrepancies).toEqual([]);
  });
});

describe('two state machines that share the state transitions of the account', () => {
  it('are slowed by the same share, however heavy their executions', () => {
    const drawn: Drawn = {
      quotas: { 'step-functions/transitions': 360 },
      resources: {
        first: app(60),
        second: app(60),
        heavy: ['step-functions', { furtherTransitions: 9 }],
        light: ['step-functions', { furtherTransitions: 1 }],
        work: ['sqs'],
      },
      connections: [
        ['client/start-execution', 'first', 'heavy'],
        ['client/start-execution', 'second', 'light'],
        ['step-functions/send-message', 'heavy', 'work'],
        ['step-functions/send-message', 'light', 'work'],
      ],
    };
    const steady = assessCapacity(drawing(drawn), services, { loadFactor: 1 }).resources;
    const run = simulated(drawn, { duration: 660, warmUp: 60 });
    for (const id of ['heavy', 'light']) {
      // 60 × (10 + 2) are twice what there is: each does half, and the other half piles up.
      expect(steady.get(id)!.completed).toBeCloseTo(30, 4);
      expect(run.resources[id]!.served.mean / run.observedSeconds / 30).toBeCloseTo(1, 1);
      const { backlog, age } = run.series.resources[id]!;
      expect(backlog.at(-1)! / (30 * 660)).toBeCloseTo(1, 1);
      expect(age.at(-1)! / 330).toBeCloseTo(1, 1);
    }
    expect(run.discrepancies).toEqual([]);
  });
});

/** `of(2)`, … for as many places after the first. */
function times<T>(many: number, of: (place: number) => T): readonly T[] {
  return Array.from({ length: many }, (_, at) => of(at + 2));
}
