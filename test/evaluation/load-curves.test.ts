import { readFile } from 'node:fs/promises';
import { resolve as absolute } from 'node:path';
import { expect, test } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import { readDocument } from '#shared/document/read';
import { type Scenario, scenarioSchema } from '#shared/document/scenario';
import { evaluate } from '#shared/evaluation/evaluate';
import { loadCurves } from '#shared/evaluation/load-curves';
import { services } from '#shared/services/registry';

const path = absolute(import.meta.dirname, '../../shared/examples/order-pipeline.spillway');
const { document } = readDocument(await readFile(path, 'utf8'), services);
if (!document) throw new Error('the example cannot be read');
const prices = await loadPrices(document.account.region);
const asked: number[] = [];
const at = (loadFactor: number) => {
  asked.push(loadFactor);
  return evaluate(document, services, prices, { loadFactor });
};
const scenario = (profile: object, duration: number): Scenario =>
  scenarioSchema.parse({ id: 'one', name: 'One', profile, duration }) as unknown as Scenario;

test('a spike becomes its straight lines, and its peak is foretold to refuse more', () => {
  const [curve] = loadCurves(document, at);
  expect(curve?.points).toEqual([
    [0, 1],
    [120, 1],
    [150, 3],
    [330, 3],
    [390, 1],
    [900, 1],
  ]);
  expect(curve?.windows.map(({ from, to, factor }) => [from, to, factor])).toEqual([
    [0, 120, 1],
    [120, 150, 2],
    [150, 330, 3],
    [330, 390, 2],
    [390, 900, 1],
  ]);
  const refused = curve?.windows.map(({ expected }) => {
    const { throttledShare, failedShare } = expected['shoppers--orders-api'] ?? {
      throttledShare: NaN,
      failedShare: NaN,
    };
    return throttledShare + failedShare;
  });
  expect(refused?.[0]).toBeLessThan(1e-6);
  expect(refused?.[2]).toBeGreaterThan(0.1);
});

test('a jump is two points at one time, and what comes after the end is left out', () => {
  const jump = scenario({ kind: 'spike', factor: 2, at: 10, rise: 0, hold: 1000, fall: 0 }, 100);
  expect(loadCurves({ scenarios: [jump] }, at)[0]?.points).toEqual([
    [0, 1],
    [10, 1],
    [10, 2],
    [100, 2],
  ]);
});

test('a day is compared in twelve windows whose mean is that of the day, with few evaluations', () => {
  asked.length = 0;
  const [curve] = loadCurves({ scenarios: [scenario({ kind: 'daily', low: 0.5, high: 1.5 }, 86_400)] }, at);
  const { windows = [] } = curve ?? {};
  expect(windows).toHaveLength(12);
  expect(windows.reduce((sum, { factor }) => sum + factor, 0) / 12).toBeCloseTo(1, 3);
  expect(asked.length).toBeLessThanOrEqual(12);
});

test('without a scenario the load is that of the drawing', () => {
  const [curve] = loadCurves({ scenarios: [] }, at);
  expect(curve).toMatchObject({
    id: 'steady',
    points: [
      [0, 1],
      [300, 1],
    ],
  });
});
