import { describe, expect, it } from 'vitest';
import { noPrices, priceList } from '#shared/cost/price-list';
import { loadPrices, PRICED_REGIONS, unpricedRegion } from '#shared/cost/regions';
import type { PriceDimension } from '#shared/model/cost';
import globalPrices from '../../shared/cost/prices/global.json';
import meterData from '../../shared/cost/prices/meters.json';
import virginia from '../../shared/cost/prices/us-east-1.json';

const meters = Object.keys(meterData.meters);

/** Meters that AWS sells or that could be read in some Regions only; their price is undefined elsewhere. */
const NOT_EVERYWHERE = new Set([
  'kms/key_month',
  'kms/requests',
  'lambda/durable_data_retained',
  'lambda/durable_data_written',
  'lambda/durable_operations',
  'lambda/esm_epu_hour_sqs',
  'lambda/managed_instances_request',
  'lambda/tenant_isolation_arm',
  'lambda/tenant_isolation_x86',
  'sns/data_protection_scan',
  'sqs/fair_surcharge',
  'vpc/endpoint_gb',
  'vpc/endpoint_hour',
  'vpc/nat_gateway_gb',
  'vpc/nat_gateway_hour',
]);

/** Their first units are included in a fixed fee or cheaper, so that the price rises once. */
const RISES = new Set(['waf/bot_control_common', 'waf/bot_control_targeted', 'appflow/data_outside_aws']);

describe.each(Object.keys(PRICED_REGIONS))('prices of %s', (region) => {
  it('carry a price, a date, an address and words for every meter', async () => {
    const prices = await loadPrices(region);
    const missing = meters.filter((meter) => !prices.price(meter));
    expect(missing.filter((meter) => !NOT_EVERYWHERE.has(meter))).toEqual([]);
    const known = meters.flatMap((meter) => prices.price(meter) ?? []);
    expect(known.filter((price) => !isComplete(price)).map(({ meter }) => meter)).toEqual([]);
    expect(prices.region).toBe(region);
    expect(prices.asOf).toMatch(/^2026-\d\d-\d\d$/);
  });

  it('fall from band to band', async () => {
    const prices = await loadPrices(region);
    const rising = meters.filter((meter) => {
      const bands = prices.price(meter)?.tiers ?? [];
      return bands.some(({ usd }, i) => usd > (bands[i - 1]?.usd ?? usd));
    });
    expect(rising.filter((meter) => !RISES.has(meter))).toEqual([]);
  });
});

function isComplete({ title, unit, metering, source, asOf }: PriceDimension): boolean {
  return (
    [title, unit, metering].every((words) => words !== '') &&
    source.startsWith('https://') &&
    /^20\d\d-\d\d-\d\d$/.test(asOf)
  );
}

describe('the price list', () => {
  it('knows prices that differ by Region', async () => {
    const [ireland, saoPaulo] = await Promise.all([loadPrices('eu-west-1'), loadPrices('sa-east-1')]);
    expect(ireland.price('kinesis/shard_hour')?.tiers).toEqual([{ upTo: null, usd: 0.017 }]);
    expect(saoPaulo.price('api-gateway/rest_requests')?.tiers.map(({ usd }) => usd)).toEqual([
      0.00000425, 0.00000425, 0.00000361, 0.00000229,
    ]);
  });

  it('never makes a price that is not known 0', async () => {
    const frankfurt = await loadPrices('eu-central-1');
    expect(frankfurt.price('lambda/esm_epu_hour_sqs')).toBeUndefined();
    expect(frankfurt.price('eventbridge/custom_event_bus')).toBeUndefined();
    expect((await loadPrices('us-east-1')).price('lambda/esm_epu_hour_sqs')?.tiers[0]?.usd).toBe(0.00925);
  });

  it('of an unknown Region knows nothing, and the finding lists the seven that are known', async () => {
    expect((await loadPrices('eu-south-2')).price('sqs/standard_requests')).toBeUndefined();
    expect(noPrices('mars-1').price('sqs/standard_requests')).toBeUndefined();
    expect(unpricedRegion('eu-west-1')).toBeUndefined();
    expect(unpricedRegion('toString')?.severity).toBe('info');
    expect(unpricedRegion('eu-south-2')?.message).toBe(
      'no prices are known for region eu-south-2, so nothing is priced: prices are known for us-east-1, us-west-2, ' +
        'eu-west-1, eu-central-1, ap-southeast-1, ap-northeast-1, sa-east-1',
    );
  });

  it('shares the allowances of Lambda, SQS and CloudWatch Logs between meters', async () => {
    const prices = await loadPrices('us-east-1');
    const pools = (wanted: string): string[] =>
      meters.filter((meter) => prices.price(meter)?.freeTier?.pool === wanted);
    expect(pools('lambda/requests')).toEqual(['lambda/requests_arm', 'lambda/requests_x86']);
    expect(pools('lambda/duration')).toEqual(['lambda/duration_arm', 'lambda/duration_x86']);
    expect(pools('sqs/requests')).toEqual(['sqs/fifo_requests', 'sqs/standard_requests']);
    expect(pools('cloudwatch-logs/allowance')).toEqual([
      'cloudwatch-logs/ingest_custom_standard',
      'cloudwatch-logs/ingest_lambda_standard',
      'cloudwatch-logs/insights_scan',
      'cloudwatch-logs/storage',
    ]);
  });

  it('has no allowance for API Gateway: the last 12-month tier ended in July 2026', async () => {
    const prices = await loadPrices('us-east-1');
    const ofApis = meters.filter((id) => id.startsWith('api-gateway/'));
    expect(ofApis.filter((meter) => prices.price(meter)?.freeTier)).toEqual([]);
  });

  it('refuses data that does not fit together', () => {
    const row = { tiers: [[null, 1]], source: 'feed-sqs', asOf: '2026-10-08', confidence: 'high' };
    const list = (prices: Record<string, typeof row>) => () =>
      priceList({ region: 'us-east-1', prices }, globalPrices, meterData);
    expect(list(virginia.prices)).not.toThrow();
    expect(list({ 'sqs/unheard_of': row })).toThrow('price of sqs/unheard_of in us-east-1 lacks a meter');
    expect(list({ 'sqs/fifo_requests': { ...row, source: 'hearsay' } })).toThrow('lacks source hearsay');
    expect(list({ 'sqs/fifo_requests': { ...row, tiers: [[10, 1]] } })).toThrow('has a band up to 10 at 1 USD');
    expect(list({ 'sqs/fifo_requests': { ...row, tiers: [[null, null]] } })).toThrow('at NaN USD');
    expect(list({ 'sqs/fifo_requests': { ...row, tiers: [] } })).toThrow('has no band');
  });
});
