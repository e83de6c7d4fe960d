import fc from 'fast-check';
import { beforeEach, expect, it, vi } from 'vitest';
import { callChannel, hostCallNames, type HostCallName } from '#shared/host/call-names';
import { serveHost, type HostAnswers } from '../../../main/host/serve-host';
import { isAppPage } from '../../../main/window/app-origin';
import { ipcHandlers } from '../../support/electron-stub';

const answers = Object.fromEntries([...hostCallNames, 'openDropped'].map((name) => [name, vi.fn()])) as unknown as {
  [N in HostCallName | 'openDropped']: ReturnType<typeof vi.fn>;
};

const page = { senderFrame: { url: 'app://spillway/', parent: null } };

function call(name: HostCallName | 'openDropped', event: unknown, ...args: unknown[]): Promise<unknown> {
  const handler = ipcHandlers.get(callChannel(name));
  if (!handler) throw new Error(`nobody answers ${name}`);
  return Promise.resolve().then(() => handler(event, ...args));
}

beforeEach(() => {
  ipcHandlers.clear();
  for (const answer of Object.values(answers)) answer.mockReset();
  serveHost(answers as unknown as HostAnswers, (address) => isAppPage(address, undefined));
});

it("the app's own page is answered", async () => {
  answers.openPath.mockResolvedValue({ outcome: 'cancelled' });
  expect(await call('openPath', page, { path: '/a.spillway' })).toEqual({ outcome: 'cancelled' });
  expect(answers.openPath).toHaveBeenCalledWith({ path: '/a.spillway' });
});

it.each([
  ['a page from the network', { senderFrame: { url: 'https://example.com/', parent: null } }],
  ['a page with a name that begins like ours', { senderFrame: { url: 'app://spillway.example/', parent: null } }],
  ['a page with our name as its user', { senderFrame: { url: 'app://spillway@example/', parent: null } }],
  ['a local file', { senderFrame: { url: 'file:///app://spillway/', parent: null } }],
  ['a frame inside our page', { senderFrame: { url: 'app://spillway/', parent: {} } }],
  ['a frame that is gone', { senderFrame: null }],
])('%s is not answered', async (_who, event) => {
  for (const name of [...hostCallNames, 'openDropped'] as const) {
    await expect(call(name, event)).rejects.toThrow(`host call ${name} refused: it came from`);
    expect(answers[name]).not.toHaveBeenCalled();
  }
});

it.each<[HostCallName, unknown]>([
  ['openPath', { path: '' }],
  ['openPath', { path: 'a\0b' }],
  ['openPath', undefined],
  ['saveProject', { path: '/a', text: 5, suggestedName: 'a', expectedHash: null }],
  ['saveProject', { path: '/a', text: '', suggestedName: 'a', expectedHash: 'not a hash' }],
  ['chooseExportFolder', { suggestedFolderName: '../x' }],
  ['exportFiles', { folder: '/f', suggestedFolderName: 'x', files: [] }],
  ['exportFiles', { folder: '/f', suggestedFolderName: '../x', files: [{ path: 'a', text: '' }] }],
  ['exportFiles', { folder: '/f', suggestedFolderName: 'a/b', files: [{ path: 'a', text: '' }] }],
  ['exportFiles', { folder: '/f', suggestedFolderName: 'x', files: [{ path: '../a', text: '' }] }],
  ['exportFiles', { folder: '/f', suggestedFolderName: 'x', files: [{ path: '/etc/passwd', text: '' }] }],
  ['exportFiles', { folder: '/f', suggestedFolderName: 'x', files: [{ path: 'C:/a', text: '' }] }],
  ['exportFiles', { folder: '/f', suggestedFolderName: 'x', files: [{ path: 'a\\..\\b', text: '' }] }],
  ['exportFiles', { folder: '/f', suggestedFolderName: 'x', files: [{ path: 'a/./b', text: '' }] }],
  ['exportFiles', { folder: '/f', suggestedFolderName: 'x', files: [{ path: 'a//b', text: '' }] }],
  ['exportFiles', { folder: '/f', suggestedFolderName: 'x', files: [{ path: 'nul.txt', text: '' }] }],
  ['writeDraft', { id: '../../evil', path: null, name: 'a', text: '', savedHash: null }],
  ['clearDraft', { id: 'a/b' }],
  ['exportFile', { suggestedName: 'a', mediaType: 'text/html\r\nx: y', content: '' }],
  ['setDocumentState', { title: 'a', dirty: 'yes', path: null }],
])('%s with %j is refused', async (name, request) => {
  await expect(call(name, page, request)).rejects.toThrow(`host call ${name} refused`);
  expect(answers[name]).not.toHaveBeenCalled();
});

it('a second argument is refused', async () => {
  await expect(call('openPath', page, { path: '/a' }, 'more')).rejects.toThrow('2 arguments instead of one');
});

it('whatever is sent, an answer is called with a request of its own shape or not at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...hostCallNames), fc.anything(), async (name, request) => {
      await call(name, page, request).catch(() => {});
      for (const [given] of answers[name].mock.calls) {
        expect(given === undefined || (typeof given === 'object' && given !== null && !Array.isArray(given))).toBe(
          true,
        );
      }
      answers[name].mockClear();
    }),
    { numRuns: 500 },
  );
});

it('unknown fields of a request do not reach the answer', async () => {
  answers.clearDraft.mockResolvedValue(undefined);
  await call('clearDraft', page, { id: 'a', also: 'this' });
  expect(answers.clearDraft).toHaveBeenCalledWith({ id: 'a' });
});

it('a reply of another shape never leaves', async () => {
  answers.openProject.mockResolvedValue({ outcome: 'opened', secret: 1 });
  await expect(call('openProject', page)).rejects.toThrow();
});
