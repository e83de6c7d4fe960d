/** Opening and closing: between the tabs, the Host and the person. Nothing unsaved is ever dropped unasked. */
import type { KeptDraft, OpenReply } from '#shared/host/calls';
import type { DroppedFile } from '#shared/host/host';
import { newDocument } from '#shared/document/new';
import { readDocument } from '#shared/document/read';
import type { ProjectDocument } from '#shared/document/schema';
import { theHost } from '../app/host';
import { speak, tell } from '../app/notices';
import { ask } from '../app/question';
import { setLoadFactor, useEvaluation } from '../evaluation/store';
import { services } from './catalogue';
import { dropDraft, holdDraft } from './drafts';
import { save } from './saving';
import { currentDocument, isDirty, openDocument, type Opening, type ProjectFile, useProject } from './store';
import {
  faceOf,
  facesOf,
  openTab,
  projectIn,
  removeTab,
  reopenTab,
  showStart,
  shownTab,
  showTab,
  tabOfPath,
  useTabs,
  wakeTab,
} from './tabs';

export function newDesign(): void {
  present({ document: newDocument('Untitled design') });
}

export async function openByDialog(): Promise<void> {
  take(await theHost().openProject());
}

export async function openPath(path: string): Promise<void> {
  const tab = tabOfPath(path);
  if (tab === undefined) take(await theHost().openPath({ path }));
  else await goToTab(tab);
}

export async function openDropped(file: DroppedFile): Promise<void> {
  take(await theHost().openDropped(file));
}

/** The system handed a file over. */
export const openFromSystem = (reply: OpenReply): void => take(reply);

/** An example opens as a design of its own, which is in no file yet. */
export function openExample(text: string): void {
  const opening = openingOf(text, undefined);
  if (opening) present(opening);
}

/** Opens what was unsaved when the app ended; it stays a draft until it is saved. */
export function recover(draft: KeptDraft): void {
  const opening = draftOpening(draft);
  if (!opening) return;
  holdDraft(draft.id);
  openTab(opening, draft.id);
}

/** The designs stay open in their tabs. */
export function backToStart(): void {
  showStart();
}

/** Shows a tab; one that was asleep since the last time reads its file now. */
export async function goToTab(id: string): Promise<void> {
  const rest = useTabs.getState().tabs.find((tab) => tab.id === id)?.rest;
  if (rest?.kind !== 'asleep') {
    showTab(id);
    return;
  }
  const opening = rest.draft ? draftOpening(rest.draft) : await sleepingFile(rest.path);
  if (!opening) return;
  if (rest.draft) holdDraft(id);
  wakeTab(id, opening);
  speak(`${opening.document.name} is open.`);
}

/** The document of a tab, shown or not; one that is asleep is read and sleeps on. */
export async function readTab(id: string): Promise<ProjectDocument | undefined> {
  const rest = useTabs.getState().tabs.find((tab) => tab.id === id)?.rest;
  if (rest?.kind !== 'asleep') return projectIn(id)?.history.document;
  return (rest.draft ? draftOpening(rest.draft) : await sleepingFile(rest.path))?.document;
}

/** The same design once more, in a tab of its own, to try something out and compare. */
export function duplicateAsVariant(): void {
  const document = currentDocument();
  const names = facesOf().map(({ title }) => title);
  const { loadFactor } = useEvaluation.getState();
  openTab({ document: { ...document, name: variantName(document.name, names) }, isUnsaved: true });
  setLoadFactor(loadFactor);
  speak(`${currentDocument().name} is open.`);
}

/** `Orders (variant)`, then `Orders (variant 2)`, also of a variant. */
export function variantName(name: string, taken: readonly string[]): string {
  const base = name.replace(/ \(variant(?: \d+)?\)$/, '');
  const used = new Set(taken);
  for (let count = 1; ; count += 1) {
    const wanted = `${base} (variant${count === 1 ? '' : ` ${count}`})`;
    if (!used.has(wanted)) return wanted;
  }
}

/** One tab on or back, round the end; from the start page the first or the last. */
export async function stepTab(by: 1 | -1): Promise<void> {
  const ids = useTabs.getState().tabs.map(({ id }) => id);
  const at = ids.indexOf(shownTab() ?? '');
  const from = at === -1 && by === -1 ? 0 : at;
  const next = ids[(from + by + ids.length) % ids.length];
  if (next !== undefined) await goToTab(next);
}

/** Closes a tab, after asking about what is unsaved in it. */
export async function closeTab(id = shownTab()): Promise<void> {
  if (id === undefined || !(await mayClose(id))) return;
  dropDraft(id);
  const next = removeTab(id);
  if (next !== undefined) await goToTab(next);
}

