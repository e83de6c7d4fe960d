import { expect, it } from 'vitest';
import { entryUnit } from '#shared/capacity/assess';
import type { Config } from '#shared/model/graph';
import { drawing } from '../support/drawing';

const unitOf = (resources: Readonly<Record<string, readonly [string, Config?]>>) => entryUnit(drawing({ resources }));

it('the load of a design is counted in what its entries send', () => {
  expect(unitOf({ shop: ['client'], app: ['client'] })).toBe('requests');
  expect(unitOf({ nightly: ['scheduler'] })).toBe('invocations');
  expect(unitOf({ accounts: ['appflow'] })).toBe('records');
  expect(unitOf({ leads: ['appflow', { trigger: 'event' }], idle: ['client', { rate: 0 }] })).toBe('events');
});

it('a load of different things, and none, has no unit', () => {
  expect(unitOf({ accounts: ['appflow'], shop: ['client'] })).toBeNull();
  expect(unitOf({ started: ['appflow', { trigger: 'on-demand' }] })).toBeNull();
});
