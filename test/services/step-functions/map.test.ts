/** A task for each item of a list: items at once, the window that they pass, failures, and the run beside the steady state. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { CapacityResult } from '#shared/model/capacity';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { always, burst, exponentially, simulated } from '../../support/simulated';

type Work = readonly [name: string, machine: Config, task: Config];

/** @param work functions of an order by name, with their settings and those of their tasks */
function order(rate: number, work: readonly Work[], machine: Config = {}): Drawn {
  return {
    resources: {
      app: ['client', { rate, retryMode: 'none', payload: 8000 }],
      order: ['step-functions', { furtherTime: 0, ...machine }],
      ...Object.fromEntries(
        work.map(([name, config]) => [name, ['lambda', { coldStart: 0, timeout: 60, ...config }]] as const),
      ),
    },
    connections: [
      ['client/start-execution', 'app', 'order'],
      ...work.map(([name, , task]) => ['step-functions/invoke-function', 'order', name, task] as const),
    ],
  };
}

const each = (items: number, more: Config = {}): Config => ({ runsFor: 'item', items, ...more });
const exponential = (mean: number): Config => ({ duration: exponentially(mean) });
const lognormal = (mean: number, scv: number): Config => ({ duration: { distribution: 'lognormal', mean, scv } });

const assess = (drawn: Drawn): CapacityResult => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

function reportOf(result: CapacityResult, id = 'order') {
  const report = result.resources.get(id);
  if (!report) throw new Error(`no report of ${id}`);
  return report;
}

describe('items of a list', () => {
  it.each([
    [12, {}, 1],
    [12, { maximumConcurrency: 4 }, 3],
    [13, { maximumConcurrency: 4 }, 4],
    [12, { maximumConcurrency: 1 }, 12],
    // AWS runs no more than 40 of an inline Map at once, whatever it is told.
    [100, {}, 3],
    [100, { maximumConcurrency: 1000 }, 3],
  ])('%d of a second each, %j, take %d s', (items, more, seconds) => {
    const result = assess(order(1, [['pick', { duration: always(1) }, each(items, more)]]));
    const { latency, quantities } = reportOf(result);
    expect(latency.value).toBeCloseTo(seconds, 6);
    expect(reportOf(result, 'pick').offered).toBeCloseTo(items, 6);
    // The Map state and one task for each item.
    expect(quantities['transitions']).toBeCloseTo(1 + items, 6);
  });

  it('have the input between them', () => {
    const result = assess(order(1, [['pick', {}, each(10)]]));
    expect(result.connections.get('order--pick')!.flow.size).toBeCloseTo(800, 6);
  });

  it('of exponential durations end one after the other, as often as there are places, then the last of them', () => {
    const { latency } = reportOf(assess(order(1, [['pick', exponential(1), each(15, { maximumConcurrency: 5 })]])));
    // (15 − 5) completions of five at work, then 1 + 1/2 + … + 1/5.
    const exact = 10 / 5 + (1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5);
    expect(Math.abs(latency.value / exact - 1)).toBeLessThan(0.02);
  });

  it('fail all together when one fails for good, and no further one begins', () => {
    const result = assess(
      order(1, [
        ['pick', { duration: always(1), errorRate: 0.1 }, each(10, { maximumConcurrency: 1 })],
        ['ship', {}, { place: 2 }],
      ]),
    );
    expect(reportOf(result, 'ship').offered).toBeCloseTo(0.9 ** 10, 6);
    expect(reportOf(result).failed).toBeCloseTo(1 - 0.9 ** 10, 6);
    expect(reportOf(result, 'pick').offered).toBeCloseTo((1 - 0.9 ** 10) / 0.1, 6);
  });

  it('that fail are passed over one by one, in a state of their own', () => {
    const result = assess(
      order(1, [['pick', { duration: always(1), errorRate: 0.1 }, each(10, { onFailure: 'continue' })]]),
    );
    expect(reportOf(result).failed).toBe(0);
    expect(reportOf(result).quantities['transitions']).toBeCloseTo(1 + 10 + 1, 6);
  });
});

