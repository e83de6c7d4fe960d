import { beforeEach, expect, it } from 'vitest';
import {
  closeDocument,
  dispatch,
  isDirty,
  openDocument,
  redoStep,
  undoStep,
  useProject,
} from '../../../renderer/project/store';
import { markSaved, shownTab } from '../../../renderer/project/tabs';
import { stateOf } from '../../../renderer/project/history';
import { aDocument, aFunction, aQueue } from '../../support/builders';

const state = () => useProject.getState();
const file = { path: '/designs/a.spillway', name: 'a.spillway', hash: 'a'.repeat(64) };

beforeEach(() => openDocument({ document: aDocument(aQueue('jobs'), aFunction('worker')), file }));

it('a design that was just opened is clean, and clean again when all is undone', () => {
  expect(isDirty(state())).toBe(false);
  dispatch({ do: 'rename', id: 'jobs', name: 'Work' });
  expect(isDirty(state())).toBe(true);
  expect(undoStep()).toBe('Rename jobs');
  expect(isDirty(state())).toBe(false);
  expect(redoStep()).toBe('Rename jobs');
  expect(isDirty(state())).toBe(true);
});

it('what is changed while a save is under way stays unsaved', () => {
  dispatch({ do: 'rename', id: 'jobs', name: 'Work' });
  const { history } = state();
  const writing = history ? stateOf(history) : 0;
  dispatch({ do: 'rename', id: 'jobs', name: 'More work' });
  markSaved(shownTab(), writing, file);
  expect(isDirty(state())).toBe(true);
  undoStep();
  expect(isDirty(state())).toBe(false);
});

it('a recovered draft is unsaved from the start', () => {
  openDocument({ document: aDocument(aQueue('jobs')), isUnsaved: true });
  expect(isDirty(state())).toBe(true);
});

it('a move changes no figure, a setting does', () => {
  const { meaning } = state();
  dispatch({ do: 'move', positions: { jobs: { x: 8, y: 8 } } });
  expect(state().meaning).toBe(meaning);
  dispatch({ do: 'set-config', target: { resource: 'worker' }, field: 'timeout', value: 60 });
  expect(state().meaning).toBe(meaning + 1);
  expect(state().history?.past.at(-1)?.title).toBe('Set timeout');
});

it('an edit without a design is a mistake and says so', () => {
  closeDocument();
  expect(() => dispatch({ do: 'set-name', name: 'x' })).toThrow('no document is open');
});