export function reopenClosedTab(): void {
  const id = reopenTab();
  if (id !== undefined) speak(`${projectIn(id)?.history.document.name ?? 'The design'} is open again.`);
}

/** Asks about unsaved work in every tab, one after the other; one Cancel keeps the app open and drops nothing. */
export async function mayQuit(): Promise<boolean> {
  const dropped: string[] = [];
  for (const { id, isDirty: isUnsaved } of facesOf()) {
    if (!isUnsaved) continue;
    if (!(await mayClose(id))) return false;
    dropped.push(id);
  }
  for (const id of dropped) dropDraft(id);
  return true;
}

/** Shows the tab and asks about what is unsaved in it. True where it may go. */
export async function mayClose(id: string): Promise<boolean> {
  const tab = useTabs.getState().tabs.find((each) => each.id === id);
  if (!tab || !faceOf(tab).isDirty) return true;
  await goToTab(id);
  const project = projectIn(id);
  // A draft that cannot be read stays with the Host: closing its tab loses nothing.
  if (!project) return true;
  const answer = await ask(`Save the changes to ${project.history.document.name}?`, 'Without saving, they are gone.', [
    { id: 'save', title: 'Save', tone: 'primary' },
    { id: 'drop', title: 'Don’t save', tone: 'danger' },
  ]);
  return answer === 'drop' || (answer === 'save' && (await save(false, id)));
}

/** Another program changed the file that is shown: take its state where nothing is unsaved, else let the person choose. */
export async function followOutsideChange(path: string, hash: string | null): Promise<void> {
  const state = useProject.getState();
  if (state.file.path !== path || state.file.hash === hash) return;
  if (hash === null) {
    tell({ tone: 'trouble', title: `${state.file.name} was deleted or moved`, detail: 'Save to write it again.' });
    return;
  }
  if (!isDirty(state)) {
    await readAgain(path);
    tell({ tone: 'plain', title: `${state.file.name} was changed by another program and read again` });
    return;
  }
  tell({
    tone: 'trouble',
    title: `${state.file.name} was changed by another program`,
    detail: 'You have unsaved changes here. Saving will ask which to keep.',
    action: { title: 'Read the file instead', run: () => void readAgain(path) },
  });
}

/** Reads the file that is shown anew, in its tab. */
async function readAgain(path: string): Promise<void> {
  const reply = await theHost().openPath({ path });
  const opening = openingIn(reply);
  // Meanwhile another tab may be shown.
  if (opening && useProject.getState().file.path === path) openDocument(opening);
}

/** Follows the file of the tab that is shown. What happened to it while another was shown is told at once. */
export function followFile(): () => void {
  return useProject.subscribe((state, before) => {
    const { path, hash } = state.file;
    if (state.opened === before.opened && state.tab === before.tab && path === before.file.path) return;
    void theHost().watchProject({ path, hash });
  });
}

function take(reply: OpenReply): void {
  const tab = reply.outcome === 'opened' ? tabOfPath(reply.project.path) : undefined;
  if (reply.outcome === 'opened' && tab !== undefined) {
    const { path, hash } = reply.project;
    void goToTab(tab).then(() => followOutsideChange(path, hash));
    return;
  }
  const opening = openingIn(reply);
  if (opening) present(opening);
}

function present(opening: Opening): void {
  openTab(opening);
  speak(`${opening.document.name} is open.`);
}

async function sleepingFile(path: string | null): Promise<Opening | undefined> {
  return path === null ? undefined : openingIn(await theHost().openPath({ path }));
}

export function openingIn(reply: OpenReply): Opening | undefined {
  if (reply.outcome === 'cancelled') return undefined;
  if (reply.outcome === 'failed') {
    tell({ tone: 'trouble', title: 'The file could not be opened', detail: reply.message });
    return undefined;
  }
  const { path, name, text, hash, isPicture } = reply.project;
  return openingOf(text, isPicture ? undefined : { path, name, hash });
}

/** Reads a project's text, or says what is wrong with it and where. */
function openingOf(text: string, file: ProjectFile | undefined): Opening | undefined {
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
    return undefined;
  }
  if (migrated.length > 0) {
    tell({ tone: 'plain', title: 'The file is from an older Spillway: saving brings it up to date' });
  }
  return { document, findings, complete, ...(file ? { file } : {}) };
}

function draftOpening({ path, name, text, savedHash }: KeptDraft): Opening | undefined {
  const { document, findings, complete } = readDocument(text, services);
  if (!document) {
    tell({ tone: 'trouble', title: `The draft of ${name} cannot be read`, detail: findings[0]?.message });
    return undefined;
  }
  const file = { path, name: path === null ? '' : name, hash: savedHash };
  return { document, findings, complete, file, isUnsaved: true };
}
