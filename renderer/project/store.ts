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

export interface ProjectState {
  /** Undefined on the start page. */
  readonly history: History | undefined;
  /** The state of the history that was last saved or opened; undefined where none is in a file. */
  readonly saved: number | undefined;
  readonly file: ProjectFile;
  /** What was found when the file was read. */
  readonly readFindings: readonly Finding[];
  /** False where the file holds more than could be read: saving over it would lose that. */
  readonly complete: boolean;
  /** Rises with each change that can alter a figure; moving things leaves it. */
  readonly meaning: number;
  /** Rises each time that another document is opened. */
  readonly opened: number;
}

const NO_FILE: ProjectFile = { path: null, name: '', hash: null };

export const useProject = create<ProjectState>(() => ({
  history: undefined,
  saved: undefined,
  file: NO_FILE,
  readFindings: [],
  complete: true,
  meaning: 0,
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

export function openDocument({
  document,
  file = NO_FILE,
  findings = [],
  complete = true,
  isUnsaved = false,
}: Opening): void {
  useProject.setState(({ meaning, opened }) => ({
    history: beginHistory(document),
    saved: isUnsaved ? undefined : 0,
    file,
    readFindings: findings,
    complete,
    meaning: meaning + 1,
    opened: opened + 1,
  }));
}

export function closeDocument(): void {
  useProject.setState({ history: undefined, saved: undefined, file: NO_FILE, readFindings: [] });
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
  useProject.setState({ history: next, meaning: movesOnly(edit) ? meaning : meaning + 1 });
}

export function undoStep(): string | undefined {
  const { history, meaning } = useProject.getState();
  const step = history?.past.at(-1);
  if (!history || !step) return undefined;
  useProject.setState({ history: undo(history), meaning: movesOnly(step.edit) ? meaning : meaning + 1 });
  return step.title;
}

export function redoStep(): string | undefined {
  const { history, meaning } = useProject.getState();
  const step = history?.future[0];
  if (!history || !step) return undefined;
  useProject.setState({ history: redo(history), meaning: movesOnly(step.edit) ? meaning : meaning + 1 });
  return step.title;
}

/** The field lost the focus: what is typed from here on is another step. */
export function endMerging(): void {
  const { history } = useProject.getState();
  if (history) useProject.setState({ history: closeStep(history) });
}

/** `state` is the history's state whose text was written: more may have been changed meanwhile. */
export function markSaved(state: number, file: ProjectFile): void {
  useProject.setState({ saved: state, file, complete: true });
}

/** The document that is open; throws on the start page. */
export function currentDocument(): ProjectDocument {
  const { history } = useProject.getState();
  if (!history) throw new Error('no document is open');
  return history.document;
}

export const documentOf = (state: ProjectState): ProjectDocument | undefined => state.history?.document;

/** Undoing back to what was saved makes it clean again. */
export function isDirty({ history, saved }: ProjectState): boolean {
  return history !== undefined && stateOf(history) !== saved;
}
