import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { allRules, type IndexedRule } from '#shared/check/rule-index';
import { rulesPage } from '#shared/report/rules-page';
import { services } from '#shared/services/registry';

const ROOT = resolve(import.meta.dirname, '../..');
const RULES = allRules(services);

/** Titles of the edits that a rule's file builds, with an ellipsis for what depends on the drawing. */
function remediesOf({ id }: IndexedRule): readonly string[] {
  if (id === 'check/rule-failed') return [];
  const [owner = '', name = ''] = id.split('/');
  const folder = owner === 'check' ? 'check/rules' : `services/${owner}/rules`;
  const text = readFileSync(`${ROOT}/shared/${folder}/${name}.ts`, 'utf8');
  const found = text.matchAll(/\b(?:set|together|addBehind)\(\s*(?:`([^`]*)`|'([^']*)')/g);
  return [
    ...new Set([...found].map(([, template, plain]) => (template ?? plain ?? '').replaceAll(/\$\{[^}]*\}/g, '…'))),
  ];
}

const titleOf = (owner: string): string => services.find(({ id }) => id === owner)?.title ?? 'The whole drawing';

it('docs/rules.md is what the rules say: npm run docs:rules writes it anew', async () => {
  await expect(rulesPage(RULES, { titleOf, remediesOf })).toMatchFileSnapshot(`${ROOT}/docs/rules.md`);
});

it('has every rule with its reason, its source and the day on which it was read', () => {
  const page = rulesPage(RULES, { titleOf, remediesOf });
  const sections = page.split('\n### ').slice(1);
  expect(sections.map((section) => section.split('\n')[0])).toEqual(RULES.map(({ id }) => id));
  for (const section of sections) expect(section).toMatch(/\[Source\]\([^)]+\), read 20\d\d-\d\d-\d\d\./);
});

it('names the edit that a rule offers', () => {
  const page = rulesPage(RULES, { titleOf, remediesOf });
  expect(page).toContain('Remedy: Throttle it at …/s.');
  expect(page).toContain('Remedy: Keep failed events of … in a queue.');
});
