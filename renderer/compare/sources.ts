/** What the design that is shown can be compared with. */
import { theHost } from '../app/host';
import { savedDocument } from '../project/modified';
import { openingIn, readTab } from '../project/session';
import { currentDocument, isDirty, useProject } from '../project/store';
import { facesOf, shownTab } from '../project/tabs';
import { compare } from './compare';
import type { Side } from './store';

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  compare(): Promise<void>;
}

/** Its saved state where it differs, the other tabs, a file. */
export function sourcesOfShown(): readonly Source[] {
  const { file } = useProject.getState();
  const shown = useProject.getState();
  const saved = file.path !== null && isDirty(shown);
  const others = facesOf().filter(({ id }) => id !== shownTab());
  return [
    ...(saved ? [{ id: 'saved', title: 'The saved state', detail: file.name, compare: () => against(savedSide) }] : []),
    ...others.map(({ id, title, path }) => ({
      id,
      title,
      detail: path === null ? 'another tab, not saved yet' : `another tab, ${path}`,
      compare: () => against(() => tabSide(id, title)),
    })),
    { id: 'file', title: 'A file…', detail: 'read, and not opened', compare: () => against(fileSide) },
  ];
}

/** The other one is what was, the one that is shown is what is now. */
async function against(other: () => Promise<Side | undefined>): Promise<void> {
  const tab = shownTab();
  const before = await other();
  if (!before || shownTab() !== tab) return;
  const document = currentDocument();
  await compare(before, { title: document.name, document });
}

/** From the history, else from the file: a recovered draft has no history that reaches back. */
async function savedSide(): Promise<Side | undefined> {
  const state = useProject.getState();
  const { path, name } = state.file;
  const title = `${name} as saved`;
  const known = savedDocument(state);
  if (known) return { title, document: known };
  const opening = path === null ? undefined : openingIn(await theHost().openPath({ path }));
  return opening && { title, document: opening.document };
}

async function tabSide(id: string, title: string): Promise<Side | undefined> {
  const document = await readTab(id);
  return document && { title, document };
}

async function fileSide(): Promise<Side | undefined> {
  const reply = await theHost().openProject();
  const opening = openingIn(reply);
  return opening && reply.outcome === 'opened' ? { title: reply.project.name, document: opening.document } : undefined;
}
