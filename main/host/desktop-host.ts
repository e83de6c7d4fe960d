/** What the desktop does for each of the page's calls. */
import { basename, join } from 'node:path';
import { exportOf } from '#shared/host/exported';
import type { CheckedRequest, OpenReply } from '#shared/host/calls';
import { projectExtension } from '#shared/host/host';
import { writeFileAtomically } from './atomic-write';
import { diskErrorMessage } from './disk-error';
import type { Drafts } from './drafts';
import { carryOut, planFor, recordIn } from './export-folder';
import { readProjectFile, saveProjectFile } from './project-file';
import type { ProjectWatch } from './project-watch';
import type { RecentProjects } from './recent-projects';
import type { HostAnswers } from './serve-host';

/** What only the person can say. Each returns undefined when the person closes the question. */
export interface Questions {
  readonly whichProject: () => Promise<string | undefined>;
  readonly whereToSave: (suggestedName: string) => Promise<string | undefined>;
  readonly whereToExport: (suggestedName: string) => Promise<string | undefined>;
  readonly whichFolder: () => Promise<string | undefined>;
}

/** What happens to the window. */
export interface WindowCalls {
  readonly ready: () => void;
  readonly setDocumentState: (state: CheckedRequest<'setDocumentState'>) => void;
  readonly answerClose: (close: boolean) => void;
  readonly recentsChanged: () => void;
}

export interface DesktopParts {
  readonly questions: Questions;
  readonly window: WindowCalls;
  readonly recents: RecentProjects;
  readonly drafts: Drafts;
  readonly watch: ProjectWatch;
}

export interface DesktopHost {
  readonly answers: HostAnswers;
  /** Opens a file that the system handed over; from then on the page may read and write it. */
  readonly openFromSystem: (path: string) => Promise<OpenReply>;
}

export function desktopHost({ questions, window, recents, drafts, watch }: DesktopParts): DesktopHost {
  // The page may touch only files that the person chose: in a dialog, by a drop, from the system or earlier (recents,
  // drafts). A page that was taken over cannot ask for others.
  const granted = new Set<string>();

  async function isGranted(path: string): Promise<boolean> {
    if (granted.has(path) || (await recents.includes(path))) return true;
    return (await drafts.list()).some((draft) => draft.path === path);
  }

  async function open(path: string): Promise<OpenReply> {
    granted.add(path);
    const reply = await readProjectFile(path);
    if (reply.outcome === 'opened') await remember(path);
    return reply;
  }

  async function remember(path: string): Promise<void> {
    await recents.add(path);
    window.recentsChanged();
  }

  /** Folders that the person chose for exports. */
  const exportFolders = new Set<string>();

  const answers: HostAnswers = {
    ready: () => Promise.resolve(window.ready()),
    async openProject() {
      const path = await questions.whichProject();
      return path === undefined ? { outcome: 'cancelled' } : open(path);
    },
    async openPath({ path }) {
      return (await isGranted(path)) ? open(path) : { outcome: 'failed', message: `${path} was not chosen by you` };
    },
    openDropped: ({ path }) =>
      /\.(spillway|json|svg|png)$/i.test(path)
        ? open(path)
        : Promise.resolve({
            outcome: 'failed',
            message: `${basename(path)} is neither a ${projectExtension} file nor a picture of one`,
          }),
    async saveProject({ path, text, suggestedName, expectedHash }) {
      if (path !== null && !(await isGranted(path))) {
        return { outcome: 'failed', message: `${path} was not chosen by you` };
      }
      const target = path ?? (await questions.whereToSave(suggestedName));
      if (target === undefined) return { outcome: 'cancelled' };
      granted.add(target);
      const reply = await saveProjectFile(target, text, path === null ? null : expectedHash);
      if (reply.outcome === 'saved') {
        watch.expect(target, reply.hash);
        await remember(target);
      }
      return reply;
    },
    recentProjects: () => recents.list(),
    async forgetRecent({ path }) {
      await recents.forget(path);
      window.recentsChanged();
    },
    async chooseExportFolder({ suggestedFolderName }) {
      const parent = await questions.whichFolder();
      if (parent === undefined) return { outcome: 'cancelled' };
      try {
        // Who picks the folder of the last export wants it renewed, and not a second one inside it.
        const record = await recordIn(parent);
        const isItself = record !== undefined || basename(parent) === suggestedFolderName;
        const folder = isItself ? parent : join(parent, suggestedFolderName);
        exportFolders.add(folder);
        return { outcome: 'chosen', folder, record: record ?? (await recordIn(folder)) ?? null };
      } catch (error) {
        return { outcome: 'failed', message: diskErrorMessage(error, parent) };
      }
    },
    async exportFiles({ folder, files, onEdited, dryRun }) {
      if (folder === null || !exportFolders.has(folder)) {
        return { outcome: 'failed', message: `${folder ?? 'the folder'} was not chosen by you` };
      }
      try {
        const plan = await planFor(folder, exportOf(files), onEdited);
        const { outcome, changes, advice } = plan;
        const answer = { where: folder, changes: [...changes], advice: [...advice] };
        if (dryRun) return { outcome: 'planned', ...answer };
        if (outcome === 'stop') return { outcome: 'edited', ...answer };
        await carryOut(plan, folder);
        return { outcome: 'exported', ...answer };
      } catch (error) {
        return { outcome: 'failed', message: diskErrorMessage(error, folder) };
      }
    },
    async exportFile({ suggestedName, content }) {
      const path = await questions.whereToExport(suggestedName);
      if (path === undefined) return { outcome: 'cancelled' };
      try {
        await writeFileAtomically(path, content);
        return { outcome: 'exported', where: path };
      } catch (error) {
        return { outcome: 'failed', message: diskErrorMessage(error, path) };
      }
    },
    readDrafts: () => drafts.list(),
    async writeDraft(draft) {
      // A draft's path is granted at the next start, so it must be granted already.
      if (draft.path !== null && !(await isGranted(draft.path))) throw new Error(`${draft.path} was not chosen by you`);
      await drafts.write(draft);
    },
    clearDraft: ({ id }) => drafts.clear(id),
    async watchProject({ path, hash }) {
      if (path === null || (await isGranted(path))) await watch.follow(path, hash);
    },
    setDocumentState: (state) => Promise.resolve(window.setDocumentState(state)),
    answerClose: ({ close }) => Promise.resolve(window.answerClose(close)),
  };
  return { answers, openFromSystem: open };
}
