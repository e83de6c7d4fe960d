import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules, type IndexedRule } from '#shared/check/rule-index';
import { services } from '#shared/services/registry';

const ROOT = resolve(import.meta.dirname, '../..');
const RULES = allRules(services);
/** The finding about rules themselves has no file of its own among them. */
const WRITTEN = RULES.filter(({ id }) => id !== 'check/rule-failed');

function folderOf(owner: string): string {
  return owner === 'check' ? 'check/rules' : `services/${owner}/rules`;
}

function fileOf({ id }: IndexedRule): string {
  const [owner = '', name = ''] = id.split('/');
  return `${folderOf(owner)}/${name}`;
}

const failing = (holds: (rule: IndexedRule) => boolean): readonly string[] =>
  WRITTEN.filter((rule) => !holds(rule)).map(({ id }) => id);

describe('the index of rules', () => {
  it('is sorted by id, and no id is used twice', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => (a < b ? -1 : 1)));
  });

  it('has the rules of every service and those on the whole drawing', () => {
    const owners = new Set(RULES.map(({ id }) => id.split('/')[0]));
    expect(owners).toEqual(new Set(['check', ...services.map(({ id }) => id)]));
    expect(RULES.length).toBeGreaterThan(90);
  });

  it('says what each rule looks at', () => {
    const subject = (id: string) => RULES.find((rule) => rule.id === id);
    expect(subject('sqs/failed-messages-are-kept')).toMatchObject({ on: 'resource', service: 'sqs' });
    expect(subject('lambda/reservations-leave-the-floor')).toMatchObject({ on: 'account', service: 'lambda' });
    expect(subject('check/work-comes-to-an-end')).toMatchObject({ on: 'drawing' });
    expect(subject('lambda/mapping-is-the-only-one')).toMatchObject({
      on: 'connection',
      kinds: ['lambda/queue-event-source', 'lambda/stream-event-source'],
    });
  });
});

describe('every rule', () => {
  it('has an id of its service and a name in kebab case', () => {
    expect(failing(({ id }) => /^[a-z][a-z0-9-]*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    const strangers = services.flatMap(({ id, rules, accountRules = [], connections }) =>
      [...rules, ...accountRules, ...connections.flatMap((kind) => kind.rules)]
        .map((rule) => rule.id)
        .filter((rule) => !rule.startsWith(`${id}/`)),
    );
    expect(strangers).toEqual([]);
  });

  it('has a source that can be opened and the day on which it was read', () => {
    const pages = ['https://docs.aws.amazon.com/', 'https://aws.amazon.com/'];
    expect(failing(({ source }) => URL.canParse(source) && pages.some((page) => source.startsWith(page)))).toEqual([]);
    expect(failing(({ asOf }) => /^20\d\d-\d\d-\d\d$/.test(asOf))).toEqual([]);
  });

  it('states in its title what should hold, and why in sentences', () => {
    expect(failing(({ title }) => /^[^.]{10,}[^.!]$/.test(title) && !/please/i.test(title))).toEqual([]);
    expect(failing(({ why }) => why.length > 40 && why.endsWith('.'))).toEqual([]);
  });

  it('has a title of its own', () => {
    // Three services have the same rule on the batches that fit one call of theirs.
    const titles = WRITTEN.filter(({ id }) => !id.endsWith('/batch-fits-a-call')).map(({ title }) => title);
    expect(titles).toHaveLength(new Set(titles).size);
  });

  it('is in the file of its name, with a test beside it in the mirror', () => {
    expect(failing((rule) => existsSync(`${ROOT}/shared/${fileOf(rule)}.ts`))).toEqual([]);
    expect(failing((rule) => existsSync(`${ROOT}/test/${fileOf(rule)}.test.ts`))).toEqual([]);
  });

  it('that is written is also in an index', () => {
    const indexed = new Set(WRITTEN.map(fileOf));
    const written = ['check', ...services.map(({ id }) => id)].flatMap((owner) =>
      readdirSync(`${ROOT}/shared/${folderOf(owner)}`)
        .filter((file) => file !== 'index.ts')
        .map((file) => `${folderOf(owner)}/${file.replace('.ts', '')}`),
    );
    expect(written.filter((file) => !indexed.has(file))).toEqual([]);
  });
});
