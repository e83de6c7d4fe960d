/**
 * The designs that are open. The one that is shown is in the stores, as if it were the only one; every other rests in
 * its tab with its history, its selection and what was found out about it, and goes on where it was left.
 */
import { create } from 'zustand';
import type { KeptDraft } from '#shared/host/calls';
import type { JudgedAssertion } from '#shared/evaluation/assertions';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { keepViewport, type Viewport } from '../canvas/viewport';
import { resumeDial, useEvaluation } from '../evaluation/store';
import { keepRuns, type KeptRuns, resumeRuns, useSimulation } from '../simulation/store';
import { NOTHING_SELECTED, select, type Selection, selectionOf, useSelection } from './selection';
import {
  closeDocument,
  isDirty,
  type Opening,
  type OpenProject,
  type ProjectFile,
  projectOf,
  showProject,
  shownProject,
  useProject,
} from './store';

/** A design while another one is shown. */
interface Suspended {
  readonly kind: 'suspended';
  readonly project: OpenProject;
  readonly selection: Selection;
  readonly loadFactor: number;
  readonly evaluation: Evaluation | undefined;
  readonly assertions: readonly JudgedAssertion[];
  readonly runs: KeptRuns | undefined;
  readonly viewport: Viewport | undefined;
}

/** A tab of the last time that has not been looked at since: its file or its draft is read when it is shown. */
interface Asleep {
  readonly kind: 'asleep';
  readonly name: string;
  readonly path: string | null;
  readonly draft: KeptDraft | undefined;
}

export interface Tab {
  readonly id: string;
  /** Undefined for the tab that is shown. */
  readonly rest: Suspended | Asleep | undefined;
}

interface TabsState {
  /** In the order in which they are shown. */
  readonly tabs: readonly Tab[];
  /** Closed ones that can be had back, the last one last. */
  readonly closed: readonly Suspended[];
}

const MAX_CLOSED = 10;

export const useTabs = create<TabsState>(() => ({ tabs: [], closed: [] }));

export const shownTab = (): string | undefined => useProject.getState().tab;

