import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDocument } from '#shared/document/write';
import type { ProjectEdit } from '#shared/model/edit';
import { services } from '#shared/services/registry';
import {
  advance,
  beginHistory,
  closeStep,
  type History,
  movesOnly,
  redo,
  stateOf,
  undo,
} from '../../../renderer/project/history';
import { aDocument, aFunction, aQueue, joined } from '../../support/builders';

const drawn = aDocument(
  aQueue('jobs'),
  aFunction('worker', { timeout: 30 }),
  joined('lambda/queue-event-source', 'jobs', 'worker'),
);
const bytes = ({ document }: History): string => writeDocument(document, services);
const setTimeout = (value: number): ProjectEdit => ({
  do: 'set-config',
  target: { resource: 'worker' },
  field: 'timeout',
  value,
});
const undoAll = (history: History): History => {
  let now = history;
  while (now.past.length > 0) now = undo(now);
  return now;
};

describe('history', () => {
  it('undoing everything gives the same bytes, and redoing everything too', () => {
    const edits: readonly ProjectEdit[] = [
      setTimeout(60),
      { do: 'rename', id: 'jobs', name: 'Work' },
      { do: 'move', positions: { jobs: { x: 8, y: 16 }, worker: { x: 300, y: 0 } } },
      { do: 'remove-resource', id: 'jobs' },
      { do: 'set-account', region: 'eu-west-1', quotas: { 'lambda/concurrent-executions': 10 } },
      { do: 'acknowledge', acknowledgement: { rule: 'lambda/x', resource: 'worker', reason: 'known' } },
    ];
    const arbitrary = fc.shuffledSubarray([...edits]);
    fc.assert(
      fc.property(arbitrary, (chosen) => {
        // What removes a resource comes last, so that each edit can be applied.
        const order = chosen.toSorted(
          (a, b) => Number(a.do === 'remove-resource') - Number(b.do === 'remove-resource'),
        );
        const begun = beginHistory(drawn);
        const done = order.reduce((history, edit) => advance(history, edit, edit.do), begun);
        const undone = undoAll(done);
        expect(bytes(undone)).toBe(bytes(begun));
        let redone = undone;
        while (redone.future.length > 0) redone = redo(redone);
        expect(bytes(redone)).toBe(bytes(done));
      }),
    );
  });

  it('keystrokes in one field are one step', () => {
    const typed = [3, 36, 360].reduce(
      (history, value) => advance(history, setTimeout(value), 'Set timeout', 'field timeout'),
      beginHistory(drawn),
    );
    expect(typed.past).toHaveLength(1);
    expect(bytes(undo(typed))).toBe(bytes(beginHistory(drawn)));
    expect(bytes(redo(undo(typed)))).toBe(bytes(typed));
  });

  it('after the field has lost the focus another step begins', () => {
    const first = advance(beginHistory(drawn), setTimeout(60), 'Set timeout', 'field timeout');
    expect(advance(closeStep(first), setTimeout(90), 'Set timeout', 'field timeout').past).toHaveLength(2);
  });

  it('a new edit forgets what was undone', () => {
    const undone = undo(advance(beginHistory(drawn), setTimeout(60), 'Set timeout'));
    expect(undone.future).toHaveLength(1);
    expect(advance(undone, setTimeout(90), 'Set timeout').future).toHaveLength(0);
  });

  it('names each state: the same again after undoing and redoing back to it', () => {
    const begun = beginHistory(drawn);
    const once = advance(begun, setTimeout(60), 'Set timeout');
    const twice = advance(once, setTimeout(90), 'Set timeout');
    expect(stateOf(undo(twice))).toBe(stateOf(once));
    expect(stateOf(redo(undo(twice)))).toBe(stateOf(twice));
    expect(stateOf(undo(undo(twice)))).toBe(stateOf(begun));
    // Another edit in the place of an undone one is another state.
    expect(stateOf(advance(undo(twice), setTimeout(91), 'Set timeout'))).not.toBe(stateOf(twice));
  });

  it('forgets the oldest of a thousand steps, and then never takes the start for the saved state', () => {
    let history = beginHistory(drawn);
    for (let step = 1; step <= 1003; step += 1) {
      history = advance(history, { do: 'move', positions: { jobs: { x: step, y: 0 } } }, 'Move');
    }
    expect(history.past).toHaveLength(1000);
    expect(stateOf(undoAll(history))).not.toBe(0);
  });
});

it('only moves need no evaluation', () => {
  const move: ProjectEdit = { do: 'move', positions: { jobs: { x: 1, y: 1 } } };
  expect(movesOnly(move)).toBe(true);
  expect(movesOnly({ do: 'all', title: 'Tidy', edits: [move, move] })).toBe(true);
  expect(movesOnly({ do: 'all', title: 'Both', edits: [move, setTimeout(1)] })).toBe(false);
});
