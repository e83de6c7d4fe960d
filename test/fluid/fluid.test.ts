/** The fluid estimate: laws, the capacity engine's steady state, and the simulation's course. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assessCapacity } from '#shared/capacity/assess';
import { readDocument } from '#shared/document/read';
import { resolve } from '#shared/document/resolve';
import { fluid } from '#shared/fluid/fluid';
import type { Graph } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { simulate } from '#shared/simulation/simulate';
import { drawing } from '../support/drawing';

const EXAMPLES = new URL('../../shared/examples/', import.meta.url);

const examples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.spillway'))
  .map((name): [string, Graph] => {
    const { document } = readDocument(readFileSync(new URL(name, EXAMPLES), 'utf8'), services);
    if (!document) throw new Error(`${name} cannot be read`);
    return [name.replace('.spillway', ''), resolve(document, services).graph];
  });

const DAILY = { kind: 'daily', low: 0.2, high: 2 } as const;

/** A queue whose worker takes at most 100 messages a second. */
const worker = (rate: number, config: Readonly<Record<string, unknown>> = {}, queue = {}): Graph =>
  drawing({
    resources: {
      client: ['client', { rate }],
      queue: ['sqs', { visibilityTimeout: 60, ...queue }],
      worker: ['lambda', { duration: { distribution: 'constant', mean: 0.1, scv: 0 }, timeout: 10, ...config }],
    },
    connections: [
      ['client/send-message', 'client', 'queue'],
      ['lambda/queue-event-source', 'queue', 'worker', { batchSize: 1, maximumConcurrency: 10 }],
    ],
  });

const sum = (values: readonly number[] | undefined): number => (values ?? []).reduce((all, each) => all + each, 0);
const last = (values: readonly number[] | undefined): number => values?.at(-1) ?? 0;

describe.each(examples)('the example %s', (_, graph) => {
  it.each([1, 2.5])('flows at a constant ×%d as the capacity engine says', (loadFactor) => {
    const steady = assessCapacity(graph, services, { loadFactor });
    const { series } = fluid(graph, services, {
      duration: 600,
      profile: { kind: 'constant' },
      failures: [],
      loadFactor,
    });
    for (const [id, report] of steady.resources) {
      const own = series.resources[id];
      const scale = Math.max(1, report.offered);
      expect.soft(last(own?.offered) / scale, `${id} offered`).toBeCloseTo(report.offered / scale, 3);
      expect.soft(last(own?.served) / scale, `${id} served`).toBeCloseTo(report.completed / scale, 3);
      expect.soft(last(own?.throttled) / scale, `${id} throttled`).toBeCloseTo(report.throttled / scale, 3);
    }
  });

  it('loses nothing uncounted over a day', () => {
    const { stores, series } = fluid(graph, services, { duration: 86_400, profile: DAILY, failures: [] });
    for (const { came, went, expired, left } of stores) {
      expect(went + expired + left).toBeCloseTo(came, Math.max(0, 5 - Math.log10(1 + came)));
    }
    for (const own of Object.values(series.resources)) {
      for (const values of Object.values(own))
        expect(values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    }
  });
});

describe('a queue that is offered more than its consumer takes', () => {
  it('grows by the difference, and its oldest message ages by the share that is left behind', () => {
    const { series, stores } = fluid(worker(125), services, {
      duration: 1000,
      profile: { kind: 'constant' },
      failures: [],
    });
    expect(stores[0]?.left).toBeCloseTo(25_000, -1);
    // 1 − capacity ÷ arrivals a second.
    expect(last(series.resources['queue']?.age)).toBeCloseTo(200, 0);
    expect(last(series.resources['worker']?.served)).toBeCloseTo(100, 3);
  });

  it('drains after a spike in backlog ÷ (capacity − arrivals)', () => {
    // 300 s of 200 a second leave 30,000; 100 − 50 a second take 600 s to drain.
    const profile = { kind: 'spike', factor: 4, at: 100, rise: 0, hold: 300, fall: 0 } as const;
    const { stores, series } = fluid(worker(50), services, { duration: 1200, profile, failures: [] });
    expect(stores[0]?.most).toBeCloseTo(30_000, -1);
    expect(stores[0]?.mostAt).toBeCloseTo(400, 0);
    expect(stores[0]?.recoveredAt).toBeCloseTo(1000, -1);
    expect(series.columnWidth * sum(series.resources['worker']?.served)).toBeCloseTo(50 * 900 + 200 * 300, -2);
  });

  it('loses what is older than its retention', () => {
    const { stores, series } = fluid(worker(200, {}, { retention: 600 }), services, {
      duration: 3600,
      profile: { kind: 'constant' },
      failures: [],
    });
    expect(Math.max(...(series.resources['queue']?.age ?? []))).toBeLessThanOrEqual(602);
    expect(stores[0]?.left).toBeCloseTo(200 * 600, -3);
    expect(last(series.resources['queue']?.lost)).toBeCloseTo(100, 0);
  });
});

describe('failures', () => {
  it('keeps everything in the queue while its consumer has stopped', () => {
    const { stores } = fluid(worker(50), services, {
      duration: 1200,
      profile: { kind: 'constant' },
      failures: [{ kind: 'consumer-stopped', resource: 'worker', at: 100, for: 300 }],
    });
    expect(stores[0]?.most).toBeCloseTo(15_000, -1);
    expect(stores[0]?.recoveredAt).toBeCloseTo(700, -1);
  });

  it('halves what a worker that takes twice as long gets done', () => {
    const { stores } = fluid(worker(80), services, {
      duration: 1200,
      profile: { kind: 'constant' },
      failures: [{ kind: 'slowness', resource: 'worker', at: 0, for: 600, factor: 2 }],
    });
    expect(stores[0]?.most).toBeCloseTo(30 * 600, -1);
  });

  it('names what only single requests can show', () => {
    const failures = [{ kind: 'poison-message', resource: 'client', at: 10, count: 3 }] as const;
    const { unshown } = fluid(worker(50), services, { duration: 60, profile: { kind: 'constant' }, failures });
    expect(unshown).toEqual(failures);
  });
});

it('follows the simulation through a spike', () => {
  const profile = { kind: 'spike', factor: 3, at: 60, rise: 10, hold: 120, fall: 10 } as const;
  const options = { duration: 600, profile, failures: [] };
  const graph = worker(60);
  const flowing = fluid(graph, services, options);
  const simulated = simulate(graph, services, { ...options, seed: 1, replications: 5 });
  const peak = simulated.resources['queue']!.backlog.max.mean;
  expect(Math.abs(flowing.stores[0]!.most - peak) / peak).toBeLessThan(0.1);
  const oldest = simulated.resources['queue']!.age.max.mean;
  expect(Math.abs(Math.max(...flowing.series.resources['queue']!.age!) - oldest) / oldest).toBeLessThan(0.1);
});
