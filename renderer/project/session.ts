/** Opening and saving: between the document, the Host and the person. Nothing unsaved is ever dropped unasked. */
import type { OpenReply } from '#shared/host/calls';
import { type DroppedFile, projectExtension } from '#shared/host/host';
import { newDocument } from '#shared/document/new';
import { readDocument } from '#shared/document/read';
import { kebab } from '#shared/document/ids';
import { writeDocument } from '#shared/document/write';
import { theHost } from '../app/host';
import { speak, tell } from '../app/notices';
import { ask } from '../app/question';
import { setLoadFactor } from '../evaluation/store';
import { services } from './catalogue';
import { dropDraft } from './drafts';
import { stateOf } from './history';
import { select } from './selection';
import { closeDocument, isDirty, markSaved, openDocument, type ProjectFile, useProject } from './store';

export async function newDesign(): Promise<void> {
  if (!(await mayLeave())) return;
  show(newDocument('Untitled design'), undefined);
}

export async function openByDialog(): Promise<void> {
  if (await mayLeave()) take(await theHost().openProject());
}

export async function openPath(path: string): Promise<void> {
  if (await mayLeave()) take(await theHost().openPath({ path }));
}

export async function openDropped(file: DroppedFile): Promise<void> {
  if (await mayLeave()) take(await theHost().openDropped(file));
}

/** The system handed a file over. */
export async function openFromSystem(reply: OpenReply): Promise<void> {
  if (await mayLeave()) take(reply);
}

/** An example opens as a design of its own, which is in no file yet. */
export async function openExample(text: string): Promise<void> {
  if (await mayLeave()) openText(text, undefined);
}

export async function backToStart(): Promise<void> {
  if (!(await mayLeave())) return;
  closeDocument();
  select({});
  void theHost().watchProject({ path: null });
}

function take(reply: OpenReply): void {
  if (reply.outcome === 'cancelled') return;
  if (reply.outcome === 'failed') {
    tell({ tone: 'trouble', title: 'The file could not be opened', detail: reply.message });
    return;
  }
  const { path, name, text, hash } = reply.project;
  openText(text, { path, name, hash });
}

/** Reads a project's text and opens it, or says what is wrong with it and where. */
function openText(text: string, file: ProjectFile | undefined): void {
  const { document, findings, complete, migrated } = readDocument(text, services);
  if (!document) {
    const [first] = findings;
    const isPlaced = first?.place && !/line \d/.test(first.message);
    const place = isPlaced ? ` (line ${first.place?.line}, column ${first.place?.column})` : '';
    tell({
      tone: 'trouble',
      title: `${file?.name ?? 'The design'} was not opened`,
      detail: `${first?.message}${place}`,
    });
    return;
  }
  show(document, file, findings, complete);
  if (migrated.length > 0) {
    tell({ tone: 'plain', title: 'The file is from an older Spillway: saving brings it up to date' });
  }
}

function show(
  document: ReturnType<typeof newDocument>,
  file: ProjectFile | undefined,
  findings: ReturnType<typeof readDocument>['findings'] = [],
  complete = true,
): void {
  select({});
  setLoadFactor(1);
  openDocument({ document, findings, complete, ...(file ? { file } : {}) });
  void theHost().watchProject({ path: file?.path ?? null });
  speak(`${document.name} is open.`);
}

/** True once it is saved. */
export async function save(asks = false): Promise<boolean> {
  const { history, file, complete } = useProject.getState();
  if (!history) return false;
  if (!complete && !asks && file.path !== null) {
    const answer = await ask(
      'Not everything in this file could be read',
      `Saving over ${file.name} would lose what is not shown here. A copy keeps the original as it is.`,
      [
        { id: 'copy', title: 'Save a copy…', tone: 'primary' },
        { id: 'over', title: 'Save over it', tone: 'danger' },
      ],
    );
    if (answer === undefined) return false;
    if (answer === 'copy') return write(null, null);
  }
  return write(asks ? null : file.path, asks ? null : file.hash);
}

async function write(path: string | null, expectedHash: string | null): Promise<boolean> {
  const { history } = useProject.getState();
  if (!history) return false;
  const { document } = history;
  const text = writeDocument(document, services);
  const suggestedName = `${kebab(document.name) || 'design'}${projectExtension}`;
  const reply = await theHost().saveProject({ path, text, suggestedName, expectedHash });
  switch (reply.outcome) {
    case 'saved': {
      markSaved(stateOf(history), { path: reply.path, name: reply.name, hash: reply.hash });
      dropDraft();
      void theHost().watchProject({ path: reply.path });
      speak(`Saved to ${reply.name}.`);
      return true;
    }
    case 'conflict':
      return resolveConflict(reply.path);
    case 'failed':
      tell({ tone: 'trouble', title: 'The design was not saved', detail: reply.message });
      return false;
    case 'cancelled':
      return false;
    default:
      return reply satisfies never;
  }
}

async function resolveConflict(path: string): Promise<boolean> {
  const answer = await ask(
    'Another program has changed the file',
    'It is not what was opened here. Save yours over it, or keep both by saving a copy.',
    [
      { id: 'copy', title: 'Save a copy…', tone: 'primary' },
      { id: 'over', title: 'Save over it', tone: 'danger' },
    ],
  );
  if (answer === 'copy') return write(null, null);
  return answer === 'over' ? write(path, null) : false;
}

/** Asks about unsaved work before something else takes its place. */
export async function mayLeave(): Promise<boolean> {
  const state = useProject.getState();
  if (!isDirty(state)) return true;
  const answer = await ask(
    `Save the changes to ${state.history?.document.name ?? 'the design'}?`,
    'Without saving, they are gone.',
    [
      { id: 'save', title: 'Save', tone: 'primary' },
      { id: 'drop', title: 'Don’t save', tone: 'danger' },
    ],
  );
  if (answer === 'drop') {
    dropDraft();
    return true;
  }
  return answer === 'save' ? save() : false;
}

/** Another program changed the open file: take its state where nothing here is unsaved, else let the person choose. */
export async function followOutsideChange(path: string, hash: string | null): Promise<void> {
  const state = useProject.getState();
  if (state.file.path !== path || state.file.hash === hash) return;
  if (hash === null) {
    tell({ tone: 'trouble', title: `${state.file.name} was deleted or moved`, detail: 'Save to write it again.' });
    return;
  }
  const reload = async (): Promise<void> => take(await theHost().openPath({ path }));
  if (!isDirty(state)) {
    await reload();
    tell({ tone: 'plain', title: `${state.file.name} was changed by another program and read again` });
    return;
  }
  tell({
    tone: 'trouble',
    title: `${state.file.name} was changed by another program`,
    detail: 'You have unsaved changes here. Saving will ask which to keep.',
    action: { title: 'Read the file instead', run: () => void reload() },
  });
}
