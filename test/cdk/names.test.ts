import { Stack } from 'aws-cdk-lib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Names, namesOf, projectNames, RESERVED_MEMBERS, stackNames } from '#shared/cdk/names';
import { services } from '#shared/services/registry';

const [service] = services;
const names = (id: string): Names => namesOf({ id, service: service! });

describe('names in code', () => {
  test.each([
    ['create-order', 'CreateOrder', 'createOrder', 'CREATE_ORDER'],
    ['queue-2', 'Queue-2', 'queue_2', 'QUEUE_2'],
    ['queue2', 'Queue2', 'queue2', 'QUEUE2'],
    ['q', 'Q', 'q', 'Q'],
    ['tags', 'Tags', 'tags_', 'TAGS'],
    ['default', 'Default_', 'default_', 'DEFAULT'],
    ['monitoring', 'Monitoring_', 'monitoring_', 'MONITORING'],
  ])('of %s are %s, %s and %s', (id, constructId, member, variable) => {
    expect(names(id)).toEqual({ constructId, member, folder: id, variable });
  });

  test('ids that are written otherwise carry a hash, and names that code can have', () => {
    const { constructId, member, folder, variable } = names('Bestellung_é.2');
    expect(constructId).toMatch(/^Bestellung-2-x[0-9a-f]{6}$/);
    expect(member).toMatch(/^bestellung_2_x[0-9a-f]{6}$/);
    expect(folder).toMatch(/^bestellung-2--x[0-9a-f]{6}$/);
    expect(variable).toMatch(/^BESTELLUNG_2__X[0-9A-F]{6}$/);
    expect(names('注文').member).toMatch(/^client_x[0-9a-f]{6}$/);
  });

  const id = fc.oneof(
    fc.stringMatching(/^[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,3}$/),
    fc.stringMatching(/^[\p{L}\p{N}_][\p{L}\p{N}_.:-]{0,12}$/u),
    fc.constantFrom('default', 'tags', 'keys', 'constructor-2', 'account', 'a-1', 'a1', 'a_1', 'A-1', 'a--1'),
  );

  test('no two ids have a name in common, so that adding a resource never renames another', () => {
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 2, maxLength: 12 }), (ids) => {
        const all = ids.map(names);
        for (const key of ['constructId', 'member', 'folder', 'variable'] as const) {
          expect(new Set(all.map((each) => each[key])).size).toBe(ids.length);
        }
      }),
    );
  });

  test('every name is legal where it stands', () => {
    fc.assert(
      fc.property(id, (each) => {
        const { constructId, member, folder, variable } = names(each);
        expect(constructId).toMatch(/^[A-Z][A-Za-z0-9_-]*$/);
        expect(member).toMatch(/^[a-z][A-Za-z0-9_]*$/);
        expect(folder).toMatch(/^[a-z0-9][a-z0-9-]*$/);
        expect(`${variable}_URL`).toMatch(/^[A-Z][A-Z0-9_]+$/);
        expect(RESERVED_MEMBERS.has(member)).toBe(false);
      }),
    );
  });

  test('whatever a stack has already is reserved', () => {
    const stack = new Stack();
    const taken = new Set<string>();
    for (
      let at: object | null = stack;
      at && at !== Object.prototype;
      at = Object.getPrototypeOf(at) as object | null
    ) {
      for (const name of Object.getOwnPropertyNames(at)) if (/^[a-z][A-Za-z0-9]*$/.test(name)) taken.add(name);
    }
    expect([...taken].filter((name) => !RESERVED_MEMBERS.has(name) && name !== 'constructor')).toEqual([]);
  });
});

test.each([
  ['Order pipeline', 'order-pipeline', 'OrderPipeline'],
  ['Réserve №2 (v3)!', 'reserve-no2-v3', 'ReserveNo2V3'],
  ['3 tier', 'design-3-tier', 'Design3Tier'],
  ['注文', 'design', 'Design'],
])('the project “%s” is %s and %s in code', (name, slug, className) => {
  expect(projectNames(name)).toEqual({ slug, className });
});

test('a stack of a group of any id has a name that CloudFormation takes, and its own', () => {
  const project = projectNames('a'.repeat(80));
  const long = Array.from({ length: 30 }, () => 'long').join('-');
  const ids = ['billing', long, `${long}-2`, `${long}-`, 'X'.repeat(300), '9'.repeat(200)];
  const all = ids.map((id) => stackNames(project, id));
  for (const { stackId, className, slug } of all) {
    expect(`${stackId}-global`).toMatch(/^[A-Z][A-Za-z0-9-]{0,127}$/);
    expect(className).toMatch(/^[A-Z]\w*$/);
    expect(`${slug}-architecture.ts`.length).toBeLessThan(255);
  }
  for (const name of ['stackId', 'className', 'slug'] as const)
    expect(new Set(all.map((each) => each[name])).size).toBe(ids.length);
});
