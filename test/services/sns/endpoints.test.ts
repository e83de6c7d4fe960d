/** HTTP subscriptions: attempts within a minute, then lost or kept; deliveries a second; what each attempt costs. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { billed, quantityOf } from '../../support/billed';
import { type Drawn, drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

const MONTH = 2_628_000;
const GB = 1024 ** 3;

const news = (subscription: Config, endpoint: Config, rate = 20): Drawn => ({
  resources: {
    app: ['client', { rate, payload: 1024, retryMode: 'none' }],
    news: ['sns'],
    partner: ['http-endpoint', { answerTime: always(0.2), timeout: 120, ...endpoint }],
  },
  connections: [
    ['client/publish', 'app', 'news'],
    ['sns/endpoint-subscription', 'news', 'partner', subscription],
  ],
});

const keeping = (drawn: Drawn): Drawn => ({
  resources: { ...drawn.resources, missed: ['sqs'] },
  connections: [...(drawn.connections ?? []), ['sns/subscription-dead-letter', 'news', 'missed']],
});

const assess = (drawn: Drawn) => assessCapacity(drawing(drawn), services, { loadFactor: 1 });
const flow = (drawn: Drawn, id: string): number => assess(drawn).connections.get(id)?.flow.rate ?? 0;

describe('an HTTP subscription', () => {
  const failing = news({ filterShare: 0.5, retries: 2 }, { errorRate: 0.2 });

  it('tries so often, and then loses the message', () => {
    expect(flow(failing, 'news--partner')).toBeCloseTo(10 * (1 + 0.2 + 0.04), 6);
    expect(assess(failing).resources.get('news')?.spills).toMatchObject([
      { ends: 'lost', rate: expect.closeTo(0.08, 9) },
    ]);
  });

  it('or keeps it in the dead-letter queue of the subscription', () => {
    const kept = keeping(failing);
    expect(flow(kept, 'news--missed-failure')).toBeCloseTo(10 * 0.2 ** 3, 6);
    expect(
      assess(kept)
        .resources.get('news')
        ?.spills.map(({ ends }) => ends),
    ).toEqual(['dead-letter queue']);
  });

  it('gives an answer up after 15 seconds', () => {
    const slow = news({ retries: 1 }, { answerTime: always(16) });
    expect(flow(slow, 'news--partner')).toBeCloseTo(40, 6);
    expect(assess(slow).resources.get('news')?.spills).toMatchObject([{ ends: 'lost', rate: 20 }]);
  });

  it('holds back what is beyond the deliveries a second that it states', () => {
    const paced = news({ receivesPerSecond: 5 }, {});
    const topic = assess(paced).resources.get('news');
    expect(flow(paced, 'news--partner')).toBeCloseTo(5, 6);
    expect(topic?.spills).toMatchObject([{ ends: 'backlog', rate: 15, limit: 'sns/receives-per-second' }]);
    expect(topic?.limits.find(({ id }) => id === 'sns/receives-per-second')).toMatchObject({ used: 20, limit: 5 });
  });

  const backingOff = {
    retries: 6,
    retryInterval: 1,
    longestRetryInterval: 60,
    retriesAtOnce: 1,
    retriesAfterBackoff: 1,
    backoffFunction: 'linear',
  };

  it('says how long it goes on, and how the waits between the attempts grow', () => {
    const subscription = drawing(
      news({ ...backingOff, backoffFunction: 'geometric', retries: 5 }, {}),
    ).connections.find(({ kind }) => kind.id === 'sns/endpoint-subscription')!;
    expect(subscription.kind.behaviour(subscription)).toMatchObject({
      mechanism: 'SNS subscription (HTTPS, 15 s for an answer, geometric backoff from 1 s to 60 s)',
      attempts: 6,
      // At once, 1, √60, 60 and again 60 seconds: the middle one of three is the square root of the spread and one.
      retriedFor: expect.closeTo(1 + Math.sqrt(60) + 60 + 60, 9),
    });
  });

  it('holds what is between two attempts, and says when the last is made', () => {
    const topic = assess(news(backingOff, { errorRate: 0.5 })).resources.get('news');
    // At once, 1, 20.7, 40.3, 60 and 60 seconds, each with half the probability of the one before.
    const held = 1 / 4 + (1 + 59 / 3) / 8 + (1 + 118 / 3) / 16 + 60 / 32 + 60 / 64;
    expect(topic?.inFlight).toBeCloseTo(20 * held, 6);
    expect(topic?.spills).toMatchObject([
      { rate: expect.closeTo(20 / 2 ** 7, 9), story: expect.stringContaining('(about 3 min after the first)') },
    ]);
  });

  it('is charged for each attempt and for what leaves AWS', async () => {
    const month = await billed(failing);
    expect(quantityOf(month, 'sns/delivery_http')).toBeCloseTo(12.4 * MONTH, -1);
    expect(quantityOf(month, 'data-transfer/internet_out')).toBeCloseTo((12.4 * 1024 * MONTH) / GB, 3);
  });
});

describe('an HTTP subscription in a run', () => {
  const run = { duration: 600, warmUp: 60 };

  it('delivers, repeats and loses as the steady state says', () => {
    const failing = news({ retries: 2, retryInterval: 1 }, { errorRate: 0.3 });
    const { resources, observedSeconds, discrepancies } = simulated(failing, run);
    expect(resources['partner']!.offered.mean / observedSeconds / flow(failing, 'news--partner')).toBeCloseTo(1, 1);
    expect(resources['news']!.lost.mean / observedSeconds).toBeCloseTo(20 * 0.3 ** 3, 0);
    expect(discrepancies).toEqual([]);
  });

  it.each(['linear', 'arithmetic', 'geometric', 'exponential'])(
    'waits between the attempts as the steady state says: %s backoff',
    (backoffFunction) => {
      const policy = {
        retries: 6,
        retryInterval: 2,
        longestRetryInterval: 40,
        backoffFunction,
        retriesBeforeBackoff: 1,
      };
      const failing = news(policy, { errorRate: 0.6, answerTime: always(0.001) });
      const { resources, discrepancies } = simulated(failing, run);
      const held = assess(failing).resources.get('news')!.inFlight;
      expect(resources['news']!.concurrency.mean.mean / held).toBeCloseTo(1, 1);
      expect(discrepancies).toEqual([]);
    },
  );

  it('stops waiting for a late answer, which the endpoint gives to nobody', () => {
    const slow = news({ retries: 1, retryInterval: 1 }, { answerTime: always(16) }, 2);
    const { resources, answers, discrepancies } = simulated(slow, run);
    expect(resources['news']!.served.mean).toBe(0);
    expect(resources['news']!.timeouts.mean).toBeGreaterThan(0);
    expect(resources['partner']!.offered.mean / resources['news']!.lost.mean).toBeCloseTo(2, 0);
    expect(Object.keys(answers['news--partner']!)).toContain('caller gave up waiting');
    expect(discrepancies).toEqual([]);
  });

  it('keeps to the deliveries a second that it states', () => {
    const { resources, observedSeconds } = simulated(news({ receivesPerSecond: 5 }, {}), run);
    expect(resources['partner']!.offered.mean / observedSeconds).toBeCloseTo(5, 1);
    expect(resources['news']!.backlog.final.mean).toBeGreaterThan(5000);
  });

  it('keeps in the dead-letter queue what an outage of the endpoint outlasts', () => {
    const { resources } = simulated(keeping(news({}, {})), {
      duration: 400,
      warmUp: 0,
      failures: [{ kind: 'consumer-stopped', resource: 'partner', at: 100, for: 200 }],
    });
    // Whoever comes in the first 140 s of the outage finds it there at each of four attempts, 20 s apart.
    expect(resources['news']!.deadLettered.mean / (20 * 140)).toBeCloseTo(1, 1);
    expect(resources['news']!.lost.mean).toBe(0);
  });
});
