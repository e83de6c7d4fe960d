/** How long the core takes: read as ratios and medians of one run, never as limits. */
import { readFileSync } from 'node:fs';
import { bench, describe } from 'vitest';
import { ladder } from '#shared/capacity/ladder';
import { problemOf } from '#shared/capacity/assess';
import { solve } from '#shared/capacity/solve';
import { check } from '#shared/check/check';
import { loadPrices } from '#shared/cost/regions';
import { readDocument } from '#shared/document/read';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import { evaluate } from '#shared/evaluation/evaluate';
import { services } from '#shared/services/registry';

const text = readFileSync(new URL('../../shared/examples/order-pipeline.spillway', import.meta.url), 'utf8');
const example = readDocument(text, services).document;
if (!example) throw new Error('the example cannot be read');
const prices = await loadPrices('us-east-1');

/** Copies of the example side by side, with clients that retry: every copy is a loop of refusals and attempts. */
function copies(count: number, one: ProjectDocument): ProjectDocument {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const config = (service: string, own: Readonly<Record<string, unknown>>) => {
    if (service === 'client') return { ...own, httpAttempts: 3 };
    return service === 'lambda' ? { ...own, reservedConcurrency: 20 } : own;
  };
  return {
    ...one,
    resources: numbers.flatMap((n) =>
      one.resources.map((each) => ({ ...each, id: `${each.id}-${n}`, config: config(each.service, each.config) })),
    ),
    connections: numbers.flatMap((n) =>
      one.connections.map((each) => ({
        ...each,
        id: `${each.id}-${n}`,
        from: `${each.from}-${n}`,
        to: `${each.to}-${n}`,
      })),
    ),
    layout: {},
    // An account that runs so much has had its quotas raised.
    account: {
      ...one.account,
      quotas: {
        ...one.account.quotas,
        'lambda/concurrent-executions': 1000 * count,
        'api-gateway/account-rate': 10_000 * count,
        'sns/publish-standard': 30_000 * count,
      },
    },
  };
}

describe.each([1, 11, 111])('%d × 9 resources', (count) => {
  const document = copies(count, example);
  const { graph } = resolve(document, services);
  const problem = problemOf(graph, services);

  bench('solve at a load that holds', () => {
    solve(problem, { loadFactor: 0.2, capped: true });
  });
  bench('solve beyond the limits, retries included', () => {
    solve(problem, { loadFactor: 3, capped: true });
  });
  bench('ladder', () => {
    ladder(problem, 400 * count);
  });
  bench('check', () => {
    check(graph, services);
  });
  bench('evaluate: resolve, check, capacity and cost', () => {
    evaluate(document, services, prices);
  });
});
