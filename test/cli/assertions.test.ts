import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import type { Assertion } from '#shared/document/assertion';
import { readDocument } from '#shared/document/read';
import { type JudgedAssertion, judgeAssertions } from '#shared/evaluation/assertions';
import { evaluate } from '#shared/evaluation/evaluate';
import { services } from '#shared/services/registry';

const text = readFileSync(resolve(import.meta.dirname, '../../shared/examples/order-pipeline.spillway'), 'utf8');
const read = readDocument(text, services).document;
if (!read) throw new Error('the order pipeline cannot be read');
const pipeline = read;

/** Of the order pipeline: 400/s as drawn, sustains 571/s, costs 6,289 USD a month in us-east-1. */
async function judged(assertion: object, region = 'us-east-1'): Promise<JudgedAssertion> {
  const document = { ...pipeline, account: { ...pipeline.account, region } };
  const prices = await loadPrices(region);
  const assertions = [{ id: 'a', ...assertion } as Assertion];
  const [result] = judgeAssertions({ ...document, assertions }, (loadFactor) =>
    evaluate(document, services, prices, { loadFactor }),
  );
  if (!result) throw new Error('one assertion has one verdict');
  return result;
}

describe('assertions', () => {
  it.each([
    [{ kind: 'sustains', atLeast: 500 }, true],
    [{ kind: 'sustains', atLeast: 600 }, false],
    [{ kind: 'cost', atMost: 7000 }, true],
    [{ kind: 'cost', atMost: 6000 }, false],
    [{ kind: 'headroom', atLeast: 0.25 }, true],
    [{ kind: 'headroom', atLeast: 0.35 }, false],
    [{ kind: 'headroom', atLeast: 0.9, resource: 'order-events' }, true],
    [{ kind: 'latency', resource: 'create-order', atMost: 0.2 }, true],
    [{ kind: 'latency', resource: 'create-order', atMost: 0.05 }, false],
    [{ kind: 'no-errors' }, true],
    [{ kind: 'no-errors', loadFactor: 3 }, false],
    [{ kind: 'no-loss' }, true],
  ])('%j: %s', async (assertion, holds) => {
    expect((await judged(assertion)).holds).toBe(holds);
  });

  it('say what was found beside what was asked for', async () => {
    expect((await judged({ kind: 'sustains', atLeast: 600 })).message).toBe(
      'sustains 571/s (Maximum concurrency of the event source mapping), 600/s or more is asked for',
    );
  });

  it('of a latency do not hold while the backlog grows, whatever bound is asked for', async () => {
    const verdict = await judged({ kind: 'latency', resource: 'billing', atMost: 1e9, loadFactor: 3 });
    expect(verdict.holds).toBe(false);
    expect(verdict.message).toMatch(/^at 3 × the load as drawn: the backlog of billing grows by 39\d\/s/);
  });

  it('of a bill do not hold in a Region without prices: an unknown bill is no small one', async () => {
    const verdict = await judged({ kind: 'cost', atMost: 1_000_000 }, 'af-south-1');
    expect(verdict).toMatchObject({ holds: false, message: expect.stringContaining('no prices are known') });
  });

  it('on a resource that is not there do not hold', async () => {
    expect((await judged({ kind: 'latency', resource: 'gone', atMost: 1 })).holds).toBe(false);
    expect((await judged({ kind: 'headroom', resource: 'gone', atLeast: 0 })).holds).toBe(false);
  });
});
