/** Undo and redo over everything: each change of the document is an edit, kept with the edit that takes it back. */
import type { ProjectDocument } from '#shared/document/schema';
import { applyEdit } from '#shared/document/edit';
import type { ProjectEdit } from '#shared/model/edit';
import { services } from './catalogue';

/** More steps than a person goes back; the oldest are forgotten. */
const MAX_STEPS = 1000;

export interface Step {
  /** Of the state after it; a redone step leads to the same state. */
  readonly id: number;
  readonly title: string;
  readonly edit: ProjectEdit;
  readonly inverse: ProjectEdit;
  /** Steps with the same key that follow one another are one step: the keystrokes in a field, the arrow keys. */
  readonly merge?: string;
}

export interface History {
  readonly document: ProjectDocument;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** Steps ever made: the next one's id. */
  readonly made: number;
  /** The state before the oldest step that is kept. */
  readonly base: number;
}

export const beginHistory = (document: ProjectDocument): History => ({
  document,
  past: [],
  future: [],
  made: 0,
  base: 0,
});

/** Names the present state: the same again after undoing or redoing back to it. 0 is the beginning. */
export const stateOf = (history: History): number => history.past.at(-1)?.id ?? history.base;

/** Applies an edit as one step. What was undone before can no longer be redone. */
export function advance(history: History, edit: ProjectEdit, title: string, merge?: string): History {
  const { document, inverse } = applyEdit(history.document, edit, services);
  const made = history.made + 1;
  const last = history.past.at(-1);
  if (merge !== undefined && last?.merge === merge && history.future.length === 0) {
    const step: Step = {
      id: made,
      title,
      edit: { do: 'all', title, edits: [...flat(last.edit), edit] },
      inverse: { do: 'all', title, edits: [inverse, ...flat(last.inverse)] },
      merge,
    };
    return { ...history, document, past: [...history.past.slice(0, -1), step], made };
  }
  const step: Step = { id: made, title, edit, inverse, ...(merge === undefined ? {} : { merge }) };
  const forgotten = history.past.at(-MAX_STEPS);
  const past = [...history.past.slice(-(MAX_STEPS - 1)), step];
  return { document, past, future: [], made, base: forgotten?.id ?? history.base };
}

export function undo(history: History): History {
  const step = history.past.at(-1);
  if (!step) return history;
  const { document } = applyEdit(history.document, step.inverse, services);
  return { ...history, document, past: history.past.slice(0, -1), future: [step, ...history.future] };
}

export function redo(history: History): History {
  const step = history.future[0];
  if (!step) return history;
  const { document, inverse } = applyEdit(history.document, step.edit, services);
  // Once redone, a step is closed: typing further in the same field begins a new one.
  const { merge: _merge, ...redone } = { ...step, inverse };
  return { ...history, document, past: [...history.past, redone], future: history.future.slice(1) };
}

/** Ends a run of merged steps, when the field loses the focus or the key is let go. */
export function closeStep(history: History): History {
  const last = history.past.at(-1);
  if (last?.merge === undefined) return history;
  const { merge: _merge, ...closed } = last;
  return { ...history, past: [...history.past.slice(0, -1), closed] };
}

function flat(edit: ProjectEdit): readonly ProjectEdit[] {
  return edit.do === 'all' ? edit.edits : [edit];
}

const WITHOUT_FIGURES: ReadonlySet<ProjectEdit['do']> = new Set([
  'move',
  'put-group',
  'remove-group',
  'put-note',
  'remove-note',
  'set-note',
]);

/** Whether nothing but places, groups and notes differ: such an edit needs no evaluation. */
export function movesOnly(edit: ProjectEdit): boolean {
  return WITHOUT_FIGURES.has(edit.do) || (edit.do === 'all' && edit.edits.every(movesOnly));
}
