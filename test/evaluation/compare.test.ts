import { describe, expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import type { ProjectDocument } from '#shared/document/schema';
import { judgeAssertions } from '#shared/evaluation/assertions';
import { type Assessed, compareDesigns, type Comparison } from '#shared/evaluation/compare';
import { evaluate } from '#shared/evaluation/evaluate';
import { comparisonMarkdown, comparisonText } from '#shared/report/comparison';
import { perSecond, type Usd } from '#shared/model/unit';
import { services } from '#shared/services/registry';
import { aClient, aDocument, aFunction, anApi, type Part, joined } from '../support/builders';

const prices = await loadPrices('us-east-1');

/** A shop whose function has room for so many calls: 100 of 0.1 s are 1,000/s. */
function aShop(reservedConcurrency: number, ...more: readonly Part[]): ProjectDocument {
  return aDocument(
    aClient('shoppers', { rate: 400 }),
    anApi('api'),
    aFunction('order', { reservedConcurrency, duration: { distribution: 'constant', mean: 0.1, scv: 0 } }),
    joined('client/http-request', 'shoppers', 'api'),
    joined('api-gateway/lambda-proxy', 'api', 'order'),
    ...more,
  );
}

function assessed(document: ProjectDocument, loadFactor = 1): Assessed {
  const at = (factor: number) => evaluate(document, services, prices, { loadFactor: factor });
  return { document, evaluation: at(loadFactor), assertions: judgeAssertions(document, at) };
}

const compared = (before: ProjectDocument, after: ProjectDocument, loadFactor = 1): Comparison =>
  compareDesigns(assessed(before, loadFactor), assessed(after, loadFactor), services);

describe('a comparison of two designs', () => {
  it('says what each sustains, where each breaks first, and how long a caller waits', () => {
    const { sustainsPerSecond, firstLimit, latencies } = compared(aShop(50), aShop(90));
    expect(sustainsPerSecond).toEqual({ before: expect.closeTo(500), after: expect.closeTo(900) });
    expect(firstLimit.after).toMatchObject({ resource: 'order', name: 'order' });
    expect(latencies).toMatchObject([{ name: 'shoppers', before: expect.any(Number), after: expect.any(Number) }]);
  });

  it('tells findings that appeared from those that are gone, and leaves out those that only changed a figure', () => {
    const worse = compared(aShop(50), aShop(30), 1);
    expect(worse.findings.appeared.map(({ rule }) => rule)).toContain('capacity/limits-hold');
    expect(worse.findings.gone).toEqual(compared(aShop(30), aShop(50)).findings.appeared);
    const both = compared(aShop(30), aShop(20));
    expect(both.findings.appeared.filter(({ rule }) => rule === 'capacity/limits-hold')).toEqual([]);
  });

  it('is the mirror of the comparison the other way round', () => {
    const [there, back] = [compared(aShop(50), aShop(30)), compared(aShop(30), aShop(50))];
    expect(back.findings).toEqual({ appeared: there.findings.gone, gone: there.findings.appeared });
    expect(back.usdPerMonth).toEqual({ before: there.usdPerMonth.after, after: there.usdPerMonth.before });
  });

  it('says of a finding that is gone because it was acknowledged with what reason', () => {
    const before = aShop(30);
    const rule = 'capacity/limits-hold';
    const after = { ...before, acknowledged: [{ rule, resource: 'order', reason: 'until Friday' }] };
    const { appeared, gone } = compared(before, after).findings;
    expect(appeared).toEqual([]);
    expect(gone.map(({ rule: of, acknowledged }) => [of, acknowledged])).toEqual([[rule, 'until Friday']]);
  });

  it('says which assertion broke, and not which one failed already', () => {
    const asserting = (concurrency: number): ProjectDocument => ({
      ...aShop(concurrency),
      assertions: [
        { id: 'black-friday', kind: 'sustains', atLeast: perSecond(450) },
        { id: 'free', kind: 'cost', atMost: 0 as Usd },
      ],
    });
    expect(compared(asserting(50), asserting(30)).assertions).toMatchObject({
      broken: [{ id: 'black-friday' }],
      mended: [],
    });
    expect(compared(asserting(30), asserting(50)).assertions.mended).toMatchObject([{ id: 'black-friday' }]);
  });

  it('has no latency where a design has no such entry', () => {
    const other = aShop(50, aClient('robots', { rate: 1 }), joined('client/http-request', 'robots', 'api'));
    expect(compared(aShop(50), other).latencies).toMatchObject([
      { resource: 'robots', before: null },
      { resource: 'shoppers', before: expect.any(Number) },
    ]);
  });
});

describe('a comparison in words', () => {
  const documents = [aShop(50), aShop(90)] as const;

  it('gives the figures with their change, and each setting with its unit', () => {
    const text = comparisonText(compared(...documents), documents);
    expect(text).toContain('  sustains             500/s');
    expect(text).toContain('+80 %');
    expect(text).toContain('  ~ order  AWS Lambda function\n      Reserved concurrency: 50 → 90\n');
  });

  it('says in one line that two designs are the same', () => {
    expect(comparisonText(compared(documents[0], documents[0]), documents)).toContain('Drawing: the same design');
  });

  it('folds in Markdown all but the figures and what got worse', () => {
    const worse = [aShop(50), aShop(30)] as const;
    const markdown = comparisonMarkdown(compared(...worse), worse);
    expect(markdown).toMatch(/^### test\n/);
    const [open = '', folded = ''] = markdown.split('<details>');
    expect(open).toContain('| sustains | 500/s | 300/s | −40 % |');
    expect(open).toContain('- error: **order (reservedConcurrency)**');
    expect(folded).toContain('Reserved concurrency: 50 → 30');
  });

  it('lets no name of a file break out of Markdown or the terminal', () => {
    const named = { ...aShop(30), name: 'a|b\u001B[2J</summary>' };
    const pair = [aShop(30), named] as const;
    const markdown = comparisonMarkdown(compared(...pair), pair);
    expect(markdown).toContain(String.raw`a\|b�\[2J\</summary\>`);
    expect(comparisonText(compared(...pair), pair)).not.toContain('\u001B');
  });
});
