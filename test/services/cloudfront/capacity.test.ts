import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { roundToCent } from '#shared/model/figures';
import type { CapacityResult } from '#shared/model/capacity';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { billed, quantityOf, usdOf } from '../../support/billed';
import { type Drawn, drawing } from '../../support/drawing';
import { workedBills } from '../../support/worked-bills';

const MONTH = 2_628_000;
const GB = 1024 ** 3;
const constant = (mean: number) => ({ distribution: 'constant', mean, scv: 0 });

const web = (cdn: Config, client: Config = {}, more: Partial<Drawn> = {}): Drawn => ({
  ...more,
  resources: {
    viewers: ['client', { rate: 1000, ...client }],
    cdn: ['cloudfront', cdn],
    api: ['api-gateway', { overhead: 0.01, responseSize: 1024, accessLogBytes: 0 }],
    render: ['lambda', { duration: constant(0.09), logBytes: 0 }],
    ...more.resources,
  },
  connections: [
    ['client/http-request', 'viewers', 'cdn'],
    ['cloudfront/http-origin', 'cdn', 'api'],
    ['api-gateway/lambda-proxy', 'api', 'render'],
    ...(more.connections ?? []),
  ],
});
const assess = (drawn: Drawn, loadFactor = 1): CapacityResult =>
  assessCapacity(drawing(drawn), services, { loadFactor });

describe('a distribution', () => {
  it('asks its origin for misses and for all that cannot be cached', () => {
    const { connections, resources } = assess(web({ cacheHitRatio: 0.9, cacheableShare: 0.8, edgeTime: 0.005 }));
    expect(connections.get('cdn--api')?.flow.rate).toBeCloseTo(1000 * (1 - 0.9 * 0.8), 6);
    expect(resources.get('cdn')?.latency.value).toBeCloseTo(0.005 + (1 - 0.72) * 0.1, 6);
  });

  it('that caches nothing passes the load of its viewers on, whatever they ask', () => {
    const { connections } = assess(web({ cacheHitRatio: 0 }));
    expect(connections.get('cdn--api')?.flow.rate).toBeCloseTo(1000, 6);
  });

  it('divides its misses among origins: stated shares first, the rest evenly', () => {
    const { connections } = assess(
      web(
        { cacheHitRatio: 0.5 },
        {},
        {
          resources: { images: ['lambda'], feed: ['lambda'] },
          connections: [
            ['cloudfront/function-url-origin', 'cdn', 'images', { pathPattern: '/images/*', trafficShare: 0.6 }],
            ['cloudfront/function-url-origin', 'cdn', 'feed', { pathPattern: '/feed/*' }],
          ],
        },
      ),
    );
    const rates = ['cdn--api', 'cdn--images', 'cdn--feed'].map((id) => connections.get(id)?.flow.rate ?? 0);
    expect(rates.map(Math.round)).toEqual([100, 300, 100]);
  });

  it('refuses what is beyond 250,000 requests a second, and breaks there', () => {
    const { resources, ladder } = assess(web({ cacheHitRatio: 1, responseSize: 1024 }, { rate: 300_000 }));
    expect(resources.get('cdn')?.admitted).toBeCloseTo(250_000, 6);
    expect(resources.get('cdn')?.throttled).toBeCloseTo(50_000, 6);
    expect(ladder.find(({ limit }) => limit === 'cloudfront/requests')?.perSecond).toBeCloseTo(250_000, 3);
  });

  it('breaks at 150 gigabits a second where its answers are large, and has neither quota in a flat-rate plan', () => {
    const large = { cacheHitRatio: 1, responseSize: 1_000_000 };
    expect(assess(web(large)).sustains).toMatchObject({ limit: 'cloudfront/data-rate', perSecond: 18_750 });
    const limits = assess(web({ ...large, plan: 'premium-600' })).resources.get('cdn')?.limits;
    expect(limits).toEqual([]);
  });

  it('says which of its quotas refuses', () => {
    const spillOf = (responseSize: number, rate: number) =>
      assess(web({ cacheHitRatio: 1, responseSize }, { rate }))
        .resources.get('cdn')
        ?.spills.map(({ limit }) => limit);
    expect(spillOf(1024, 300_000)).toEqual(['cloudfront/requests']);
    expect(spillOf(1_000_000, 30_000)).toEqual(['cloudfront/data-rate']);
  });

  it('hands the refusals of what is behind it to its viewers', () => {
    const { overflow, resources } = assess(
      web({ cacheHitRatio: 0.5 }, {}, { resources: { api: ['api-gateway', { stageRate: 100 }] } }),
    );
    expect(resources.get('cdn')?.failed).toBeCloseTo(400, 0);
    expect(overflow).toEqual([
      expect.objectContaining({ resource: 'api', at: 'viewers', path: ['cdn--api', 'viewers--cdn'] }),
    ]);
  });
});