/** Also the id of its draft: lower case and digits, unlike any that was given before. */
export function newTabId(): string {
  return `draft-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}

/** Opens a design in a tab of its own beside the one that is shown, and shows it. Returns the tab's id. */
export function openTab(opening: Opening, id = newTabId()): string {
  insertTab({ id, rest: suspendedOf(projectOf(opening)) });
  showTab(id);
  return id;
}

/** Shows a tab that is not asleep. */
export function showTab(id: string): void {
  if (id === shownTab()) return;
  const { rest } = useTabs.getState().tabs.find((tab) => tab.id === id) ?? {};
  if (rest?.kind !== 'suspended') throw new Error(`tab ${id} has no design to show`);
  suspendShown();
  select({});
  resumeDial(rest.loadFactor);
  keepViewport(rest.viewport);
  showProject(rest.project, id);
  setRest(id, undefined);
  select(rest.selection);
  resumeRuns(rest.runs);
  useEvaluation.setState({ evaluation: rest.evaluation, assertions: rest.assertions });
}

/** Shows the start page; every design stays open in its tab. */
export function showStart(): void {
  suspendShown();
  select({});
  closeDocument();
}

/** A tab that was asleep has been read. */
export function wakeTab(id: string, opening: Opening): void {
  setRest(id, suspendedOf(projectOf(opening)));
  showTab(id);
}

/** Takes a tab away; the one to its right, else to its left, is named to be shown. */
export function removeTab(id: string): string | undefined {
  const { tabs } = useTabs.getState();
  const at = tabs.findIndex((tab) => tab.id === id);
  const isShown = id === shownTab();
  const next = isShown ? (tabs[at + 1] ?? tabs[at - 1])?.id : shownTab();
  if (isShown) {
    suspendShown();
    select({});
    closeDocument();
  }
  useTabs.setState(({ tabs: now, closed }) => {
    const rest = now.find((tab) => tab.id === id)?.rest;
    return {
      tabs: now.filter((tab) => tab.id !== id),
      closed: rest?.kind === 'suspended' ? [...closed.slice(1 - MAX_CLOSED), withoutRunUnderWay(rest)] : closed,
    };
  });
  return next;
}

/** Puts a tab at a place among the others, counted from the left; beyond either end is the end. */
export function moveTab(id: string, to: number): void {
  const { tabs } = useTabs.getState();
  const moved = tabs.find((tab) => tab.id === id);
  if (!moved) throw new Error(`there is no tab ${id} to move`);
  const others = tabs.filter((tab) => tab !== moved);
  const at = Math.min(others.length, Math.max(0, to));
  if (tabs[at] === moved) return;
  useTabs.setState({ tabs: [...others.slice(0, at), moved, ...others.slice(at)] });
}

/** Brings back the tab that was closed last, as it was. Undefined where none was closed. */
export function reopenTab(): string | undefined {
  const { closed } = useTabs.getState();
  const rest = closed.at(-1);
  if (!rest) return undefined;
  const id = newTabId();
  useTabs.setState({ closed: closed.slice(0, -1) });
  insertTab({ id, rest });
  showTab(id);
  return id;
}

/** The design of a tab; undefined for one that is asleep, or not there. */
export function projectIn(id: string | undefined): OpenProject | undefined {
  if (id === undefined) return undefined;
  if (id === shownTab()) return shownProject();
  const rest = useTabs.getState().tabs.find((tab) => tab.id === id)?.rest;
  return rest?.kind === 'suspended' ? rest.project : undefined;
}

/** `state` is the history's state whose text was written: more may have been changed meanwhile. */
export function markSaved(id: string | undefined, state: number, file: ProjectFile): void {
  const now = { saved: state, file, complete: true };
  if (id === shownTab()) {
    useProject.setState(now);
    return;
  }
  useTabs.setState(({ tabs }) => ({
    tabs: tabs.map((tab) =>
      tab.id === id && tab.rest?.kind === 'suspended'
        ? { ...tab, rest: { ...tab.rest, project: { ...tab.rest.project, ...now } } }
        : tab,
    ),
  }));
}

/** Something became known of the runs of a tab, whether it is shown or not. */
export function changeRuns(id: string, change: (runs: KeptRuns) => Partial<KeptRuns>): void {
  if (id === shownTab()) {
    useSimulation.setState(change);
    return;
  }
  const { rest } = useTabs.getState().tabs.find((tab) => tab.id === id) ?? {};
  if (rest?.kind !== 'suspended' || !rest.runs) return;
  setRest(id, { ...rest, runs: { ...rest.runs, ...change(rest.runs) } });
}

/** A run ends with its tab. */
const withoutRunUnderWay = (rest: Suspended): Suspended =>
  rest.runs ? { ...rest, runs: { ...rest.runs, progress: undefined } } : rest;

export interface TabFace {
  readonly id: string;
  readonly title: string;
  readonly path: string | null;
  readonly isDirty: boolean;
}

/** What a tab shows of itself. */
export function faceOf({ id, rest }: Tab, shown: OpenProject | undefined = projectIn(id)): TabFace {
  if (rest?.kind === 'asleep') {
    return { id, title: titleOf(rest.name), path: rest.path, isDirty: rest.draft !== undefined };
  }
  const project = rest?.project ?? shown;
  if (!project) return { id, title: '', path: null, isDirty: false };
  return { id, title: project.history.document.name, path: project.file.path, isDirty: isDirty(project) };
}

export const facesOf = (): readonly TabFace[] => useTabs.getState().tabs.map((tab) => faceOf(tab));

/** The tab that has this file. */
export const tabOfPath = (path: string): string | undefined => facesOf().find((face) => face.path === path)?.id;

const titleOf = (name: string): string => name.replace(/\.spillway$/, '');

function suspendShown(): void {
  const [id, project] = [shownTab(), shownProject()];
  if (id === undefined || !project) return;
  const { loadFactor, evaluation, assertions } = useEvaluation.getState();
  setRest(id, {
    kind: 'suspended',
    project,
    selection: selectionOf(useSelection.getState()),
    loadFactor,
    evaluation,
    assertions,
    runs: keepRuns(),
    viewport: keepViewport(undefined),
  });
}

function suspendedOf(project: OpenProject): Suspended {
  return {
    kind: 'suspended',
    project,
    selection: NOTHING_SELECTED,
    loadFactor: 1,
    evaluation: undefined,
    assertions: [],
    runs: undefined,
    viewport: undefined,
  };
}

function setRest(id: string, rest: Tab['rest']): void {
  useTabs.setState(({ tabs }) => ({ tabs: tabs.map((tab) => (tab.id === id ? { id, rest } : tab)) }));
}

function insertTab(tab: Tab): void {
  useTabs.setState(({ tabs }) => {
    const at = tabs.findIndex(({ id }) => id === shownTab());
    const before = at === -1 ? tabs.length : at + 1;
    return { tabs: [...tabs.slice(0, before), tab, ...tabs.slice(before)] };
  });
}
