import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { RECORD_PATH } from '#shared/cdk/record';
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
  expect(await answers.chooseExportFolder({ suggestedFolderName: 'x' })).toEqual({ outcome: 'cancelled' });
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
    message: 'key.pem is neither a .spillway file nor a picture of one',
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

const exportRequest = (folder: string | null, text: string) => ({
  folder,
  suggestedFolderName: 'orders-cdk',
  files: [
    { path: 'a.ts', text, owner: 'generated' as const },
    { path: RECORD_PATH, text: exportRecord(text), owner: 'generated' as const },
  ],
  onEdited: 'stop' as const,
  dryRun: false,
});
const exportRecord = (text: string): string =>
  JSON.stringify({ project: { slug: 'orders', className: 'Orders' }, generated: { 'a.ts': sha256(text) }, yours: [] });

it('an export goes into a folder of its own, and the same folder picked again is renewed, whatever its name', async () => {
  const { answers, questions, folder } = await aDesktop();
  const own = join(folder, 'orders-cdk');
  questions.whichFolder.mockResolvedValueOnce(folder).mockResolvedValueOnce(own);
  const chosen = { outcome: 'chosen', folder: own };
  expect(await answers.chooseExportFolder({ suggestedFolderName: 'orders-cdk' })).toEqual({ ...chosen, record: null });
  expect(await answers.exportFiles(exportRequest(own, 'a'))).toMatchObject({ outcome: 'exported', where: own });
  const again = await answers.chooseExportFolder({ suggestedFolderName: 'renamed-cdk' });
  expect(again).toEqual({ ...chosen, record: exportRecord('a') });
});

it('a plan says what would become of each file, and writes nothing', async () => {
  const { answers, questions, folder } = await aDesktop();
  questions.whichFolder.mockResolvedValue(folder);
  const own = join(folder, 'orders-cdk');
  await answers.chooseExportFolder({ suggestedFolderName: 'orders-cdk' });
  await answers.exportFiles(exportRequest(own, 'a'));
  const plan = await answers.exportFiles({ ...exportRequest(own, 'b'), dryRun: true });
  expect(plan).toMatchObject({
    outcome: 'planned',
    changes: [{ path: RECORD_PATH }, { path: 'a.ts', change: 'renewed', difference: '-a\n+b' }],
  });
  expect(await readFile(join(own, 'a.ts'), 'utf8')).toBe('a');
});

it('what was edited by hand stops an export until the person says what to do', async () => {
  const { answers, questions, folder } = await aDesktop();
  questions.whichFolder.mockResolvedValue(folder);
  const own = join(folder, 'orders-cdk');
  await answers.chooseExportFolder({ suggestedFolderName: 'orders-cdk' });
  await answers.exportFiles(exportRequest(own, 'a'));
  await writeFile(join(own, 'a.ts'), 'mine');
  expect(await answers.exportFiles(exportRequest(own, 'b'))).toMatchObject({ outcome: 'edited' });
  expect(await readFile(join(own, 'a.ts'), 'utf8')).toBe('mine');
  const over = { ...exportRequest(own, 'b'), onEdited: 'overwrite' as const };
  expect(await answers.exportFiles(over)).toMatchObject({ outcome: 'exported' });
  expect(await readFile(join(own, 'a.ts'), 'utf8')).toBe('b');
});

it('the page cannot export into a folder that the person never chose', async () => {
  const { answers, folder } = await aDesktop();
  for (const where of [folder, null]) {
    const reply = await answers.exportFiles(exportRequest(where, 'a'));
    expect(reply).toMatchObject({ outcome: 'failed', message: expect.stringContaining('was not chosen by you') });
  }
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
