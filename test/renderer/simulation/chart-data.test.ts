import { expect, it } from 'vitest';
import { resolve } from '#shared/document/resolve';
import { services } from '#shared/services/registry';
import { simulate } from '#shared/simulation/simulate';
import { alignedTo, chartsOf, summaryOf, timesOf, WHOLE } from '../../../renderer/simulation/chart-data';
import { aClient, aDocument, aFunction } from '../../support/builders';

it('what the whole design is offered is what its clients send, and nothing is counted twice on its way', () => {
  const document = aDocument(aClient('callers', { rate: 200 }), aFunction('worker'));
  const { graph } = resolve(document, services);
  const options = { duration: 20, seed: 1, profile: { kind: 'constant' }, failures: [], replications: 1 } as const;
  const result = simulate(graph, services, options);
  const charts = chartsOf({ result, of: WHOLE, entries: ['callers'], computes: ['worker'], limits: [] });
  const offered = charts[0]?.lines[0];
  expect(offered?.values).toEqual(result.series.resources['callers']?.offered);
  expect(timesOf(result)).toHaveLength(result.series.columns);
});

it('the earlier run is laid under this one at the same moments, and ends where it ended', () => {
  expect(alignedTo([0.5, 1.5, 2.5, 3.5], [10, 20], 1)).toEqual([10, 20, null, null]);
  expect(alignedTo([0.5, 1.5], [10, 20], 2)).toEqual([10, 10]);
});

it('a chart in words says the mean, the most and when', () => {
  const summary = summaryOf({ title: 'waiting', values: [0, 9, 3] }, [0.5, 1.5, 2.5]);
  expect(summary).toEqual({ title: 'waiting', mean: 4, most: 9, at: 1.5 });
});
