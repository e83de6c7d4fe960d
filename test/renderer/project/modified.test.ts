import { beforeEach, expect, it } from 'vitest';
import { stateOf } from '../../../renderer/project/history';
import { modifiedIds, savedDocument } from '../../../renderer/project/modified';
import { variantName } from '../../../renderer/project/session';
import { dispatch, openDocument, redoStep, undoStep, useProject } from '../../../renderer/project/store';
import { markSaved, shownTab } from '../../../renderer/project/tabs';
import { aDocument, aFunction, aQueue, joined } from '../../support/builders';

const file = { path: '/designs/a.spillway', name: 'a.spillway', hash: null };
const document = aDocument(aQueue('jobs'), aFunction('worker'), joined('lambda/queue-event-source', 'jobs', 'worker'));
const modified = (): readonly string[] => [...modifiedIds(useProject.getState())];
const save = (): void => {
  const { history } = useProject.getState();
  if (history) markSaved(shownTab(), stateOf(history), file);
};

beforeEach(() => openDocument({ document, file }));

it('a design that was just opened has nothing modified, and one that is in no file is new as a whole', () => {
  expect(modified()).toEqual([]);
  openDocument({ document, isUnsaved: true });
  expect(modified()).toEqual(['jobs', 'worker', 'jobs--worker']);
});

it('what is changed is modified until it is undone or saved; moving modifies nothing', () => {
  dispatch({ do: 'move', positions: { jobs: { x: 9, y: 9 } } });
  expect(modified()).toEqual([]);
  dispatch({ do: 'rename', id: 'worker', name: 'Worker' });
  expect(modified()).toEqual(['worker']);
  undoStep();
  expect(modified()).toEqual([]);
  redoStep();
  save();
  expect(modified()).toEqual([]);
});

it('the answer is the same object while nothing changes, as a selector asks', () => {
  dispatch({ do: 'rename', id: 'worker', name: 'Worker' });
  expect(modifiedIds(useProject.getState())).toBe(modifiedIds(useProject.getState()));
});

it('the saved document is found behind and ahead in the history', () => {
  dispatch({ do: 'rename', id: 'worker', name: 'One' });
  save();
  const { history } = useProject.getState();
  dispatch({ do: 'rename', id: 'worker', name: 'Two' });
  expect(savedDocument(useProject.getState())).toEqual(history?.document);
  undoStep();
  undoStep();
  expect(savedDocument(useProject.getState())).toEqual(history?.document);
  dispatch({ do: 'rename', id: 'worker', name: 'Other' });
  expect(savedDocument(useProject.getState())).toBeUndefined();
});

it('variants are numbered from the second on, also those of a variant', () => {
  expect(variantName('Orders', ['Orders'])).toBe('Orders (variant)');
  expect(variantName('Orders (variant)', ['Orders', 'Orders (variant)'])).toBe('Orders (variant 2)');
  expect(variantName('Orders (variant 2)', ['Orders'])).toBe('Orders (variant)');
});
