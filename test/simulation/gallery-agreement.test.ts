/**
 * Capacity engine and simulation beside each other on every example as drawn: two programs that share settings and
 * quotas and nothing else. Where they differ, the reason stands here.
 */
import { describe, expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import { resolve } from '#shared/document/resolve';
import { evaluate } from '#shared/evaluation/evaluate';
import { agreementOf, type Disagreement } from '#shared/report/agreement';
import { services } from '#shared/services/registry';
import { exampleDocuments } from '../support/example-graphs';
import { simulateGraph } from '../support/simulated';

interface Known {
  /** Seconds until what fills or grows by steps, such as a mapping's pollers, has done so. */
  readonly warmUp?: number;
  readonly observed?: number;
  readonly loads?: readonly string[];
  /** Of the load as drawn. */
  readonly loadFactor?: number;
}

/** Thousands of requests a second, of some milliseconds each: soon steady, and soon counted. */
const BUSY = { warmUp: 15, observed: 15 };

const known: Readonly<Record<string, Known>> = {
  // All partitions write about once a minute, at first together.
  'click-analytics': { warmUp: 120, observed: 602 },
  clickstream: BUSY,
  'fifo-billing': BUSY,
  'rest-api': BUSY,
  telemetry: BUSY,
  'web-front': BUSY,
  // As drawn each of the sixteen passes waits longer than the one before. What is stopped is received five times, six
  // minutes apart, before it is a dead letter.
  'upload-pipeline': { warmUp: 2100, observed: 300, loadFactor: 0.02 },
  'live-voting': BUSY,
  // A run every five minutes, the first a minute after the beginning.
  'crm-sync': { warmUp: 30, observed: 1200 },
  // Approvals take a quarter of an hour; as drawn, what is never called back fills the account's open executions in a year.
  'order-approval': { warmUp: 5400, observed: 600, loadFactor: 0.5 },
  // Once a day, and the run begins with it.
  'scheduled-job': { warmUp: 0, loads: ['invoice-customers offered'] },
};

const names = (found: readonly Disagreement[]): readonly string[] =>
  found.map(({ resource, of }) => `${resource} ${of}`);

describe.each([...exampleDocuments()])('%s', (id, document) => {
  const { warmUp = 60, observed = 60, loads = [], loadFactor = 1 } = known[id] ?? {};

  it('runs at the rates that the capacity engine computes', async () => {
    const prices = await loadPrices(document.account.region);
    const result = simulateGraph(resolve(document, services).graph, {
      duration: warmUp + observed,
      warmUp,
      loadFactor,
      replications: 3,
    });
    const { otherLoads, disagreements } = agreementOf(
      result,
      evaluate(document, services, prices!, { loadFactor }),
      document,
    );
    expect(result.outcome).toBe('completed');
    expect(names(otherLoads)).toEqual(loads);
    expect(disagreements).toEqual([]);
  });
});
