import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { desktopHost } from '../../../main/host/desktop-host';
import { drafts } from '../../../main/host/drafts';
import { ProjectWatch } from '../../../main/host/project-watch';
import { recentProjects } from '../../../main/host/recent-projects';
import { sha256 } from '../../../main/host/sha256';
import { temporaryFolder } from '../../support/temporary-folder';

async function aDesktop() {
  const folder = await temporaryFolder();
  const now = (): Date => new Date(Date.UTC(2026, 0, 1));
  const questions = {
    whichProject: vi.fn<() => Promise<string | undefined>>(),
    whereToSave: vi.fn<(name: string) => Promise<string | undefined>>(),
    whereToExport: vi.fn<(name: string) => Promise<string | undefined>>(),
    whichFolder: vi.fn<() => Promise<string | undefined>>(),
  };
  const window = { ready: vi.fn(), setDocumentState: vi.fn(), answerClose: vi.fn(), recentsChanged: vi.fn() };
  const start = () =>
    desktopHost({
      questions,
      window,
      recents: recentProjects(join(folder, 'data/recent.json'), now),
      drafts: drafts(join(folder, 'data/drafts'), now),
      watch: new ProjectWatch(vi.fn()),
    });
  return { folder, questions, window, start, ...start() };
}

const save = { suggestedName: 'orders.spillway', text: 'mine', expectedHash: null };

it('a dialog that is closed changes nothing', async () => {
  const { answers, questions } = await aDesktop();
  questions.whichProject.mockResolvedValue(undefined);
  questions.whereToSave.mockResolvedValue(undefined);
  questions.whichFolder.mockResolvedValue(undefined);
  questions.whereToExport.mockResolvedValue(undefined);
  expect(await answers.openProject()).toEqual({ outcome: 'cancelled' });
  expect(await answers.saveProject({ ...save, path: null })).toEqual({ outcome: 'cancelled' });
  expect(await answers.exportFiles({ suggestedFolderName: 'x', files: [], overwriteEdited: false })).toEqual({
    outcome: 'cancelled',
  });
  expect(await answers.exportFile({ suggestedName: 'x.svg', mediaType: 'image/svg+xml', content: '' })).toEqual({
    outcome: 'cancelled',
  });
});

it('a file that the person chose can be opened, saved and opened again, and is recent', async () => {
  const { answers, questions, window, folder } = await aDesktop();
  const path = join(folder, 'a.spillway');
  await writeFile(path, 'one');
  questions.whichProject.mockResolvedValue(path);
  expect(await answers.openProject()).toMatchObject({ outcome: 'opened', project: { text: 'one' } });
  expect(await answers.saveProject({ ...save, path, expectedHash: sha256('one') })).toMatchObject({ outcome: 'saved' });
  expect(await answers.openPath({ path })).toMatchObject({ project: { text: 'mine' } });
  expect(await answers.recentProjects()).toMatchObject([{ path, missing: false }]);
  expect(window.recentsChanged).toHaveBeenCalled();
});

it('the page cannot read or write a file that the person never chose', async () => {
  const { answers, folder } = await aDesktop();
  const path = join(folder, 'secret.json');
  await writeFile(path, 'secret');
  const refusal = { outcome: 'failed', message: `${path} was not chosen by you` };
  expect(await answers.openPath({ path })).toEqual(refusal);
  expect(await answers.saveProject({ ...save, path })).toEqual(refusal);
  expect(await readFile(path, 'utf8')).toBe('secret');
});

it('the page cannot make a file its own by naming it in a draft', async () => {
  const { answers, start, folder } = await aDesktop();
  const path = join(folder, 'secret.json');
  await writeFile(path, 'secret');
  const draft = { id: 'd', path, name: 'd', text: '', savedHash: null };
  await expect(answers.writeDraft(draft)).rejects.toThrow('was not chosen by you');
  expect(await start().answers.openPath({ path })).toMatchObject({ outcome: 'failed' });
});

