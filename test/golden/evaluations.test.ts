/**
 * The examples as `spillway evaluate` prints them, at the load as drawn and at three times that.
 * After a change that is meant: UPDATE_GOLDEN=1 npx vitest run --project unit test/golden
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import { readDocument } from '#shared/document/read';
import { evaluate } from '#shared/evaluation/evaluate';
import { exampleIds } from '#shared/examples/gallery';
import { evaluationText } from '#shared/report/text';
import { services } from '#shared/services/registry';

const examplesFolder = resolve(import.meta.dirname, '../../shared/examples');
const examples = readdirSync(examplesFolder)
  .filter((file) => file.endsWith('.spillway'))
  .map((file) => basename(file, '.spillway'));

it('every example is in the gallery', () => {
  expect(examples.toSorted()).toEqual(exampleIds.toSorted());
});

it.each(examples)('%s evaluates to its golden result', async (example) => {
  const text = readFileSync(resolve(examplesFolder, `${example}.spillway`), 'utf8');
  const { document } = readDocument(text, services);
  if (!document) throw new Error(`${example} cannot be read`);
  const prices = await loadPrices(document.account.region);
  const printed = [1, 3]
    .map((loadFactor) => evaluationText(evaluate(document, services, prices, { loadFactor }), document))
    .join(`\n${'-'.repeat(100)}\n\n`);
  const golden = resolve(import.meta.dirname, `${example}.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, printed);
  expect(printed).toBe(readFileSync(golden, 'utf8'));
});
