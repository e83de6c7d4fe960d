/** Branches that run at once: the law of the last of them, failures that stop the others, and the run beside it. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { CapacityResult } from '#shared/model/capacity';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { always, burst, simulated } from '../../support/simulated';

const exponential = (mean: number): Config => ({ duration: { distribution: 'exponential', mean, scv: 1 } });
const lognormal = (mean: number, scv: number): Config => ({ duration: { distribution: 'lognormal', mean, scv } });

type Work = readonly [name: string, machine: Config, task: Config];

/** @param work functions of an order by name, with their settings and those of their tasks */
function order(rate: number, work: readonly Work[], machine: Config = {}): Drawn {
  return {
    resources: {
      app: ['client', { rate, retryMode: 'none' }],
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

const assess = (drawn: Drawn): CapacityResult => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

function reportOf(result: CapacityResult, id = 'order') {
  const report = result.resources.get(id);
  if (!report) throw new Error(`no report of ${id}`);
  return report;
}

const a = { branch: 'a' };
const b = { branch: 'b' };

/** Sum of 1/k up to n: the mean of the last of n exponential times of mean 1. */
const harmonic = (n: number): number =>
  Array.from({ length: n }, (_, at) => 1 / (at + 1)).reduce((all, each) => all + each);

describe('branches at once', () => {
  it.each([2, 3, 8])('%d of exponential durations take as long as the last of them', (count) => {
    const work = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
      .slice(0, count)
      .map((branch): Work => [`work-${branch}`, exponential(1), { branch }]);
    const { latency, inFlight, quantities } = reportOf(assess(order(10, work)));
    expect(latency.value / harmonic(count)).toBeCloseTo(1, 2);
    expect(inFlight).toBeCloseTo(10 * latency.value, 6);
    // The Parallel state and one task in each branch.
    expect(quantities['transitions']).toBeCloseTo(10 * (1 + count), 6);
  });

  it('of fixed durations take the longest, and the next place begins then', () => {
    const { latency } = reportOf(
      assess(
        order(10, [
          ['slow', { duration: always(2) }, a],
          ['quick', { duration: always(0.5) }, b],
          ['more', { duration: always(0.7) }, { ...b, placeInBranch: 2 }],
          ['ship', { duration: always(1) }, { place: 2 }],
        ]),
      ),
    );
    expect(latency.value).toBeCloseTo(3, 9);
  });

  it('are stopped when one fails: what they have not begun is never begun, what runs goes on', () => {
    const drawn = order(10, [
      ['charge', { duration: always(1), errorRate: 0.25 }, a],
      ['reserve', { duration: always(0.6) }, b],
      ['pick', { duration: always(0.6) }, { ...b, placeInBranch: 2 }],
      ['pack', { duration: always(0.6) }, { ...b, placeInBranch: 3 }],
      ['ship', { duration: always(1) }, { place: 2 }],
    ]);
    const result = assess(drawn);
    const offered = (id: string): number => reportOf(result, id).offered;
    expect([offered('reserve'), offered('pick'), offered('pack'), offered('ship')]).toEqual([
      expect.closeTo(10, 9),
      expect.closeTo(10, 9),
      expect.closeTo(7.5, 9),
      expect.closeTo(7.5, 9),
    ]);
    const { failed, latency, quantities } = reportOf(result);
    expect(failed).toBeCloseTo(2.5, 9);
    expect(latency.value).toBeCloseTo(0.25 * 1 + 0.75 * (1.8 + 1), 9);
    expect(quantities['transitions']).toBeCloseTo(10 * (1 + 1 + 2) + 7.5 * 2, 9);
  });

  it('all begin, even where the first is refused at once', () => {
    const refused = order(10, [
      ['charge', { duration: always(1), reservedConcurrency: 0 }, a],
      ['reserve', { duration: always(1) }, b],
    ]);
    expect(reportOf(assess(refused), 'reserve').offered).toBeCloseTo(10, 9);
    const { resources, observedSeconds, discrepancies } = simulated(refused, { duration: 120, warmUp: 20 });
    expect(resources['reserve']!.offered.mean / observedSeconds / 10).toBeCloseTo(1, 1);
    expect(discrepancies).toEqual([]);
  });

  it('a failure that is passed over stays within its branch', () => {
    const result = assess(
      order(10, [
        ['charge', { duration: always(1), errorRate: 0.5 }, { ...a, onFailure: 'continue' }],
        ['reserve', { duration: always(0.2) }, b],
      ]),
    );
    expect(reportOf(result).failed).toBe(0);
    // The branch of a task that may be passed over ends in a state of its own.
    expect(reportOf(result).quantities['transitions']).toBeCloseTo(10 * 4, 9);
  });

  it('a branch alone in its place is tasks in turn, with no state of its own', () => {
    const inTurn = (task: Config): Drawn =>
      order(10, [
        ['charge', exponential(1), task],
        ['ship', exponential(1), { place: 2 }],
      ]);
    expect(reportOf(assess(inTurn(a))).quantities).toEqual(reportOf(assess(inTurn({}))).quantities);
  });

  it('of an Express workflow are cut off after five minutes', () => {
    const { failed, latency } = reportOf(
      assess(
        order(
          1,
          [
            ['slow', { duration: always(280), timeout: 900 }, a],
            ['slower', { duration: always(200), timeout: 900 }, b],
            ['after', { duration: always(200), timeout: 900 }, { ...b, placeInBranch: 2 }],
          ],
          { type: 'express' },
        ),
      ),
    );
    expect([failed, latency.value]).toEqual([expect.closeTo(1, 9), expect.closeTo(300, 9)]);
  });
});

describe('a run of branches at once', () => {
  it.each<[string, Drawn]>([
    [
      'exponential durations',
      order(20, [
        ['charge', exponential(1), a],
        ['reserve', exponential(1), b],
      ]),
    ],
    [
      'a failing branch beside a long one',
      order(20, [
        ['charge', { ...exponential(1), errorRate: 0.3 }, a],
        ['reserve', exponential(1), b],
        ['pick', exponential(0.5), { ...b, placeInBranch: 2 }],
      ]),
    ],
    [
      'retries, shares and undoing',
      order(20, [
        ['charge', { ...exponential(1), errorRate: 0.3 }, { ...a, retryAttempts: 2 }],
        ['reserve', { ...lognormal(0.4, 4), errorRate: 0.2 }, { ...b, retryAttempts: 1, onFailure: 'undo' }],
        ['pick', lognormal(0.5, 1), { ...b, placeInBranch: 2, share: 0.5 }],
        ['ship', exponential(1), { place: 2 }],
        ['refund', exponential(0.3), { runs: 'undo' }],
      ]),
    ],
    [
      'failures that are passed over',
      order(20, [
        ['charge', { ...exponential(1), errorRate: 0.3 }, { ...a, onFailure: 'continue' }],
        ['receipt', exponential(0.4), { ...a, placeInBranch: 2 }],
        ['reserve', { ...lognormal(0.4, 4), errorRate: 0.2 }, { ...b, retryAttempts: 1, onFailure: 'continue' }],
        ['third', exponential(0.8), { branch: 'c', share: 0.7 }],
      ]),
    ],
  ])('agrees with the steady state: %s', (_, drawn) => {
    const steady = assess(drawn);
    const { resources, observedSeconds, discrepancies } = simulated(drawn, { duration: 2100, warmUp: 100 });
    for (const id of Object.keys(drawn.resources).filter((each) => each !== 'app')) {
      const { offered, failed, latency, inFlight } = reportOf(steady, id);
      const run = resources[id]!;
      expect(run.offered.mean / observedSeconds / offered).toBeCloseTo(1, 1);
      expect(run.failed.mean / observedSeconds).toBeCloseTo(failed, 0);
      expect(Math.abs(run.latency.mean.mean / latency.value - 1)).toBeLessThan(0.03);
      // Too few are undone for their mean to be known as well.
      if (offered < 5) continue;
      expect(Math.abs(run.concurrency.mean.mean / inFlight - 1)).toBeLessThan(0.04);
    }
    expect(discrepancies).toEqual([]);
  });

  it('charges the account for the transitions that branches come to, no more and no fewer', () => {
    // Of 1 + 1 + 4 transitions a failing half comes to 1 + 1 + 1.
    const drawn = {
      ...order(100, [
        ['charge', { duration: always(0.1), errorRate: 0.5 }, a],
        ['reserve', { duration: always(0.2) }, b],
        ['pick', { duration: always(0.1) }, { ...b, placeInBranch: 2 }],
        ['pack', { duration: always(0.1) }, { ...b, placeInBranch: 3 }],
        ['ship', { duration: always(0.1) }, { place: 2 }],
      ]),
      quotas: { 'step-functions/transitions': 470 },
    };
    const { waiting, quantities } = reportOf(assess(drawn));
    expect([waiting, quantities['transitions']]).toEqual([0, expect.closeTo(450, 6)]);
    const { resources, discrepancies } = simulated(drawn, { duration: 600, warmUp: 60 });
    expect(resources['order']!.backlog.mean.mean).toBeLessThan(30);
    expect(discrepancies).toEqual([]);
  });

  it('stops all branches of an Express execution that is cut off, and loses nothing', () => {
    const drawn = order(
      1,
      [
        ['slow', { duration: always(290), timeout: 900 }, a],
        ['slower', { duration: always(310), timeout: 900 }, b],
        ['other', { duration: always(320), timeout: 900 }, { branch: 'c' }],
      ],
      { type: 'express' },
    );
    const { resources, discrepancies } = simulated(drawn, { duration: 900, profile: burst(200) });
    const { offered, failed, wasted } = resources['order']!;
    expect(failed.mean).toBe(offered.mean);
    expect(wasted.mean).toBe(2 * offered.mean);
    expect(resources['slow']!.served.mean).toBe(offered.mean);
    expect(discrepancies).toEqual([]);
  });
});
