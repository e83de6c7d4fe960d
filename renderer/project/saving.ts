/** Saving a design to its file, or as a new one. What another program wrote meanwhile is never written over unasked. */
import { projectExtension } from '#shared/host/host';
import { kebab } from '#shared/document/ids';
import { writeDocument } from '#shared/document/write';
import { theHost } from '../app/host';
import { speak, tell } from '../app/notices';
import { ask } from '../app/question';
import { services } from './catalogue';
import { dropDraft } from './drafts';
import { stateOf } from './history';
import { isDirty } from './store';
import { markSaved, projectIn, shownTab } from './tabs';

/** Saves a tab's design, by default of the one that is shown; `asks` for another place. True once it is saved. */
export async function save(asks = false, tab = shownTab()): Promise<boolean> {
  const project = projectIn(tab);
  if (!project || tab === undefined) return false;
  const { file, complete } = project;
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
    if (answer === 'copy') return write(tab, null, null);
  }
  return write(tab, asks ? null : file.path, asks ? null : file.hash);
}

async function write(tab: string, path: string | null, expectedHash: string | null): Promise<boolean> {
  const project = projectIn(tab);
  if (!project) return false;
  const { document } = project.history;
  const text = writeDocument(document, services);
  const suggestedName = `${kebab(document.name) || 'design'}${projectExtension}`;
  const reply = await theHost().saveProject({ path, text, suggestedName, expectedHash });
  switch (reply.outcome) {
    case 'saved': {
      markSaved(tab, stateOf(project.history), { path: reply.path, name: reply.name, hash: reply.hash });
      const now = projectIn(tab);
      if (now && !isDirty(now)) dropDraft(tab);
      speak(`Saved to ${reply.name}.`);
      return true;
    }
    case 'conflict':
      return resolveConflict(tab, reply.path);
    case 'failed':
      tell({ tone: 'trouble', title: 'The design was not saved', detail: reply.message });
      return false;
    case 'cancelled':
      return false;
    default:
      return reply satisfies never;
  }
}

async function resolveConflict(tab: string, path: string): Promise<boolean> {
  const answer = await ask(
    'Another program has changed the file',
    'It is not what was opened here. Save yours over it, or keep both by saving a copy.',
    [
      { id: 'copy', title: 'Save a copy…', tone: 'primary' },
      { id: 'over', title: 'Save over it', tone: 'danger' },
    ],
  );
  if (answer === 'copy') return write(tab, null, null);
  return answer === 'over' ? write(tab, path, null) : false;
}
