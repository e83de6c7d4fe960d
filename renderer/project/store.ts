/** The open document. It is the truth: the canvas, the forms and the panels are views of it, and change it by edits. */
import { create } from 'zustand';
import type { ProjectDocument } from '#shared/document/schema';
import type { ProjectEdit } from '#shared/model/edit';
import type { Finding } from '#shared/model/finding';
import { advance, beginHistory, closeStep, type History, movesOnly, redo, stateOf, undo } from './history';
import { editTitle } from './titles';

export interface ProjectFile {
  /** Where it was opened from or saved to; null for a design that was never saved. */
  readonly path: string | null;
  readonly name: string;
  /** What the file held when it was last read or written. */
  readonly hash: string | null;
}

/** A design in its tab, shown or not. */
export interface OpenProject {
  readonly history: History;
  /** The state of the history that was last saved or opened; undefined where none is in a file. */
  readonly saved: number | undefined;
  readonly file: ProjectFile;
  /** What was found when the file was read. */
  readonly readFindings: readonly Finding[];
  /** False where the file holds more than could be read: saving over it would lose that. */
  readonly complete: boolean;
  /** Another one with each change that can alter a figure; moving things leaves it. No two designs share one. */
  readonly meaning: number;
}

/** The design that is shown. */
export interface ProjectState extends Omit<OpenProject, 'history'> {
  /** Undefined on the start page. */
  readonly history: History | undefined;
  /** Id of the tab that is shown; undefined on the start page. */
  readonly tab: string | undefined;
  /** Rises each time that another document is shown. */
  readonly opened: number;
}

let lastMeaning = 0;

function anotherMeaning(): number {
  lastMeaning += 1;
  return lastMeaning;
}

const NO_FILE: ProjectFile = { path: null, name: '', hash: null };

export const useProject = create<ProjectState>(() => ({
  history: undefined,
  saved: undefined,
  file: NO_FILE,
  readFindings: [],
  complete: true,
  meaning: 0,
  tab: undefined,
  opened: 0,
}));

export interface Opening {
  readonly document: ProjectDocument;
  readonly file?: ProjectFile;
  readonly findings?: readonly Finding[];
  readonly complete?: boolean;
  /** A recovered draft, or what was pasted: not saved anywhere yet. */
  readonly isUnsaved?: boolean;
}

/** Shows a document in the tab that is shown, or in another one. */
export function openDocument(opening: Opening, tab = useProject.getState().tab): void {
  showProject(projectOf(opening), tab);
}

export function projectOf({
  document,
  file = NO_FILE,
  findings = [],
  complete = true,
  isUnsaved = false,
}: Opening): OpenProject {
  return {
    history: beginHistory(document),
    saved: isUnsaved ? undefined : 0,
    file,
    readFindings: findings,
    complete,
    meaning: anotherMeaning(),
  };
}

export function showProject(project: OpenProject, tab: string | undefined): void {
  useProject.setState(({ opened }) => ({ ...project, tab, opened: opened + 1 }));
}

export function closeDocument(): void {
  useProject.setState({ history: undefined, saved: undefined, file: NO_FILE, readFindings: [], tab: undefined });
}

/** What is shown, as its tab keeps it while another one is; undefined on the start page. */
export function shownProject(): OpenProject | undefined {
  const { history, saved, file, readFindings, complete, meaning } = useProject.getState();
  return history && { history, saved, file, readFindings, complete, meaning };
}

interface DispatchOptions {
  readonly title?: string;
  readonly merge?: string;
}

/** The one way to change the document. Throws for an edit that cannot be applied: that is a mistake of ours. */
export function dispatch(edit: ProjectEdit, { title, merge }: DispatchOptions = {}): void {
  const { history, meaning } = useProject.getState();
  if (!history) throw new Error(`no document is open for the edit ${edit.do}`);
  const next = advance(history, edit, title ?? editTitle(edit, history.document), merge);
  if (next.document === history.document) return;
  useProject.setState({ history: next, meaning: movesOnly(edit) ? meaning : anotherMeaning() });
}

export function undoStep(): string | undefined {
  const { history, meaning } = useProject.getState();
  const step = history?.past.at(-1);
  if (!history || !step) return undefined;
  useProject.setState({ history: undo(history), meaning: movesOnly(step.edit) ? meaning : anotherMeaning() });
  return step.title;
}

export function redoStep(): string | undefined {
  const { history, meaning } = useProject.getState();
  const step = history?.future[0];
  if (!history || !step) return undefined;
  useProject.setState({ history: redo(history), meaning: movesOnly(step.edit) ? meaning : anotherMeaning() });
  return step.title;
}

/** The field lost the focus: what is typed from here on is another step. */
export function endMerging(): void {
  const { history } = useProject.getState();
  if (history) useProject.setState({ history: closeStep(history) });
}

/** The document that is open; throws on the start page. */
export function currentDocument(): ProjectDocument {
  const { history } = useProject.getState();
  if (!history) throw new Error('no document is open');
  return history.document;
}

export const documentOf = (state: ProjectState): ProjectDocument | undefined => state.history?.document;

/** Undoing back to what was saved makes it clean again. */
export function isDirty({ history, saved }: Pick<ProjectState, 'history' | 'saved'>): boolean {
  return history !== undefined && stateOf(history) !== saved;
}
