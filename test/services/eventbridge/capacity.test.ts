import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { bill } from '#shared/cost/bill';
import { loadPrices } from '#shared/cost/regions';
import type { CapacityResult } from '#shared/model/capacity';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';

const assess = (drawn: Drawn): CapacityResult => assessCapacity(drawing(drawn), services, { loadFactor: 1 });
const reportOf = (result: CapacityResult, id: string) => {
  const report = result.resources.get(id);
  if (!report) throw new Error(`no report of ${id}`);
  return report;
};

const put = (rate: number, more: Partial<Drawn> = {}, batchSize = 1): Drawn => ({
  ...more,
  resources: { app: ['client', { rate, retryMode: 'none' }], bus: ['eventbridge'], ...more.resources },
  connections: [['client/put-events', 'app', 'bus', { batchSize }], ...(more.connections ?? [])],
});

describe('a bus', () => {
  it.each([
    ['us-east-1', 10_000],
    ['eu-central-1', 2400],
    ['ap-southeast-1', 1200],
    ['sa-east-1', 600],
    ['me-central-1', 400],
  ])('takes as many calls in %s as AWS grants there', (region, most) => {
    const report = reportOf(assess(put(20_000, { region })), 'bus');
    expect(report.admitted).toBeCloseTo(most, 6);
    expect(report.throttled).toBeCloseTo(20_000 - most, 6);
  });

  it('counts a full call of ten events once', () => {
    const report = reportOf(assess(put(20_000, {}, 10)), 'bus');
    expect(report.throttled).toBe(0);
    expect(report.limits.find(({ id }) => id === 'eventbridge/put-events')?.used).toBeCloseTo(2000, 6);
  });

  it('delivers to each target the share that its pattern lets through', () => {
    const result = assess(
      put(1000, {
        resources: { all: ['sqs'], some: ['sqs'] },
        connections: [
          ['eventbridge/queue-target', 'bus', 'all'],
          ['eventbridge/queue-target', 'bus', 'some', { matchShare: 0.25, pattern: '{"source":["shop"]}' }],
        ],
      }),
    );
    expect(reportOf(result, 'all').offered).toBeCloseTo(1000, 6);
    expect(reportOf(result, 'some').offered).toBeCloseTo(250, 6);
  });

  it('delivers late beyond the invocations of the account, and refuses nothing', () => {
    const targets = Array.from({ length: 5 }, (_, index) => `queue-${index}`);
    const result = assess(
      put(5000, {
        resources: Object.fromEntries(targets.map((id) => [id, ['sqs'] as const])),
        connections: targets.map((id) => ['eventbridge/queue-target', 'bus', id] as const),
      }),
    );
    const report = reportOf(result, 'bus');
    expect(report.throttled).toBe(0);
    // 25,000 deliveries a second are asked for, and 18,750 are granted.
    const delivered = targets.reduce((sum, id) => sum + reportOf(result, id).offered, 0);
    expect(delivered).toBeCloseTo(18_750, 3);
    expect(result.overflow.map(({ ends, at }) => `${ends} at ${at}`)).toContain('backlog at bus');
  });
});

it('events are charged on the way in by 64 KB, whatever matches them', async () => {
  const drawn = put(1, { resources: { app: ['client', { rate: 1, retryMode: 'none', payload: 70_000 }] } });
  const graph = drawing(drawn);
  const prices = await loadPrices('us-east-1');
  const { lines } = bill(graph, assessCapacity(graph, services, { loadFactor: 1 }), prices, { freeTier: false });
  const events = lines.filter(({ meter }) => meter === 'eventbridge/custom_events');
  // A month of 730 h, two chunks an event, 1 USD for a million.
  expect(events.map(({ usd }) => usd)).toEqual([expect.closeTo((2 * 2_628_000) / 1e6, 6)]);
});
