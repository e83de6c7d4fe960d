import { beforeEach, describe, expect, it } from 'vitest';
import { newDocument } from '#shared/document/new';
import { setLoadFactor, useEvaluation } from '../../../renderer/evaluation/store';
import { closeDocument, currentDocument, dispatch, undoStep, useProject } from '../../../renderer/project/store';
import { select, useSelection } from '../../../renderer/project/selection';
import {
  changeRuns,
  facesOf,
  moveTab,
  openTab,
  removeTab,
  reopenTab,
  showStart,
  shownTab,
  showTab,
  useTabs,
} from '../../../renderer/project/tabs';
import { resumeRuns, useSimulation } from '../../../renderer/simulation/store';
import { aDocument, aQueue } from '../../support/builders';

const orders = { ...aDocument(aQueue('jobs')), name: 'Orders' };
const titles = (): readonly string[] => facesOf().map(({ title }) => title);
const rename = (name: string): void => dispatch({ do: 'rename', id: 'jobs', name });

beforeEach(() => {
  closeDocument();
  useTabs.setState({ tabs: [], closed: [] });
});

it('each tab goes on where it was left: document, undo, selection, load', () => {
  const first = openTab({ document: orders });
  rename('one');
  rename('two');
  undoStep();
  select({ resources: ['jobs'] });
  setLoadFactor(3);
  const second = openTab({ document: newDocument('Other') });
  expect(useEvaluation.getState().loadFactor).toBe(1);
  expect(useSelection.getState().resources).toEqual([]);
  showTab(first);
  expect(currentDocument().resources[0]?.name).toBe('one');
  expect(useProject.getState().history?.future).toHaveLength(1);
  expect(useSelection.getState().resources).toEqual(['jobs']);
  expect(useEvaluation.getState().loadFactor).toBe(3);
  undoStep();
  showTab(second);
  expect(currentDocument().name).toBe('Other');
});

it('a new tab stands beside the one that is shown', () => {
  const first = openTab({ document: newDocument('A') });
  openTab({ document: newDocument('B') });
  showTab(first);
  openTab({ document: newDocument('C') });
  expect(titles()).toEqual(['A', 'C', 'B']);
});

it('no two designs share a meaning, so that figures of one are never taken for those of another', () => {
  const first = openTab({ document: orders });
  const meaning = useProject.getState().meaning;
  openTab({ document: orders });
  expect(useProject.getState().meaning).not.toBe(meaning);
  showTab(first);
  expect(useProject.getState().meaning).toBe(meaning);
});

it('the start page leaves the tabs open', () => {
  openTab({ document: orders });
  rename('one');
  showStart();
  expect(shownTab()).toBeUndefined();
  expect(facesOf()).toMatchObject([{ title: 'Orders', isDirty: true }]);
});

it('when the shown tab is closed its right neighbour is next, else its left one; another tab leaves the shown one', () => {
  const [a, b, c] = ['A', 'B', 'C'].map((name) => openTab({ document: newDocument(name) }));
  if (a === undefined || b === undefined || c === undefined) throw new Error('three tabs were opened');
  expect(removeTab(a)).toBe(c);
  showTab(b);
  expect(removeTab(b)).toBe(c);
  showTab(c);
  expect(removeTab(c)).toBeUndefined();
  expect(useProject.getState().history).toBeUndefined();
});

it('a closed tab comes back with its work and its undo, the last one first', () => {
  const first = openTab({ document: orders });
  rename('one');
  removeTab(first);
  removeTab(openTab({ document: newDocument('Other') }));
  reopenTab();
  expect(currentDocument().name).toBe('Other');
  reopenTab();
  expect(currentDocument().resources[0]?.name).toBe('one');
  expect(undoStep()).toBe('Rename jobs');
  expect(reopenTab()).toBeUndefined();
});

it('a tab is moved among the others, and no further than to either end', () => {
  const [a] = ['A', 'B', 'C'].map((name) => openTab({ document: newDocument(name) }));
  if (a === undefined) throw new Error('no tab was opened');
  moveTab(a, 1);
  expect(titles()).toEqual(['B', 'A', 'C']);
  moveTab(a, 9);
  expect(titles()).toEqual(['B', 'C', 'A']);
  moveTab(a, -3);
  expect(titles()).toEqual(['A', 'B', 'C']);
});

describe('a run that is under way', () => {
  const progress = { fraction: 0.5, events: 100 };

  it('goes on in its tab while another is shown, and is shown again with it', () => {
    resumeRuns(undefined);
    const first = openTab({ document: orders });
    useSimulation.setState({ progress: { fraction: 0.1, events: 10 } });
    openTab({ document: newDocument('Other') });
    expect(useSimulation.getState().progress).toBeUndefined();
    changeRuns(first, () => ({ progress }));
    expect(useSimulation.getState().progress).toBeUndefined();
    showTab(first);
    expect(useSimulation.getState().progress).toEqual(progress);
  });

  it('ends with its tab', () => {
    openTab({ document: orders });
    useSimulation.setState({ progress });
    removeTab(shownTab() ?? '');
    reopenTab();
    expect(useSimulation.getState().progress).toBeUndefined();
  });
});
