import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type MeteredUsage, priceUsage } from '#shared/cost/bill';
import { loadPrices } from '#shared/cost/regions';
import type { Bill, PriceList } from '#shared/model/cost';
import meterData from '../../shared/cost/prices/meters.json';

let prices: PriceList;
beforeAll(async () => {
  prices = await loadPrices('us-east-1');
});

const uses = (resource: string, meter: string, quantity: number): MeteredUsage => ({
  resource,
  usage: { meter, quantity, because: { formula: `${resource}’s use`, inputs: [] } },
});
const priced = (metered: readonly MeteredUsage[], freeTier = false): Bill => priceUsage(metered, prices, { freeTier });

const someUse = fc.array(
  fc.record({
    resource: fc.constantFrom('a', 'b', 'c'),
    meter: fc.constantFrom(...Object.keys(meterData.meters)),
    quantity: fc.oneof(fc.double({ min: 0, max: 1e12, noNaN: true }), fc.integer({ min: 0, max: 20_000_000 })),
  }),
  { maxLength: 40 },
);
const metered = (list: readonly { resource: string; meter: string; quantity: number }[]): MeteredUsage[] =>
  list.map(({ resource, meter, quantity }) => uses(resource, meter, quantity));
/** Slack for sums of amounts that differ by many orders of magnitude. */
const slack = (usd: number): number => 1e-9 * (1 + Math.abs(usd));

describe('laws of a bill', () => {
  it('its lines add up to its total, and so do its resources', () => {
    fc.assert(
      fc.property(someUse, fc.boolean(), (list, freeTier) => {
        const { lines, byResource, usdPerMonth } = priced(metered(list), freeTier);
        let sum = 0;
        for (const { usd } of lines) sum += usd ?? 0;
        expect(sum).toBe(usdPerMonth);
        const ofResources = [...byResource.values()].reduce((total, usd) => total + usd, 0);
        expect(Math.abs(ofResources - usdPerMonth)).toBeLessThanOrEqual(slack(usdPerMonth));
      }),
    );
  });

  it('is of the day of its oldest price', () => {
    fc.assert(
      fc.property(someUse, (list) => {
        const { lines, asOf } = priced(metered(list));
        const days = lines.flatMap(({ because }) => because.asOf ?? []).toSorted();
        expect(asOf).toBe(days[0] ?? prices.asOf);
      }),
    );
  });

  it('more use never makes it cheaper', () => {
    fc.assert(
      fc.property(
        someUse,
        fc.nat(),
        fc.double({ min: 1, max: 100, noNaN: true }),
        fc.boolean(),
        (list, at, by, free) => {
          const more = list.map((item, i) =>
            i === at % list.length ? { ...item, quantity: item.quantity * by } : item,
          );
          const before = priced(metered(list), free).usdPerMonth;
          expect(priced(metered(more), free).usdPerMonth).toBeGreaterThanOrEqual(before - slack(before));
        },
      ),
    );
  });

  it('the free tier never raises it, and takes no more than the allowances', () => {
    fc.assert(
      fc.property(someUse, (list) => {
        const without = priced(metered(list)).usdPerMonth;
        expect(priced(metered(list), true).usdPerMonth).toBeLessThanOrEqual(without + slack(without));
        const taken = new Map<string, number>();
        for (const { meter, freeQuantity } of priced(metered(list), true).lines) {
          const pool = prices.price(meter)?.freeTier;
          if (pool) taken.set(pool.pool, (taken.get(pool.pool) ?? 0) + freeQuantity / pool.quantity);
        }
        expect(Math.max(0, ...taken.values())).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('does not depend on how a resource splits its use into lines', () => {
    fc.assert(
      fc.property(someUse, fc.boolean(), (list, free) => {
        const halves = [0.25, 0.75].flatMap((part) =>
          list.map(({ resource, meter, quantity }) => ({ resource, meter, quantity: quantity * part })),
        );
        const whole = priced(metered(list), free).usdPerMonth;
        expect(Math.abs(priced(metered(halves), free).usdPerMonth - whole)).toBeLessThanOrEqual(slack(whole));
      }),
    );
  });
});

describe('a bill', () => {
  it('adds the use of all resources before it looks for the band', () => {
    const { lines } = priced([
      uses('orders', 'api-gateway/http_requests', 300_000_000),
      uses('admin', 'api-gateway/http_requests', 100_000_000),
    ]);
    expect(lines.map(({ resource, usd }) => [resource, usd])).toEqual([
      ['orders', 292.5],
      ['admin', 97.5],
    ]);
  });

  it('lets x86 and Arm functions share one million free requests by their use', () => {
    const { lines } = priced(
      [uses('old', 'lambda/requests_x86', 3_000_000), uses('new', 'lambda/requests_arm', 1_000_000)],
      true,
    );
    expect(lines.map(({ freeQuantity }) => freeQuantity)).toEqual([750_000, 250_000]);
  });

  it('shows each line’s arithmetic with its price, source and date', () => {
    const [line] = priced([uses('orders', 'lambda/requests_x86', 3_000_000)], true).lines;
    expect(line?.because.formula).toBe(
      'orders’s use = 3,000,000 × request; less 1,000,000 free = 2,000,000; 2,000,000 × 0.0000002 USD = 0.40 USD',
    );
    expect(line?.because.source).toMatch(/^https:\/\/pricing\.us-east-1\.amazonaws\.com\//);
    expect(line?.because.asOf).toBe('2026-09-19');
    expect(line?.because.inputs).toContainEqual({ name: 'price', value: 2e-7, unit: 'USD/request' });
  });

  it('shows a line’s share of what the meter costs all resources, band by band', () => {
    const [line] = priced([
      uses('orders', 'api-gateway/http_requests', 300_000_000),
      uses('admin', 'api-gateway/http_requests', 100_000_000),
    ]).lines;
    expect(line?.because.formula).toBe(
      'orders’s use = 300,000,000 × 512 KB request; all use of the meter 400,000,000; ' +
        '300,000,000 × 0.000001 USD + 100,000,000 × 0.0000009 USD = 390.00 USD; ' +
        '390.00 USD × 300,000,000 ÷ 400,000,000 = 292.50 USD',
    );
  });

  it('names what it cannot price and leaves it out of the total', () => {
    const bill = priced([
      uses('q', 'sqs/standard_requests', 1e6),
      uses('q', 'sqs/telepathy', 5),
      uses('q', 'sqs/x', 0),
    ]);
    expect(bill.unpriced).toEqual(['sqs/telepathy']);
    expect(bill.usdPerMonth).toBeCloseTo(0.4, 12);
    expect(bill.lines[1]).toMatchObject({ usd: undefined, title: 'sqs/telepathy' });
    expect(bill.lines[1]?.because.formula).toBe(
      'q’s use = 5; no price of sqs/telepathy is known in us-east-1, so it is not in the total',
    );
  });

  it('refuses use that is not a quantity', () => {
    expect(() => priced([uses('q', 'sqs/standard_requests', -1)])).toThrow(
      'q uses -1 of sqs/standard_requests: it must be finite and at least 0',
    );
    expect(() => priced([uses('q', 'sqs/standard_requests', NaN)])).toThrow('q uses NaN');
    expect(() => priced([uses('q', 'sqs/standard_requests', Infinity)])).toThrow('q uses Infinity');
  });
});
