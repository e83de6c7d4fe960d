/**
 * Applies edits. Each gives the document after it and the edit that takes it back: applied in turn, the two leave a
 * document that is written as the same bytes. What an edit does not touch stays the same object.
 */
import type { ConnectionRecord, ProjectEdit } from '#shared/model/edit';
import type { Registry } from '#shared/model/service';
import { connectionChoices } from './connectable';
import { acknowledge, setAccount, setName, unacknowledge } from './edit-account';
import { addResource, connect, disconnect, move, rename } from './edit-drawing';
import { setConfig } from './edit-config';
import { type Attempt, Refused } from './edit-result';
import { putGroup, putNote, removeGroup, removeNote, setNote } from './edit-groups';
import { removeResource } from './edit-remove';
import { putAssertion, putScenario, removeAssertion, removeScenario } from './edit-scenario';
import type { ProjectDocument } from './schema';

export interface Applied {
  readonly document: ProjectDocument;
  readonly inverse: ProjectEdit;
}

/**
 * With a registry, a value that is set to its default is left out of the document; the bytes written are the same.
 * @throws Error for an edit that cannot be applied, such as one of an unknown id: a mistake of the caller
 */
export function applyEdit(document: ProjectDocument, edit: ProjectEdit, registry?: Registry): Applied {
  const outcome = attempt(document, edit, registry);
  if (outcome instanceof Refused) throw new Error(`cannot apply ${edit.do}: ${outcome.why}`);
  return outcome;
}

/**
 * Why an edit cannot be applied, as a sentence for the person who asked for it; undefined where it can.
 * With a registry also why AWS would not allow a connection.
 */
export function canApply(document: ProjectDocument, edit: ProjectEdit, registry?: Registry): string | undefined {
  if (edit.do === 'all') return cannotApplyAll(document, edit.edits, registry);
  const outcome = attempt(document, edit, registry);
  if (outcome instanceof Refused) return outcome.why;
  return edit.do === 'connect' && registry ? cannotConnect(document, edit.connection, registry) : undefined;
}

function cannotApplyAll(
  document: ProjectDocument,
  edits: readonly ProjectEdit[],
  registry: Registry | undefined,
): string | undefined {
  let after = document;
  for (const edit of edits) {
    const why = canApply(after, edit, registry);
    if (why !== undefined) return why;
    after = applyEdit(after, edit, registry).document;
  }
  return undefined;
}

function cannotConnect(document: ProjectDocument, wanted: ConnectionRecord, registry: Registry): string | undefined {
  const from = document.resources.find(({ id }) => id === wanted.from);
  const to = document.resources.find(({ id }) => id === wanted.to);
  if (!from || !to) throw new Error(`connection ${wanted.id} was applied without its ends`);
  const { kinds, refusal } = connectionChoices(from, to, registry);
  if (refusal) return `${refusal.why}: ${refusal.instead}`;
  if (kinds.some(({ id }) => id === wanted.kind)) return undefined;
  const titles = kinds.map(({ title }) => title).join(', ');
  return `${from.name} and ${to.name} cannot be joined by ${wanted.kind}: draw one of these instead: ${titles}`;
}

function attempt(document: ProjectDocument, edit: ProjectEdit, registry: Registry | undefined): Attempt {
  switch (edit.do) {
    case 'add-resource':
      return addResource(document, edit);
    case 'remove-resource':
      return removeResource(document, edit);
    case 'connect':
      return connect(document, edit);
    case 'disconnect':
      return disconnect(document, edit);
    case 'rename':
      return rename(document, edit);
    case 'set-config':
      return setConfig(document, edit, registry);
    case 'move':
      return move(document, edit);
    case 'put-group':
      return putGroup(document, edit);
    case 'remove-group':
      return removeGroup(document, edit);
    case 'put-note':
      return putNote(document, edit);
    case 'remove-note':
      return removeNote(document, edit);
    case 'set-note':
      return setNote(document, edit);
    case 'set-account':
      return setAccount(document, edit);
    case 'set-name':
      return setName(document, edit);
    case 'acknowledge':
      return acknowledge(document, edit);
    case 'unacknowledge':
      return unacknowledge(document, edit);
    case 'put-scenario':
      return putScenario(document, edit);
    case 'remove-scenario':
      return removeScenario(document, edit);
    case 'put-assertion':
      return putAssertion(document, edit);
    case 'remove-assertion':
      return removeAssertion(document, edit);
    case 'all':
      return attemptAll(document, edit.title, edit.edits, registry);
    default:
      throw new Error(`no such edit: ${JSON.stringify(edit satisfies never)}`);
  }
}

function attemptAll(
  document: ProjectDocument,
  title: string,
  edits: readonly ProjectEdit[],
  registry: Registry | undefined,
): Attempt {
  let after = document;
  const inverses: ProjectEdit[] = [];
  for (const edit of edits) {
    const outcome = attempt(after, edit, registry);
    if (outcome instanceof Refused) return outcome;
    after = outcome.document;
    inverses.push(outcome.inverse);
  }
  return { document: after, inverse: { do: 'all', title, edits: inverses.toReversed() } };
}
