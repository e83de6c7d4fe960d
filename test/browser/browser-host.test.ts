import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { build } from 'vite';
import type { Host } from '#shared/host/host';
import { openServedApp, type ServedApp } from '../support/served-app';

const save = { suggestedName: 'orders.spillway', text: '{"name":"Orders"}\n', expectedHash: null };
let folder: string;
let app: ServedApp;

/** Runs in the page, with the browser's Host. */
function onPage<A, R>(act: (host: Host, given: A) => Promise<R> | R, given: A): Promise<R> {
  return app.page.evaluate(`(${act.toString()})(window.host, ${JSON.stringify(given)})`);
}

/** Without the File System Access API, as in Firefox and Safari. */
async function withoutHandles(): Promise<void> {
  await app.page.addInitScript(() => {
    delete (window as any).showOpenFilePicker;
    delete (window as any).showSaveFilePicker;
  });
  await app.page.reload();
}

/** With pickers that answer with a file of the browser's own disk: a real handle, and no dialog to click. */
async function withHandles(): Promise<void> {
  await app.page.addInitScript(() => {
    const file = async (): Promise<FileSystemFileHandle> =>
      (await navigator.storage.getDirectory()).getFileHandle('orders.spillway', { create: true });
    Object.assign(window, { showOpenFilePicker: async () => [await file()], showSaveFilePicker: file });
  });
  await app.page.reload();
}

/** As another program would. */
function writeOutside(text: string): Promise<void> {
  return app.page.evaluate(async (given) => {
    const directory = await navigator.storage.getDirectory();
    const writable = await (await directory.getFileHandle('orders.spillway', { create: true })).createWritable();
    await writable.write(given);
    await writable.close();
  }, text);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spillway-browser-host-'));
  await mkdir(join(folder, 'source'));
  const choose = resolve(import.meta.dirname, '../../renderer/host/choose.ts');
  await writeFile(
    join(folder, 'source/index.ts'),
    `import { chooseHost } from ${JSON.stringify(choose)};\nwindow.host = chooseHost();\n`,
  );
  await writeFile(join(folder, 'source/index.html'), '<h1>host</h1><script type="module" src="./index.ts"></script>');
  await build({
    configFile: false,
    logLevel: 'silent',
    root: join(folder, 'source'),
    base: './',
    build: { outDir: join(folder, 'page'), modulePreload: { polyfill: false } },
  });
});

beforeEach(async () => {
  app = await openServedApp({ acceptDownloads: true }, join(folder, 'page'));
});
afterEach(() => app.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a page without the desktop’s preload has the browser’s host', async () => {
  expect(await onPage((host) => [host.kind, host.platform], null)).toEqual(['browser', 'linux']);
});

it('without handles a save is a download of the very bytes', async () => {
  await withoutHandles();
  const download = app.page.waitForEvent('download');
  const reply = await onPage((host, given) => host.saveProject({ ...given, path: null }), save);
  expect(reply).toMatchObject({ outcome: 'saved', name: 'orders.spillway' });
  expect((await download).suggestedFilename()).toBe('orders.spillway');
  expect(await readFile((await (await download).path()) ?? '', 'utf8')).toBe(save.text);
});

it('without handles a file is opened by upload, and stays to be had as it was last seen', async () => {
  await withoutHandles();
  const chooser = app.page.waitForEvent('filechooser');
  const opening = onPage((host) => host.openProject(), null);
  await (await chooser).setFiles({ name: 'a.spillway', mimeType: '', buffer: Buffer.from('{"name":"Ä"}') });
  expect(await opening).toMatchObject({ outcome: 'opened', project: { name: 'a.spillway', text: '{"name":"Ä"}' } });
  await app.page.reload();
  const [recent] = await onPage((host) => host.recentProjects(), null);
  expect(recent).toMatchObject({ name: 'a.spillway', missing: false });
  expect(await onPage((host, path) => host.openPath({ path }), recent?.path ?? '')).toMatchObject({
    outcome: 'opened',
    project: { text: '{"name":"Ä"}' },
  });
});

it('bytes that are no text are refused with the reason', async () => {
  const reply = await onPage((host) => host.openDropped(new File([Uint8Array.of(0x7b, 0xff)], 'a.spillway')), null);
  expect(reply).toEqual({ outcome: 'failed', message: 'a.spillway is not a text file in UTF-8' });
});

it('with handles the same file is saved again, and a change by another program is a conflict', async () => {
  await withHandles();
  const first = await onPage((host, given) => host.saveProject({ ...given, path: null }), save);
  if (first.outcome !== 'saved') throw new Error(JSON.stringify(first));
  const again = await onPage((host, given) => host.saveProject(given), {
    ...save,
    text: 'two',
    path: first.path,
    expectedHash: first.hash,
  });
  expect(again).toMatchObject({ outcome: 'saved', path: first.path });
  await writeOutside('theirs');
  const third = await onPage((host, given) => host.saveProject(given), {
    ...save,
    text: 'three',
    path: first.path,
    expectedHash: again.outcome === 'saved' ? again.hash : null,
  });
  expect(third).toMatchObject({ outcome: 'conflict', text: 'theirs' });
});

