import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { usdText } from '#shared/model/figures';
import { type Column, markdownTable, markdownText } from '#shared/report/table';
import { priced, type WorkedBill, workedBills } from '../support/worked-bills';

const PAGE = resolve(import.meta.dirname, '../../docs/bills.md');

interface Row extends WorkedBill {
  readonly ours: number;
}

const columns: readonly Column<Row>[] = [
  { title: 'bill', text: ({ title }) => title },
  { title: 'Region', text: ({ region }) => region },
  { title: 'published', isRight: true, text: ({ published }) => usdText(published.totalUsd) },
  { title: 'Spillway', isRight: true, text: ({ ours }) => usdText(ours) },
];

const rows = await Promise.all(workedBills.map(async (bill) => ({ ...bill, ours: (await priced(bill)).totalUsd })));
const agreed = rows.filter(({ discrepancy }) => discrepancy === undefined);
const known = rows.filter(({ discrepancy }) => discrepancy !== undefined);

const page = [
  '# Bills that others worked',
  '',
  '<!-- Written by `npm run docs:bills`: do not edit. -->',
  '',
  `${agreed.length} published bills are reproduced to the cent, line by line, from the quantities that they state. Where a`,
  'drawing can state those quantities, the same lines are also reproduced through an ordinary document.',
  '',
  '## To the cent',
  '',
  markdownTable(columns, agreed),
  `From ${[...new Set(agreed.map(({ source }) => linked(source)))].toSorted().join(', ')}.`,
  '',
  '## Known discrepancies',
  '',
  'Rounded or wrong at the source; Spillway’s figure is what the price list gives.',
  '',
  ...known.map(
    ({ title, published, ours, discrepancy = '', source }) =>
      `- **${markdownText(title)}**: published ${usdText(published.totalUsd)}, Spillway ${usdText(ours)}. ` +
      `${markdownText(discrepancy)} (${linked(source)}).`,
  ),
  '',
].join('\n');

/** An address as a link, anything else as it is called. */
function linked(source: string): string {
  return source.startsWith('https://') ? `[${new URL(source).hostname}](${source})` : markdownText(source);
}

it('docs/bills.md is what the bills come to: npm run docs:bills writes it anew', async () => {
  await expect(page).toMatchFileSnapshot(PAGE);
});

it('tells of each bill either that it agrees or why it does not', () => {
  expect(agreed.filter(({ ours, published }) => usdText(ours) !== usdText(published.totalUsd))).toEqual([]);
  expect(agreed.length + known.length).toBe(workedBills.length);
});
