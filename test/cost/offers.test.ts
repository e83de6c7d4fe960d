/** AWS's price files, in the shape that AWS documents, against the prices that are carried. */
import { describe, expect, it } from 'vitest';
import { type Refresh, refresh, refreshed } from '#shared/cost/offers';
import type { PriceData } from '#shared/cost/price-list';
import { loadPrices, offerRules, priceData, pricesFrom } from '#shared/cost/regions';

const rules = await offerRules();
const known = (await priceData('us-east-1')) as PriceData;

type Bands = readonly (readonly [from: string, to: string, usd: string])[];

function product(sku: string, usagetype: string, attributes: Readonly<Record<string, string>>, productFamily: string) {
  return { sku, productFamily, attributes: { regionCode: 'us-east-1', usagetype, ...attributes } };
}

function offer(offerCode: string, rows: readonly (readonly [ReturnType<typeof product>, Bands])[]) {
  return {
    formatVersion: 'v1.0',
    offerCode,
    version: '20261120000000',
    publicationDate: '2026-11-20T00:00:00Z',
    products: Object.fromEntries(rows.map(([row]) => [row.sku, row])),
    terms: {
      OnDemand: Object.fromEntries(
        rows.map(([{ sku }, bands]) => [
          sku,
          {
            [`${sku}.JRTCKXETXF`]: {
              priceDimensions: Object.fromEntries(
                bands.map(([beginRange, endRange, USD], at) => [
                  `${sku}.JRTCKXETXF.${at}`,
                  { beginRange, endRange, unit: 'x', pricePerUnit: { USD } },
                ]),
              ),
            },
          },
        ]),
      ),
    },
  };
}

const requests = product('A1', 'Request', { group: 'AWS-Lambda-Requests' }, 'Serverless');
const edge = product('A2', 'Lambda-Edge-Request', { group: 'AWS-Lambda-Edge-Requests' }, 'Serverless');
const read = (file: unknown): Refresh => {
  const found = refresh(file, rules, known);
  if ('why' in found) throw new Error(found.why);
  return found;
};
const priceOf = (file: unknown, meter: string) => read(file).prices.find((each) => each.meter === meter);
const whyNot = (file: unknown, meter: string) => read(file).refused.find((each) => each.meter === meter)?.why;

describe('a price file of AWS', () => {
  it('gives the price that is carried, or the one that it has become', () => {
    const same = offer('AWSLambda', [
      [requests, [['0', 'Inf', '0.0000002000']]],
      [edge, [['0', 'Inf', '0.0000006000']]],
    ]);
    expect(priceOf(same, 'lambda/requests_x86')).toMatchObject({ now: [[null, 2e-7]], isChanged: false });
    const dearer = offer('AWSLambda', [[requests, [['0', 'Inf', '0.0000003000']]]]);
    expect(priceOf(dearer, 'lambda/requests_x86')).toMatchObject({
      was: [[null, 2e-7]],
      now: [[null, 3e-7]],
      isChanged: true,
    });
  });

  it('puts bands in order and leaves the free one to the free tier', () => {
    const api = product('B1', 'USE1-ApiGatewayHttpRequest', { operation: 'ApiGatewayHttpApi' }, 'API Calls');
    const bands: Bands = [
      ['300000000', 'Inf', '0.0000009'],
      ['0', '300000000', '0.000001'],
    ];
    expect(priceOf(offer('AmazonApiGateway', [[api, bands]]), 'api-gateway/http_requests')).toMatchObject({
      now: [
        [300_000_000, 0.000001],
        [null, 0.0000009],
      ],
      isChanged: false,
    });
    const topic = product('C1', 'Requests-Tier1', { group: 'SNS-Requests-Tier1' }, 'API Request');
    const free: Bands = [
      ['0', '1000000', '0'],
      ['1000000', 'Inf', '0.0000005'],
    ];
    expect(priceOf(offer('AmazonSNS', [[topic, free]]), 'sns/standard_publish')?.now).toEqual([[null, 5e-7]]);
  });

  it('refuses what none or several products fit, and says which', () => {
    const twin = { ...requests, sku: 'A9' };
    expect(
      whyNot(
        offer('AWSLambda', [
          [requests, []],
          [twin, []],
        ]),
        'lambda/requests_x86',
      ),
    ).toContain('A1, A9');
    expect(whyNot(offer('AWSLambda', [[edge, [['0', 'Inf', '1']]]]), 'lambda/requests_x86')).toContain(
      'AWS may have renamed it',
    );
    expect(whyNot(offer('AWSLambda', [[requests, []]]), 'lambda/requests_x86')).toContain('no on-demand price');
    expect(whyNot(offer('AWSLambda', [[requests, [['0', 'Inf', 'about 2']]]]), 'lambda/requests_x86')).toContain(
      'no number',
    );
  });

  it('of another Region, of a service without meters, or of something else is told in a sentence', () => {
    const abroad = { ...requests, attributes: { ...requests.attributes, regionCode: 'eu-west-1' } };
    expect(refresh(offer('AWSLambda', [[abroad, []]]), rules, known)).toEqual({
      why: 'it is of eu-west-1, not of us-east-1',
    });
    expect(refresh(offer('AmazonEC2', []), rules, known)).toEqual({
      why: 'no meter of Spillway is priced by AmazonEC2',
    });
    for (const rubbish of [
      null,
      3,
      'x',
      [],
      {},
      { offerCode: 'AWSLambda' },
      { offerCode: 1, version: {}, products: null },
    ]) {
      expect(refresh(rubbish, rules, known)).toHaveProperty('why');
    }
  });

  it('renews the prices of the Region, and only those that it speaks of', async () => {
    const next = refreshed(known, [read(offer('AWSLambda', [[requests, [['0', 'Inf', '0.0000003000']]]]))]);
    const [before, after] = [await loadPrices('us-east-1'), await pricesFrom(next)];
    expect(after.price('lambda/requests_x86')).toMatchObject({
      tiers: [{ upTo: null, usd: 3e-7 }],
      asOf: '2026-11-20',
    });
    expect(after.asOf).toBe('2026-11-20');
    expect(after.price('lambda/requests_arm')).toEqual(before.price('lambda/requests_arm'));
  });
});

it('every meter that a file can price is one that bills know', async () => {
  const prices = await loadPrices('us-east-1');
  expect(Object.keys(rules.meters).filter((meter) => prices.price(meter) === undefined)).toEqual([]);
});
