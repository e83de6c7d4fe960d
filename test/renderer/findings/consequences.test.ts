import { expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import type { ProjectDocument } from '#shared/document/schema';
import { evaluate } from '#shared/evaluation/evaluate';
import { services } from '#shared/services/registry';
import { consequencesOf } from '../../../renderer/findings/consequences';
import { aClient, aDocument, aFunction, joined } from '../../support/builders';

const drawn = (reservedConcurrency: number): ProjectDocument =>
  aDocument(
    aClient('shoppers', { rate: 500 }),
    aFunction('worker', { reservedConcurrency, timeout: 10 }),
    joined('client/invoke', 'shoppers', 'worker'),
  );

it('says what an edit does to the load, the headroom and the findings, and what stays', async () => {
  const prices = await loadPrices('us-east-1');
  const [before, after] = [20, 200].map((reserved) => evaluate(drawn(reserved), services, prices));
  if (!before || !after) throw new Error('not evaluated');
  const rows = new Map(consequencesOf(before, after).map((row) => [row.title, row]));
  expect(rows.get('Sustains')).toMatchObject({ isChanged: true });
  expect(rows.get('Headroom')?.before).toMatch(/^none, .* over$/);
  expect(rows.get('Headroom')?.after).toMatch(/ %$/);
  expect(Number(rows.get('Errors')?.before)).toBeGreaterThan(Number(rows.get('Errors')?.after));
  expect(consequencesOf(before, before).filter(({ isChanged }) => isChanged)).toEqual([]);
});