describe('a bucket behind a distribution', () => {
  const site: Drawn = {
    resources: {
      viewers: ['client', { rate: 20_000 }],
      cdn: ['cloudfront', { cacheHitRatio: 0.5 }],
      pages: ['s3', { objectSize: 10_000 }],
    },
    connections: [
      ['client/http-request', 'viewers', 'cdn'],
      ['cloudfront/bucket-origin', 'cdn', 'pages'],
    ],
  };

  it('is read for each miss, and is full at what its prefix takes', () => {
    const { ladder, resources } = assess(site);
    expect(resources.get('pages')?.offered).toBeCloseTo(10_000, 6);
    expect(ladder.find(({ resource }) => resource === 'pages')?.perSecond).toBeCloseTo(11_000, 3);
  });

  it('pays for reads, and nothing for what CloudFront takes', async () => {
    const month = await billed({ ...site, resources: { ...site.resources, viewers: ['client', { rate: 2000 }] } });
    expect(quantityOf(month, 's3/requests_tier2')).toBeCloseTo(1000 * MONTH, 0);
    expect(quantityOf(month, 'data-transfer/internet_out')).toBe(0);
  });
});

describe('the bill of a distribution', () => {
  it('counts viewers’ requests and bytes where the viewers are, and nothing for what it fetches', async () => {
    const month = await billed(web({ cacheHitRatio: 0.9, edge: 'jp', responseSize: 10_240 }));
    expect(quantityOf(month, 'cloudfront/https_requests_jp')).toBeCloseTo(1000 * MONTH, 0);
    expect(quantityOf(month, 'cloudfront/data_out_internet_jp')).toBeCloseTo((1000 * MONTH * 10_240) / GB, 3);
    expect(quantityOf(month, 'data-transfer/internet_out')).toBe(0);
    expect(quantityOf(month, 'cloudfront/data_out_origin_jp')).toBe(0);
  });

  it('counts the bodies that it sends to origins', async () => {
    const month = await billed(web({ cacheHitRatio: 0.9, cacheableShare: 0.75 }, { payload: 4096 }));
    expect(quantityOf(month, 'cloudfront/data_out_origin_us')).toBeCloseTo((250 * MONTH * 4096) / GB, 3);
  });

  it('charges for what calls the API past the distribution', async () => {
    const month = await billed(
      web(
        { cacheHitRatio: 0.9 },
        {},
        {
          resources: { partner: ['client', { rate: 300 }] },
          connections: [['client/http-request', 'partner', 'api']],
        },
      ),
    );
    expect(quantityOf(month, 'data-transfer/internet_out')).toBeCloseTo((300 * MONTH * 1024) / GB, 3);
  });

  it('of a flat-rate plan is its price and no more', async () => {
    const month = await billed(web({ plan: 'business', cacheHitRatio: 1 }));
    const ofCdn = month.lines.filter(({ resource }) => resource === 'cdn');
    expect(ofCdn.map(({ meter }) => meter)).toEqual(['cloudfront/plan_business']);
    expect(usdOf(month, 'cloudfront/plan_business')).toBe(200);
  });

  it.each(['us', 'sa', 'in'])('of viewers in %s comes to what others worked out', async (edge) => {
    const bill = workedBills.find(({ id }) => id === `infracost-cloudfront-${edge.toUpperCase()}`);
    const meter = `cloudfront/data_out_internet_${edge}`;
    const gigabytes = bill?.usage.find((each) => each.meter === meter)?.quantity ?? 0;
    // A million bytes each: the rate makes up the month.
    const responseSize = 1_000_000;
    const rate = (gigabytes * GB) / (responseSize * MONTH);
    const quotas = { 'cloudfront/data-rate': 1e12 };
    const month = await billed(web({ edge, responseSize, cacheHitRatio: 1 }, { rate }, { quotas }));
    expect(roundToCent(usdOf(month, meter))).toBe(bill?.published.lines['internet']);
  });
});
