import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { bill } from '#shared/cost/bill';
import { loadPrices } from '#shared/cost/regions';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

const posted = (rate: number, config: object = {}, endpoint: object = {}): Drawn => ({
  resources: {
    app: ['client', { rate, retryMode: 'none' }],
    bus: ['eventbridge'],
    partner: ['http-endpoint', { answerTime: always(0.2), ...endpoint } as never],
    failed: ['sqs'],
  },
  connections: [
    ['client/put-events', 'app', 'bus'],
    ['eventbridge/api-destination', 'bus', 'partner', config as never],
    ['eventbridge/target-dead-letter', 'bus', 'failed'],
  ],
});
const assess = (drawn: Drawn) => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

describe('an API destination', () => {
  // Reference rows: the first event is 24 h old after 86,400 s × arrival ÷ (arrival − rate), 60 h and 34.3 h.
  it.each([
    [500, '2.5 days'],
    [1000, '34 h'],
  ])('that gets %d events a second where 300 go delays the rest, and loses the first after %s', (rate, after) => {
    const result = assess(posted(rate));
    const bus = result.resources.get('bus')!;
    expect(result.resources.get('partner')!.offered).toBeCloseTo(300, 6);
    expect(bus.waiting).toBeCloseTo(rate - 300, 6);
    expect(bus.throttled).toBe(0);
    expect(bus.spills.map(({ limit, story }) => [limit, story.includes(`from ${after} on`)])).toEqual([
      ['eventbridge/api-destination', true],
    ]);
  });

  it('is called no more often than its rate limit says', () => {
    const result = assess(posted(100, { invocationRate: 40 }));
    expect(result.resources.get('partner')!.offered).toBeCloseTo(40, 6);
    const limit = result.resources.get('bus')!.limits.find(({ id }) => id === 'eventbridge/api-destination');
    expect(limit?.raise?.().edit).toMatchObject({ field: 'invocationRate', value: 120 });
  });

  it('tries again what fails, and what is answered after five seconds', () => {
    const failing = assess(posted(10, { retryAttempts: 1 }, { errorRate: 0.5 }));
    expect(failing.resources.get('partner')!.offered).toBeCloseTo(15, 6);
    expect(failing.resources.get('failed')!.offered).toBeCloseTo(2.5, 6);
    const slow = assess(posted(10, { retryAttempts: 1 }, { answerTime: always(6) }));
    expect(slow.resources.get('partner')!.offered).toBeCloseTo(20, 6);
    expect(slow.resources.get('failed')!.offered).toBeCloseTo(10, 6);
  });

  it('costs 0.20 USD for a million calls of up to 64 KB', async () => {
    const graph = drawing(posted(10));
    const { lines } = bill(graph, assessCapacity(graph, services, { loadFactor: 1 }), await loadPrices('us-east-1'), {
      freeTier: false,
    });
    const calls = lines.find(({ meter }) => meter === 'eventbridge/api_destinations');
    expect(calls?.usd).toBeCloseTo(26.28 * 0.2, 6);
  });
});

describe('an API destination in a run', () => {
  it('is called at its rate limit, and what waits grows by the rest', () => {
    const { resources, observedSeconds, discrepancies } = simulated(posted(50, { invocationRate: 20 }), {
      duration: 200,
      warmUp: 10,
      maxTraces: 0,
    });
    expect(resources['partner']!.offered.mean / observedSeconds).toBeCloseTo(20, 0);
    expect(resources['bus']!.backlog.final.mean).toBeGreaterThan(5000);
    expect(discrepancies).toEqual([]);
  });

  it('gets again what it answers too late', () => {
    const { resources, answers, discrepancies } = simulated(
      posted(5, { retryAttempts: 1 }, { answerTime: always(6) }),
      { duration: 300, warmUp: 0 },
    );
    expect(resources['partner']!.offered.mean / resources['bus']!.offered.mean).toBeCloseTo(2, 0);
    expect(resources['bus']!.deadLettered.mean).toBeGreaterThan(1300);
    expect(resources['bus']!.wasted.mean).toBeGreaterThan(2600);
    expect(answers['bus--partner']!['caller gave up waiting']).toBe(resources['bus']!.timeouts.mean);
    expect(discrepancies).toEqual([]);
  });

  it('agrees with the steady state where it has room', () => {
    const drawn = posted(30, { retryAttempts: 2 }, { errorRate: 0.2 });
    const { resources, observedSeconds, discrepancies } = simulated(drawn, { duration: 400, warmUp: 50 });
    const steady = assess(drawn).resources;
    expect(resources['partner']!.offered.mean / observedSeconds / steady.get('partner')!.offered).toBeCloseTo(1, 1);
    expect(resources['bus']!.served.mean / observedSeconds / steady.get('bus')!.completed).toBeCloseTo(1, 1);
    expect(discrepancies).toEqual([]);
  });
});
