/** The design as its file has it, and what has been changed since. */
import { diffDocuments } from '#shared/document/diff';
import type { ProjectDocument } from '#shared/document/schema';
import { services } from './catalogue';
import { type History, redo, stateOf, undo } from './history';
import type { ProjectState } from './store';

type Saved = Pick<ProjectState, 'history' | 'saved'>;

/** The document that was last saved or opened; undefined where the history does not reach it. */
export function savedDocument({ history, saved }: Saved): ProjectDocument | undefined {
  if (!history || saved === undefined) return undefined;
  return wayTo(history, saved, undo) ?? wayTo(history, saved, redo);
}

/** Ids of resources and connections that are new or changed since the design was saved; moving is no change. */
export function modifiedIds({ history, saved, opened }: ProjectState): ReadonlySet<string> {
  const document = history?.document;
  const isSameSave = known.opened === opened && known.saved === saved;
  if (isSameSave && known.document === document) return known.ids;
  const before = isSameSave ? known.before : savedDocument({ history, saved });
  known = { opened, saved, before, document, ids: idsBetween(before, document) };
  return known.ids;
}

const NONE: ReadonlySet<string> = new Set();

/** The last answer, as a selector is asked on every change of the store; going back to what was saved takes a while. */
let known: {
  readonly opened: number;
  readonly saved: number | undefined;
  readonly before: ProjectDocument | undefined;
  readonly document: ProjectDocument | undefined;
  readonly ids: ReadonlySet<string>;
} = { opened: 0, saved: undefined, before: undefined, document: undefined, ids: NONE };

function idsBetween(before: ProjectDocument | undefined, document: ProjectDocument | undefined): ReadonlySet<string> {
  if (!document) return NONE;
  // What is in no file yet is new as a whole.
  if (!before) return new Set([...document.resources, ...document.connections].map(({ id }) => id));
  const { resources, connections } = diffDocuments(before, document, services);
  const lists = [resources, connections].flatMap(({ added, changed }) => [...added, ...changed]);
  return new Set(lists.map(({ id }) => id));
}

function wayTo(history: History, state: number, step: (history: History) => History): ProjectDocument | undefined {
  let at = history;
  while (stateOf(at) !== state) {
    const next = step(at);
    if (next === at) return undefined;
    at = next;
  }
  return at.document;
}
