import { describe, expect, it } from 'vitest';
import { priced, workedBills as bills } from '../support/worked-bills';

describe('bills that others worked', () => {
  for (const bill of bills.filter(({ discrepancy }) => !discrepancy))
    it(`${bill.id}: ${bill.title}`, async () => {
      const { lines, totalUsd, unpriced } = await priced(bill);
      expect({ lines, totalUsd }).toEqual(bill.published);
      expect(unpriced).toEqual([]);
    });
});

/** What a published bill with a slip comes to when it is worked without the slip. */
const CORRECTED: Readonly<Record<string, number>> = {
  'aws-lambda-08': 1153.34,
  'aws-lambda-12': 368.66,
  'aws-apigw-04': 41_177.73,
  'aws-apigw-06': 0.91,
  'commerceos-a': 0.84,
  'kinesis-everymundo-1': 36.29,
  'lambda-rates-x86': 4217.34,
  'lambda-rates-arm': 3373.88,
  'duckbill-logs': 12_728,
};

describe('bills that are rounded or wrong at their source', () => {
  for (const bill of bills.filter(({ discrepancy, id }) => discrepancy && id in CORRECTED))
    it(`${bill.id}: ${bill.discrepancy}`, async () => {
      expect((await priced(bill)).totalUsd).toBe(CORRECTED[bill.id]);
    });

  it('a single 20 s run of 2 GB costs 0.000668 USD', async () => {
    const estimate = bills.find(({ id }) => id === 'remotion-estimate');
    expect((await priced(estimate!)).exact).toBeCloseTo(0.000667795, 9);
  });
});

it('covers every worked bill', () => {
  expect(bills.length).toBeGreaterThanOrEqual(56);
  const slips = bills.filter(({ discrepancy }) => discrepancy).map(({ id }) => id);
  expect(slips.toSorted()).toEqual([...Object.keys(CORRECTED), 'remotion-estimate'].toSorted());
});
