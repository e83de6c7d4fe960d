/** Tasks that hand over a task token and wait for it to come back: how long, how well, and what no callback costs. */
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import type { CapacityResult } from '#shared/model/capacity';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { always, burst, exponentially, simulated } from '../../support/simulated';

const HOUR = 3600;
const YEAR = 31_536_000;

/** Orders that wait for an approval through a queue, then ship. */
function approved(rate: number, approval: Config, machine: Config = {}): Drawn {
  return {
    resources: {
      app: ['client', { rate, retryMode: 'none' }],
      order: ['step-functions', { furtherTime: 0, ...machine }],
      approvals: ['sqs'],
      ship: ['lambda', { coldStart: 0, duration: always(1) }],
    },
    connections: [
      ['client/start-execution', 'app', 'order'],
      ['step-functions/send-message', 'order', 'approvals', { waitsFor: 'callback', ...approval }],
      ['step-functions/invoke-function', 'order', 'ship', { place: 2 }],
    ],
  };
}

const assess = (drawn: Drawn): CapacityResult => assessCapacity(drawing(drawn), services, { loadFactor: 1 });

function reportOf(result: CapacityResult, id = 'order') {
  const report = result.resources.get(id);
  if (!report) throw new Error(`no report of ${id}`);
  return report;
}

const openOf = (result: CapacityResult) =>
  reportOf(result).limits.find(({ id }) => id === 'step-functions/open-executions')!.used;

describe('a task with a callback', () => {
  it('keeps its execution open until then: as many as begin in that time', () => {
    const result = assess(approved(10, { callbackTime: always(HOUR) }));
    expect(reportOf(result).latency.value).toBeCloseTo(HOUR + 1, 6);
    expect(openOf(result)).toBeCloseTo(10 * (HOUR + 1), 4);
    // The message and the shipping: to wait is no transition.
    expect(reportOf(result).quantities['transitions']).toBeCloseTo(20, 6);
  });

  it('holds up a year of executions where some are never called back and nothing gives up', () => {
    const result = assess(approved(1, { callbackTime: always(HOUR), unanswered: 0.01, retryAttempts: 3 }));
    expect(openOf(result) / (0.01 * YEAR + 0.99 * (HOUR + 1))).toBeCloseTo(1, 6);
    // The whole execution ends then: nothing is tried again.
    expect(reportOf(result, 'approvals').offered).toBeCloseTo(1, 9);
    expect(result.overflow.find(({ resource }) => resource === 'order')).toMatchObject({
      ends: 'lost',
      limit: 'step-functions/standard-duration',
      rate: expect.closeTo(0.01, 9) as number,
      seenAs: 'States.Timeout',
    });
  });

  it('gives up at its timeout, or sooner where no heartbeat comes', () => {
    const silent = { callbackTime: always(60), unanswered: 0.25, timeout: 1000 };
    expect(reportOf(assess(approved(1, silent))).latency.value).toBeCloseTo(0.25 * 1000 + 0.75 * 61, 6);
    const beating = assess(approved(1, { ...silent, heartbeat: 100 }));
    expect(reportOf(beating).latency.value).toBeCloseTo(0.25 * 100 + 0.75 * 61, 6);
    expect(reportOf(beating).failed).toBeCloseTo(0.25, 9);
    expect(reportOf(beating, 'ship').offered).toBeCloseTo(0.75, 9);
  });

  it('fails for those that come too late, by the law of their time', () => {
    const { failed } = reportOf(assess(approved(1, { callbackTime: exponentially(HOUR), timeout: 2 * HOUR })));
    expect(failed).toBeCloseTo(Math.exp(-2), 6);
  });

  it('is tried again after SendTaskFailure as after any other error', () => {
    const result = assess(
      approved(1, { callbackTime: always(60), callbackFailures: 0.5, retryAttempts: 1, retryInterval: 10 }),
    );
    expect(reportOf(result, 'approvals').offered).toBeCloseTo(1.5, 9);
    expect(reportOf(result).failed).toBeCloseTo(0.25, 9);
    expect(reportOf(result).latency.value).toBeCloseTo(60 + 0.5 * 70 + 0.75, 6);
  });
});

describe('a run with callbacks', () => {
  it.each<[string, Drawn]>([
    ['fixed times', approved(5, { callbackTime: always(30) })],
    [
      'timeouts, silence, failures and retries',
      approved(5, {
        callbackTime: exponentially(20),
        callbackFailures: 0.2,
        unanswered: 0.1,
        timeout: 60,
        heartbeat: 15,
        retryAttempts: 1,
      }),
    ],
    ['what is passed over', approved(5, { callbackTime: exponentially(20), timeout: 20, onFailure: 'continue' })],
    [
      'items and branches',
      {
        resources: {
          app: ['client', { rate: 3, retryMode: 'none' }],
          order: ['step-functions', { furtherTime: 0 }],
          approvals: ['sqs'],
          check: ['lambda', { coldStart: 0, duration: exponentially(1) }],
          charge: ['lambda', { coldStart: 0, duration: exponentially(2), errorRate: 0.1 }],
        },
        connections: [
          ['client/start-execution', 'app', 'order'],
          [
            'step-functions/invoke-function',
            'order',
            'check',
            {
              branch: 'a',
              runsFor: 'item',
              items: 6,
              maximumConcurrency: 3,
              waitsFor: 'callback',
              callbackTime: exponentially(5),
            },
          ],
          [
            'step-functions/send-message',
            'order',
            'approvals',
            { branch: 'b', waitsFor: 'callback', callbackTime: exponentially(10), timeout: 30 },
          ],
          ['step-functions/invoke-function', 'order', 'charge', { branch: 'b', placeInBranch: 2 }],
        ],
      },
    ],
  ])('agrees with the steady state: %s', (_, drawn) => {
    const steady = assess(drawn);
    const { resources, observedSeconds, discrepancies } = simulated(drawn, { duration: 2300, warmUp: 300 });
    for (const id of Object.keys(drawn.resources).filter((name) => name !== 'app')) {
      const { offered, failed } = reportOf(steady, id);
      const run = resources[id]!;
      expect(Math.abs(run.offered.mean / observedSeconds / offered - 1)).toBeLessThan(0.04);
      expect(Math.abs(run.failed.mean / observedSeconds - failed)).toBeLessThan(0.04 * offered);
    }
    const { latency, inFlight } = reportOf(steady);
    expect(Math.abs(resources['order']!.latency.mean.mean / latency.value - 1)).toBeLessThan(0.03);
    expect(Math.abs(resources['order']!.concurrency.mean.mean / inFlight - 1)).toBeLessThan(0.04);
    expect(discrepancies).toEqual([]);
  });

  it('keeps those open that are never called back, and loses none of them', () => {
    const drawn = approved(1, { callbackTime: always(5), unanswered: 0.5 });
    const { resources, discrepancies } = simulated(drawn, { duration: 600, profile: burst(200) });
    const { offered, served, failed } = resources['order']!;
    expect(failed.mean).toBe(0);
    expect(served.mean / offered.mean).toBeCloseTo(0.5, 0);
    expect(discrepancies).toEqual([]);
  });
});
