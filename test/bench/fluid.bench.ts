/** A day as a fluid: read as medians of one run, never as limits. */
import { readFileSync } from 'node:fs';
import { bench, describe } from 'vitest';
import { readDocument } from '#shared/document/read';
import { resolve } from '#shared/document/resolve';
import { fluid } from '#shared/fluid/fluid';
import { services } from '#shared/services/registry';

const EXAMPLES = new URL('../../shared/examples/', import.meta.url);

describe.each(['order-pipeline', 'async-fan-out', 'clickstream'])('%s', (name) => {
  const { document } = readDocument(readFileSync(new URL(`${name}.spillway`, EXAMPLES), 'utf8'), services);
  if (!document) throw new Error(`${name} cannot be read`);
  const { graph } = resolve(document, services);

  bench(`a day of ${graph.resources.length} resources in steps of a second`, () => {
    fluid(graph, services, { duration: 86_400, profile: { kind: 'daily', low: 0.2, high: 3 }, failures: [] });
  });
  bench('ten minutes of it', () => {
    fluid(graph, services, { duration: 600, profile: { kind: 'ramp', from: 0, to: 3, over: 600 }, failures: [] });
  });
});
