import { expect, it } from 'vitest';
import type { LineItem } from '#shared/model/cost';
import { billRows } from '../../../renderer/cost/bill-rows';

const line = (resource: string, title: string, usd: number | undefined): LineItem => ({
  resource,
  title,
  meter: `x/${title}`,
  quantity: 1,
  unit: 'request',
  freeQuantity: 0,
  usd,
  because: { formula: '', inputs: [] },
});
const lines = [
  line('a', 'sends', 3),
  line('b', 'requests', 4),
  line('a', 'receives', 2),
  line('c', 'unknown', undefined),
];
const titles = (rows: readonly LineItem[]): readonly string[] => rows.map(({ title }) => title);

it('the dearest line comes first, what has no price last', () => {
  expect(titles(billRows(lines, 'usd'))).toEqual(['requests', 'sends', 'receives', 'unknown']);
});

it('by resource: the dearest resource first, its lines together', () => {
  expect(titles(billRows(lines, 'resource'))).toEqual(['sends', 'receives', 'requests', 'unknown']);
});