it('with handles a recent project is read from its file, also after the page was left', async () => {
  await withHandles();
  await writeOutside('one');
  const opened = await onPage((host) => host.openProject(), null);
  expect(opened).toMatchObject({ outcome: 'opened', project: { text: 'one' } });
  await writeOutside('two');
  await app.page.reload();
  const [recent] = await onPage((host) => host.recentProjects(), null);
  expect(await onPage((host, path) => host.openPath({ path }), recent?.path ?? '')).toMatchObject({
    project: { text: 'two' },
  });
});

it('a change by another program is told when the person comes back to the page', async () => {
  await withHandles();
  await writeOutside('one');
  const opened = await onPage((host) => host.openProject(), null);
  if (opened.outcome !== 'opened') throw new Error(JSON.stringify(opened));
  await onPage(async (host, path) => {
    host.onProjectChanged((change) => Object.assign(window, { change }));
    await host.watchProject({ path });
  }, opened.project.path);
  await writeOutside('two');
  await app.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await vi.waitFor(async () =>
    expect(await app.page.evaluate(() => (window as any).change)).toMatchObject({ path: opened.project.path }),
  );
});

it('a picker that the person closes is no error', async () => {
  await app.page.addInitScript(() => {
    const refuse = () => Promise.reject(new DOMException('closed', 'AbortError'));
    Object.assign(window, { showOpenFilePicker: refuse, showSaveFilePicker: refuse });
  });
  await app.page.reload();
  expect(await onPage((host) => host.openProject(), null)).toEqual({ outcome: 'cancelled' });
  expect(await onPage((host, given) => host.saveProject({ ...given, path: null }), save)).toEqual({
    outcome: 'cancelled',
  });
});

it('a browser that refuses to write is told in its own words', async () => {
  await app.page.addInitScript(() => {
    const refuse = () => Promise.reject(new DOMException('no such permission', 'NotAllowedError'));
    Object.assign(window, { showOpenFilePicker: refuse, showSaveFilePicker: refuse });
  });
  await app.page.reload();
  expect(await onPage((host, given) => host.saveProject({ ...given, path: null }), save)).toEqual({
    outcome: 'failed',
    message: 'no such permission',
  });
});

it('drafts outlive the page, the newest state of each, until they are cleared', async () => {
  const draft = { id: 'd1', path: null, name: 'Orders', text: 'one', savedHash: null };
  await onPage((host, given) => host.writeDraft(given), draft);
  await onPage((host, given) => host.writeDraft(given), { ...draft, text: 'two' });
  await app.page.reload();
  expect(await onPage((host) => host.readDrafts(), null)).toMatchObject([{ id: 'd1', text: 'two' }]);
  await onPage((host) => host.clearDraft({ id: 'd1' }), null);
  expect(await onPage((host) => host.readDrafts(), null)).toEqual([]);
});

it('recent projects are forgotten one by one or all', async () => {
  await withoutHandles();
  for (const name of ['a', 'b', 'c']) {
    await onPage((host, given) => host.openDropped(new File(['{}'], given)), name);
  }
  const [last] = await onPage((host) => host.recentProjects(), null);
  await onPage((host, path) => host.forgetRecent({ path }), last?.path ?? '');
  expect((await onPage((host) => host.recentProjects(), null)).map(({ name }) => name)).toEqual(['b', 'a']);
  await onPage((host) => host.forgetRecent({ path: null }), null);
  expect(await onPage((host) => host.recentProjects(), null)).toEqual([]);
});

it('an export is one zip with a folder in it, the same bytes each time', async () => {
  await withoutHandles();
  const files = [
    { path: 'lib/stack.ts', text: 'stack' },
    { path: 'README.md', text: 'ä' },
  ];
  const exported = async (given: typeof files): Promise<Uint8Array> => {
    const download = app.page.waitForEvent('download');
    await onPage(
      (host, list) => host.exportFiles({ folder: null, suggestedFolderName: 'orders-cdk', files: list }),
      given,
    );
    expect((await download).suggestedFilename()).toBe('orders-cdk.zip');
    return new Uint8Array(await readFile((await (await download).path()) ?? ''));
  };
  const zip = await exported(files);
  const entries = Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, strFromU8(bytes)]);
  expect(entries).toEqual([
    ['orders-cdk/README.md', 'ä'],
    ['orders-cdk/lib/stack.ts', 'stack'],
  ]);
  expect(await exported(files.toReversed())).toEqual(zip);
});

it('leaving the page over unsaved work is held up, and not when all is saved', async () => {
  const isHeldUp = (dirty: boolean): Promise<boolean> =>
    onPage(async (host, given) => {
      await host.setDocumentState({ title: 'Orders', dirty: given, path: null });
      return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    }, dirty);
  expect(await isHeldUp(true)).toBe(true);
  expect(await app.page.title()).toBe('• Orders – Spillway');
  expect(await isHeldUp(false)).toBe(false);
});

it('without storage the page still opens and saves; what is kept ends with it', async () => {
  await app.page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { get: () => undefined });
  });
  await withoutHandles();
  expect(await onPage((host) => host.openDropped(new File(['{}'], 'a.spillway')), null)).toMatchObject({
    outcome: 'opened',
  });
  expect(await onPage((host) => host.recentProjects(), null)).toMatchObject([{ name: 'a.spillway' }]);
});