describe('a run of items', () => {
  it.each<[string, Drawn]>([
    [
      'all at once, then a task',
      order(4, [
        ['pick', exponential(1), each(10)],
        ['ship', exponential(0.5), { place: 2 }],
      ]),
    ],
    ['more than AWS runs at once', order(2, [['pick', lognormal(0.5, 1), each(100)]])],
    ['three at once', order(3, [['pick', lognormal(0.5, 4), each(20, { maximumConcurrency: 3 })]])],
    [
      'one at a time, until one fails',
      order(5, [
        ['pick', { ...exponential(0.3), errorRate: 0.1 }, each(12, { maximumConcurrency: 1 })],
        ['ship', exponential(0.3), { place: 2 }],
      ]),
    ],
    [
      'with retries, then undone item by item',
      order(5, [
        [
          'pick',
          { ...exponential(0.3), errorRate: 0.2 },
          each(20, { maximumConcurrency: 5, retryAttempts: 2, onFailure: 'undo' }),
        ],
        ['ship', exponential(0.3), { place: 2 }],
        ['release', exponential(0.3), { ...each(5), runs: 'undo' }],
      ]),
    ],
    [
      'in a branch that another stops',
      order(4, [
        [
          'pick',
          { ...exponential(0.3), errorRate: 0.03 },
          { ...each(20, { maximumConcurrency: 5, share: 0.7 }), branch: 'a' },
        ],
        ['pack', exponential(0.4), { branch: 'a', placeInBranch: 2 }],
        ['charge', { ...exponential(1), errorRate: 0.1 }, { branch: 'b' }],
      ]),
    ],
  ])('agrees with the steady state: %s', (_, drawn) => {
    const steady = assess(drawn);
    const { resources, observedSeconds, discrepancies } = simulated(drawn, { duration: 1600, warmUp: 100 });
    for (const id of Object.keys(drawn.resources).filter((name) => name !== 'app')) {
      const { offered, failed, latency } = reportOf(steady, id);
      const run = resources[id]!;
      expect(Math.abs(run.offered.mean / observedSeconds / offered - 1)).toBeLessThan(0.05);
      expect(Math.abs(run.failed.mean / observedSeconds - failed)).toBeLessThan(0.05 * offered);
      expect(Math.abs(run.latency.mean.mean / latency.value - 1)).toBeLessThan(0.04);
    }
    expect(discrepancies).toEqual([]);
  });

  it('that are done at once needs no time and loses nothing: messages to a queue', () => {
    const drawn: Drawn = {
      resources: { app: ['client', { rate: 2 }], order: ['step-functions', { furtherTime: 0 }], mails: ['sqs'] },
      connections: [
        ['client/start-execution', 'app', 'order'],
        ['step-functions/send-message', 'order', 'mails', each(500, { maximumConcurrency: 3 })],
      ],
    };
    const { resources, discrepancies } = simulated(drawn, { duration: 60, profile: burst(30) });
    expect(resources['mails']!.offered.mean).toBe(500 * resources['order']!.served.mean);
    expect(resources['order']!.latency.mean.mean).toBe(0);
    expect(discrepancies).toEqual([]);
  });

  it('charges the account for the transitions that items come to, no more and no fewer', () => {
    // Of 1 + 10 + 1 transitions a failure leaves, one after the other, 1 + (1 − 0.8^10) / 0.2 and the shipping of the rest.
    const drawn = {
      ...order(100, [
        ['pick', { duration: always(0.01), errorRate: 0.2 }, each(10, { maximumConcurrency: 1 })],
        ['ship', { duration: always(0.01) }, { place: 2 }],
      ]),
      quotas: { 'step-functions/transitions': 580 },
    };
    const { waiting, quantities } = reportOf(assess(drawn));
    const asked = 100 * (1 + (1 - 0.8 ** 10) / 0.2 + 0.8 ** 10);
    expect([waiting, quantities['transitions']]).toEqual([0, expect.closeTo(asked, 4)]);
    const { resources, discrepancies } = simulated(drawn, { duration: 600, warmUp: 60 });
    expect(resources['order']!.backlog.mean.mean).toBeLessThan(30);
    expect(discrepancies).toEqual([]);
  });

  it('stops the items of an Express execution that is cut off', () => {
    const drawn = order(1, [['pick', { duration: always(200), timeout: 900 }, each(9, { maximumConcurrency: 4 })]], {
      type: 'express',
    });
    const { resources, discrepancies } = simulated(drawn, { duration: 900, profile: burst(100) });
    const { offered, failed, wasted } = resources['order']!;
    expect(failed.mean).toBe(offered.mean);
    // Four are done by then, four are at work, and the last never begins.
    expect(wasted.mean).toBe(4 * offered.mean);
    expect(resources['pick']!.offered.mean).toBe(8 * offered.mean);
    expect(discrepancies).toEqual([]);
  });
});
