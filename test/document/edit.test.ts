import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProjectEdit } from '#shared/model/edit';
import { applyEdit, canApply } from '#shared/document/edit';
import { newDocument } from '#shared/document/new';
import type { ProjectDocument } from '#shared/document/schema';
import { writeDocument } from '#shared/document/write';
import { document as anyDocument, grant, wish } from './arbitrary';
import { world } from './world';

const bytes = (document: ProjectDocument): string => writeDocument(document, world);
const add = (id: string, service = 'box'): ProjectEdit => ({
  do: 'add-resource',
  resource: { id, service, name: id, config: {} },
  at: { x: 0, y: 0 },
});
const link = (id: string, kind: string, from: string, to: string): ProjectEdit => ({
  do: 'connect',
  connection: { id, kind, from, to, config: {} },
});
const applied = (...edits: readonly ProjectEdit[]): ProjectDocument =>
  edits.reduce((document, edit) => applyEdit(document, edit).document, newDocument('Test'));

describe('an edit', () => {
  it('is taken back to the same bytes by its inverse, and its inverse by its own', () => {
    fc.assert(
      fc.property(anyDocument, wish, (document, each) => {
        const edit = grant(document, each);
        if (!edit) return;
        const after = applyEdit(document, edit);
        const back = applyEdit(after.document, after.inverse);
        expect(bytes(back.document)).toBe(bytes(document));
        expect(bytes(applyEdit(back.document, back.inverse).document)).toBe(bytes(after.document));
      }),
      { numRuns: 120 },
    );
  });

  it('is taken back after any number of others, in turn', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), fc.boolean(), (wishes, withRegistry) => {
        let document = newDocument('Test');
        const states: string[] = [];
        const inverses: ProjectEdit[] = [];
        for (const each of wishes) {
          const edit = grant(document, each);
          if (!edit) continue;
          states.push(bytes(document));
          const outcome = applyEdit(document, edit, withRegistry ? world : undefined);
          document = outcome.document;
          inverses.push(outcome.inverse);
        }
        for (const inverse of inverses.toReversed()) {
          document = applyEdit(document, inverse, withRegistry ? world : undefined).document;
          expect(bytes(document)).toBe(states.pop());
        }
      }),
      { numRuns: 60 },
    );
  });

  it('survives a detour over JSON, as it goes to a worker or a journal', () => {
    fc.assert(
      fc.property(anyDocument, wish, (document, each) => {
        const edit = grant(document, each);
        if (!edit) return;
        const { document: after, inverse } = applyEdit(document, edit);
        const sent = JSON.parse(JSON.stringify(inverse)) as ProjectEdit;
        expect(bytes(applyEdit(after, sent).document)).toBe(bytes(document));
      }),
      { numRuns: 50 },
    );
  });

  it('leaves what it does not touch the same objects', () => {
    const before = applied(add('a'), add('b'), link('a--b', 'box/redrive', 'a', 'b'));
    const after = applyEdit(before, { do: 'move', positions: { a: { x: 5, y: 5 } } }).document;
    expect(after.resources).toBe(before.resources);
    expect(after.connections).toBe(before.connections);
    const set = applyEdit(before, {
      do: 'set-config',
      target: { resource: 'a' },
      field: 'retention',
      value: 60,
    }).document;
    expect(set.resources[1]).toBe(before.resources[1]);
    expect(set.layout).toBe(before.layout);
  });

  it('that changes nothing gives the very same document', () => {
    const before = applied(add('a'));
    expect(applyEdit(before, { do: 'rename', id: 'a', name: 'a' }).document).toBe(before);
    expect(applyEdit(before, { do: 'set-name', name: 'Test' }).document).toBe(before);
    const edit: ProjectEdit = { do: 'set-config', target: { resource: 'a' }, field: 'retention', value: 345_600 };
    expect(applyEdit(before, edit, world).document).toBe(before);
  });

  it('that removes a resource removes all that speaks of it', () => {
    const before = applied(
      add('a'),
      add('b'),
      link('a--b', 'box/redrive', 'a', 'b'),
      { do: 'acknowledge', acknowledgement: { rule: 'box/x', connection: 'a--b', reason: 'known' } },
      { do: 'acknowledge', acknowledgement: { rule: 'box/y', resource: 'b', reason: 'known' } },
      {
        do: 'put-scenario',
        scenario: {
          id: 's',
          name: 'S',
          duration: 60,
          failures: [{ kind: 'kick', resource: 'b', at: 1, for: 2, factor: 3 }],
        },
      },
      { do: 'put-assertion', assertion: { id: 't', kind: 'headroom', atLeast: 0.2, resource: 'b' } },
    );
    const { document, inverse } = applyEdit(before, { do: 'remove-resource', id: 'b' });
    expect(document).toMatchObject({
      connections: [],
      acknowledged: [],
      assertions: [],
      layout: { a: { x: 0, y: 0 } },
    });
    expect(document.layout).not.toHaveProperty('b');
    expect(document.scenarios[0]?.failures).toEqual([]);
    expect(applyEdit(document, inverse).document).toEqual(before);
  });

  it('that removes a connection removes what was acknowledged of it', () => {
    const before = applied(
      add('a'),
      add('b'),
      link('a--b', 'box/redrive', 'a', 'b'),
      { do: 'acknowledge', acknowledgement: { rule: 'box/x', connection: 'a--b', reason: 'known' } },
      { do: 'acknowledge', acknowledgement: { rule: 'box/x', resource: 'a', reason: 'known' } },
    );
    const { document, inverse } = applyEdit(before, { do: 'disconnect', id: 'a--b' });
    expect(document.acknowledged).toEqual([{ rule: 'box/x', resource: 'a', reason: 'known' }]);
    expect(applyEdit(document, inverse).document).toEqual(before);
  });

  it('that acknowledges again replaces the reason, and is taken back to the first one', () => {
    const acknowledge = (reason: string): ProjectEdit => ({
      do: 'acknowledge',
      acknowledgement: { rule: 'box/x', resource: 'a', reason },
    });
    const before = applied(add('a'), acknowledge('first'));
    const { document, inverse } = applyEdit(before, acknowledge('second'));
    expect(document.acknowledged).toEqual([{ rule: 'box/x', resource: 'a', reason: 'second' }]);
    expect(applyEdit(document, inverse).document).toEqual(before);
  });

  it('of several is one step, or none at all', () => {
    const edits = [add('a'), { do: 'rename', id: 'nobody', name: 'x' } as const];
    const empty = newDocument('Test');
    expect(() => applyEdit(empty, { do: 'all', title: 'Both', edits })).toThrow(
      'there is no resource "nobody" to rename',
    );
    expect(empty.resources).toEqual([]);
  });

  it.each<[ProjectEdit, string]>([
    [add('a'), 'there is already something with the id "a"'],
    [add('constructor'), '"constructor" cannot be an id: letters, digits and - _ . : only'],
    [add('two words'), '"two words" cannot be an id: letters, digits and - _ . : only'],
    [link('a--x', 'box/redrive', 'a', 'x'), 'there is no resource "x" to connect'],
    [{ do: 'remove-resource', id: 'x' }, 'there is no resource "x" to remove'],
    [{ do: 'disconnect', id: 'x' }, 'there is no connection "x"'],
    [{ do: 'move', positions: { a: { x: NaN, y: 0 } } }, '"a" cannot be put at NaN, 0'],
    [
      { do: 'set-config', target: { resource: 'a' }, field: 'retention', value: Infinity },
      'retention cannot be Infinity: a project file cannot hold that',
    ],
    [{ do: 'set-config', target: { connection: 'x' }, field: 'f', value: 1 }, 'there is no connection "x" to set f of'],
    [{ do: 'set-account', quotas: { 'box/boxes': -1 } }, 'the quota box/boxes cannot be -1: a number of 0 or more'],
    [{ do: 'unacknowledge', rule: 'box/x' }, 'box/x is not acknowledged there'],
    [
      { do: 'acknowledge', acknowledgement: { rule: 'box/x', resource: 'x', reason: '' } },
      'there is no resource "x" of which box/x could be acknowledged',
    ],
    [
      { do: 'acknowledge', acknowledgement: { rule: 'box/x', connection: 'x', reason: '' } },
      'there is no connection "x" of which box/x could be acknowledged',
    ],
    [{ do: 'remove-scenario', id: 'x' }, 'there is no scenario "x"'],
    [{ do: 'remove-assertion', id: 'x' }, 'there is no assertion "x"'],
    [
      { do: 'put-scenario', scenario: { id: 's', name: 'S', duration: -1 } },
      'the scenario s is not complete: duration must be more than 0 but is -1',
    ],
    [
      {
        do: 'put-scenario',
        scenario: {
          id: 's',
          name: 'S',
          duration: 1,
          profile: {
            kind: 'trace',
            points: [
              [1, 1],
              [1, 2],
            ],
          },
        },
      },
      'the scenario s is not complete: profile.points must have times that rise from point to point',
    ],
    [
      { do: 'put-assertion', assertion: { id: 't', kind: 'latency', atMost: 1 } },
      'the assertion t is not complete: resource is missing: it must be a text',
    ],
  ])('that cannot be applied throws, and says so when asked before: %j', (edit, why) => {
    const document = applied(add('a'));
    expect(() => applyEdit(document, edit)).toThrow(`cannot apply ${edit.do}: ${why}`);
    expect(canApply(document, edit)).toBe(why);
  });

  it('that AWS would not allow is refused when asked before, with what to draw instead', () => {
    const document = applied(add('a'), add('b'), add('news', 'board'));
    expect(canApply(document, link('a--b', 'box/redrive', 'a', 'b'), world)).toBeUndefined();
    expect(canApply(document, link('a--b', 'worker/poll', 'a', 'b'), world)).toBe(
      'a and b cannot be joined by worker/poll: draw one of these instead: Redrive',
    );
    expect(
      canApply(document, { do: 'all', title: '', edits: [link('a--news', 'worker/publish', 'a', 'news')] }, world),
    ).toBe(
      'a box pushes nothing: put a worker between them (a → worker → news), or draw it the other way round (news → a: Subscription)',
    );
  });
});
