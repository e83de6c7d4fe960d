import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { simulated } from '../../support/simulated';

const jobs = (config: object, queue: object = {}, more: Drawn['connections'] = []): Drawn => ({
  resources: { jobs: ['scheduler', config as never], queue: ['sqs', queue as never], failed: ['sqs'] },
  connections: [['scheduler/queue-target', 'jobs', 'queue', { retryAttempts: 2 }], ...more],
});

describe('schedules in a run', () => {
  it.each([
    ['at a rate, together', { every: 120, schedules: 500 }],
    ['at a rate, each at its own time', { every: 120, schedules: 500, start: 'apart' }],
    ['one time each', { schedule: 'once', schedules: 20_000, dueWithin: 3600 }],
    ['by cron', { schedule: 'cron', cron: '0/10 * * * ? *', schedules: 700 }],
    ['with a window that the next begins in', { every: 60, schedules: 100, flexibleWindow: 300 }],
  ])('%s come as often as the steady state says', (_, config) => {
    const drawn = jobs(config);
    const { resources, observedSeconds, discrepancies } = simulated(drawn, {
      duration: 12_000,
      warmUp: 600,
      replications: 2,
      maxTraces: 0,
    });
    const steady = assessCapacity(drawing(drawn), services, { loadFactor: 1 }).resources.get('jobs');
    expect(resources['jobs']!.served.mean / observedSeconds / steady!.completed).toBeCloseTo(1, 1);
    expect(resources['queue']!.offered.mean).toBe(resources['jobs']!.served.mean);
    expect(discrepancies).toEqual([]);
  });

  it('that are due together come within their minute', () => {
    const { series } = simulated(jobs({ schedule: 'cron', schedules: 6000 }), {
      duration: 300,
      maxColumns: 300,
      replications: 1,
    });
    const { offered } = series.resources['jobs']!;
    const between = (from: number, to: number) => offered.slice(from, to).reduce((sum, each) => sum + each, 0);
    expect(between(0, 60)).toBe(0);
    expect(between(60, 120)).toBe(6000);
    expect(Math.max(...offered)).toBeLessThan(110);
    expect(between(120, 300)).toBe(0);
  });

  it('beyond the quota come late and are all invoked', () => {
    const { resources, series } = simulated(jobs({ schedule: 'cron', schedules: 90_000 }), {
      duration: 240,
      warmUp: 0,
      maxColumns: 240,
      replications: 1,
      maxTraces: 0,
    });
    const { backlog, served } = series.resources['jobs']!;
    expect(resources['jobs']!.served.mean).toBe(90_000);
    // 1,500 a second come and 1,000 go, after a burst of 1,000.
    expect(Math.max(...backlog!)).toBeCloseTo(29_000, -3);
    expect(Math.max(...served!)).toBeLessThan(2600);
    expect(resources['jobs']!.lost.mean).toBe(0);
  });

  it('grow and shrink with the load', () => {
    const { resources } = simulated(jobs({ schedule: 'cron', schedules: 1000 }), {
      duration: 240,
      replications: 1,
      warmUp: 0,
      loadFactor: 2.5,
    });
    expect(resources['jobs']!.offered.mean).toBe(2500);
  });

  it('keep in the dead-letter queue what the target did not take to the last retry', () => {
    const { resources, discrepancies } = simulated(
      jobs({ every: 60, schedules: 60 }, {}, [['scheduler/target-dead-letter', 'jobs', 'failed']]),
      {
        duration: 3000,
        warmUp: 0,
        replications: 1,
        failures: [{ kind: 'errors', resource: 'jobs', at: 0, for: 3000, share: 0.5 }],
      },
    );
    const { offered, deadLettered, lost, retries } = resources['jobs']!;
    expect(deadLettered.mean / offered.mean).toBeCloseTo(0.125, 1);
    expect(retries.mean / offered.mean).toBeCloseTo(0.75, 1);
    expect(lost.mean).toBe(0);
    expect(resources['failed']!.offered.mean).toBe(deadLettered.mean);
    expect(discrepancies).toEqual([]);
  });
});