it('at the next start the files of recent projects and drafts are the person’s choice still', async () => {
  const { answers, questions, start, folder } = await aDesktop();
  const path = join(folder, 'a.spillway');
  await writeFile(path, 'one');
  questions.whichProject.mockResolvedValue(path);
  await answers.openProject();
  await answers.writeDraft({ id: 'd', path, name: 'a', text: 'two', savedHash: sha256('one') });
  await answers.forgetRecent({ path });
  expect(await start().answers.readDrafts()).toMatchObject([{ path, text: 'two' }]);
  expect(await start().answers.openPath({ path })).toMatchObject({ outcome: 'opened' });
});

it('a dropped design is opened, another file is refused unread', async () => {
  const { answers, folder } = await aDesktop();
  await writeFile(join(folder, 'a.spillway'), 'one');
  await writeFile(join(folder, 'key.pem'), 'secret');
  expect(await answers.openDropped({ path: join(folder, 'a.spillway') })).toMatchObject({ outcome: 'opened' });
  expect(await answers.openDropped({ path: join(folder, 'key.pem') })).toEqual({
    outcome: 'failed',
    message: 'key.pem is not a .spillway file',
  });
});

it('saving to a name that the person picks does not ask what an earlier file held', async () => {
  const { answers, questions, folder } = await aDesktop();
  const path = join(folder, 'other.spillway');
  await writeFile(path, 'other');
  questions.whereToSave.mockResolvedValue(path);
  const reply = await answers.saveProject({ ...save, path: null, expectedHash: sha256('mine, before') });
  expect(reply).toMatchObject({ outcome: 'saved', path });
});

it('an export goes into a folder of its own, and the same folder picked again is renewed', async () => {
  const { answers, questions, folder } = await aDesktop();
  const request = {
    suggestedFolderName: 'orders-cdk',
    files: [{ path: 'a.ts', text: 'a', owner: 'generated' as const }],
    overwriteEdited: false,
  };
  questions.whichFolder.mockResolvedValueOnce(folder).mockResolvedValueOnce(join(folder, 'orders-cdk'));
  expect(await answers.exportFiles(request)).toMatchObject({ where: join(folder, 'orders-cdk'), written: 1 });
  expect(await answers.exportFiles(request)).toMatchObject({ where: join(folder, 'orders-cdk'), unchanged: 1 });
});

it('overwriting what was edited by hand goes into the folder that was asked about, once', async () => {
  const { answers, questions, folder } = await aDesktop();
  const request = (text: string, overwriteEdited: boolean) => ({
    suggestedFolderName: 'orders-cdk',
    files: [{ path: 'a.ts', text, owner: 'generated' as const }],
    overwriteEdited,
  });
  questions.whichFolder.mockResolvedValueOnce(folder).mockResolvedValueOnce(folder).mockResolvedValueOnce(undefined);
  await answers.exportFiles(request('a', false));
  await writeFile(join(folder, 'orders-cdk/a.ts'), 'mine');
  expect(await answers.exportFiles(request('b', false))).toMatchObject({ outcome: 'edited', paths: ['a.ts'] });
  expect(await answers.exportFiles(request('b', true))).toMatchObject({ outcome: 'exported', written: 1 });
  expect(questions.whichFolder).toHaveBeenCalledTimes(2);
  expect(await answers.exportFiles(request('c', true))).toEqual({ outcome: 'cancelled' });
});

it('one exported file is written where the person says, bytes as bytes', async () => {
  const { answers, questions, folder } = await aDesktop();
  questions.whereToExport.mockResolvedValue(join(folder, 'a.png'));
  const content = Uint8Array.of(0x89, 0x50, 0xff);
  await answers.exportFile({ suggestedName: 'a.png', mediaType: 'image/png', content });
  expect(new Uint8Array(await readFile(join(folder, 'a.png')))).toEqual(content);
});

it('an exported file that does not fit the disk is told', async () => {
  const { answers, questions, folder } = await aDesktop();
  await mkdir(join(folder, 'a.svg'));
  questions.whereToExport.mockResolvedValue(join(folder, 'a.svg'));
  expect(await answers.exportFile({ suggestedName: 'a.svg', mediaType: 'image/svg+xml', content: '' })).toEqual({
    outcome: 'failed',
    message: `${join(folder, 'a.svg')} is a folder`,
  });
});
