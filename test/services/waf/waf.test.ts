/** Web ACLs: what they let through, in steady state and in a run, and what they cost. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { CapacityResult } from '#shared/model/capacity';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { aMonth, billed, quantityOf, usdOf } from '../../support/billed';
import { type Drawn, drawing } from '../../support/drawing';
import { always, simulated } from '../../support/simulated';

const web = (acl: Config, rate = 1000, more: Partial<Drawn> = {}): Drawn => ({
  ...more,
  resources: {
    viewers: ['client', { rate }],
    acl: ['waf', { blockedShare: 0, ...acl }],
    api: ['api-gateway', { accessLogBytes: 0 }],
    work: ['lambda', { duration: always(0.02), coldStart: 0, logBytes: 0 }],
    ...more.resources,
  },
  connections: [
    ['client/http-request', 'viewers', 'acl'],
    ['waf/protects', 'acl', 'api'],
    ['api-gateway/lambda-proxy', 'api', 'work'],
  ],
});
const assess = (drawn: Drawn): CapacityResult => assessCapacity(drawing(drawn), services, { loadFactor: 1 });
const limited = { hasRateRule: true, rateLimit: 2000, rateWindow: '300', addresses: 30 };

describe('a web ACL', () => {
  it('passes on what its rules do not block, and tells the caller of the rest', () => {
    const { connections, resources, overflow } = assess(web({ blockedShare: 0.2 }));
    expect(connections.get('acl--api')?.flow.rate).toBeCloseTo(800, 6);
    expect(resources.get('viewers')?.failed).toBeCloseTo(200, 6);
    expect(overflow).toEqual([expect.objectContaining({ at: 'viewers', seenAs: '403 Forbidden' })]);
  });

  it('with 2,000 requests in 5 minutes lets 6.67 a second of one address through', () => {
    const { connections } = assess(web({ ...limited, addresses: 1 }));
    expect(connections.get('acl--api')?.flow.rate).toBeCloseTo(6.6667, 4);
  });

  it('holds back by its rate rule on purpose: what the design sustains is another matter', () => {
    const { ladder, sustains } = assess(web(limited));
    expect(ladder.find(({ limit }) => limit === 'waf/rate-rule')).toMatchObject({ isDeliberate: true, perSecond: 200 });
    expect(sustains?.limit).not.toBe('waf/rate-rule');
  });

  it('of a Region takes 100,000 requests a second', () => {
    const { resources } = assess(web({}, 150_000));
    expect(resources.get('acl')?.admitted).toBeCloseTo(100_000, 6);
  });

  it('of a Region refuses in a run what is beyond its quota', () => {
    const drawn = web({}, 200, { quotas: { 'waf/regional-requests': 100 } });
    const { resources, observedSeconds } = simulated(drawn, { duration: 120, warmUp: 20 });
    expect(resources['acl']!.served.mean / observedSeconds).toBeCloseTo(100, 0);
  });

  it('agrees with a run, once the window’s worth of requests is used up', () => {
    const drawn = web({ ...limited, blockedShare: 0.1, rateLimit: 600, rateWindow: '60', addresses: 5 }, 100);
    const steady = assess(drawn).resources.get('acl')?.admitted ?? 0;
    const { resources, observedSeconds, discrepancies } = simulated(drawn, { duration: 400, warmUp: 200 });
    expect(resources['acl']!.served.mean / observedSeconds).toBeCloseTo(steady, 0);
    expect(discrepancies).toEqual([]);
  });
});

describe('the bill of a web ACL', () => {
  it('of 18 rules and a million requests comes to 23.60 USD', async () => {
    const month = await billed(web({ rules: 18 }, aMonth(1e6)));
    const ofAcl = month.lines
      .filter(({ resource }) => resource === 'acl')
      .reduce((sum, { usd }) => sum + (usd ?? 0), 0);
    expect(ofAcl).toBeCloseTo(23.6, 6);
  });

  it('is part of the flat-rate plan of the distribution that it protects', async () => {
    const site = (plan: string): Drawn => ({
      resources: {
        viewers: ['client', { rate: aMonth(1e6) }],
        acl: ['waf'],
        cdn: ['cloudfront', { plan, cacheHitRatio: 1 }],
        page: ['lambda'],
      },
      connections: [
        ['client/http-request', 'viewers', 'acl'],
        ['waf/protects', 'acl', 'cdn'],
        ['cloudfront/function-url-origin', 'cdn', 'page'],
      ],
    });
    const ofAcl = async (plan: string) =>
      (await billed(site(plan))).lines.filter(({ resource }) => resource === 'acl').map(({ meter }) => meter);
    expect(await ofAcl('business')).toEqual([]);
    expect(await ofAcl('pay-as-you-go')).toEqual(['waf/web_acl_month', 'waf/rule_month', 'waf/requests']);
  });

  it('counts a rate rule as one more, and blocked requests as any other', async () => {
    const month = await billed(web({ ...limited, rules: 2, blockedShare: 0.5 }, aMonth(1e6)));
    expect(quantityOf(month, 'waf/rule_month')).toBe(3);
    expect(quantityOf(month, 'waf/requests')).toBeCloseTo(1e6, 3);
  });

  it('is dearer by 0.20 USD a million for 500 more capacity units, and by 0.30 for 16 KB more of the body', async () => {
    const month = await billed(web({ capacityUnits: 2000, bodyLimit: '64' }, aMonth(1e6)));
    expect(usdOf(month, 'waf/requests')).toBeCloseTo(0.6, 6);
    expect(usdOf(month, 'waf/requests_capacity_units')).toBeCloseTo(0.2, 6);
    expect(usdOf(month, 'waf/requests_body')).toBeCloseTo(0.9, 6);
  });
});
