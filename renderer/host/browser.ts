/**
 * The Host of a page in a browser. Files are the browser's own: pickers and handles where it has them (Chromium),
 * else an upload to open and a download to save. Drafts and recent projects are kept in IndexedDB.
 */
import { fileOpen, fileSave } from 'browser-fs-access';
import type { HostReply, HostRequest, KeptDraft, OpenReply, SaveReply } from '#shared/host/calls';
import { projectExtension, projectMediaType, type Host, type ProjectChange } from '#shared/host/host';
import { zipOf } from './export-zip';
import { encode, readProjectBytes, sha256 } from './file-bytes';
import { browserStores } from './key-value-store';
import { listeners } from './listeners';

/** How many recent projects are kept. */
const maxRecents = 12;

interface StoredRecent {
  readonly path: string;
  readonly name: string;
  readonly openedAt: string;
  /** Where the browser gives handles, the file itself; elsewhere the text as it was last seen. */
  readonly handle?: FileHandle;
  readonly text?: string;
}

/** A handle with the permission calls of the File System Access API, which TypeScript's library leaves out. */
type FileHandle = FileSystemFileHandle & {
  queryPermission?(options: { mode: 'read' | 'readwrite' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'read' | 'readwrite' }): Promise<PermissionState>;
};

export function browserHost(): Host {
  const stores = browserStores<StoredRecent, KeptDraft>();
  const handles = new Map<string, FileHandle>();
  const changed = listeners<ProjectChange>();
  let watched: { readonly path: string; hash: string | null } | undefined;
  let dirty = false;

  async function opened(path: string, name: string, bytes: ArrayBuffer, handle?: FileHandle): Promise<OpenReply> {
    const reply = await readProjectBytes(path, name, bytes);
    if (reply.outcome !== 'opened') return reply;
    if (handle) handles.set(path, handle);
    await remember({ path, name, ...(handle ? { handle } : { text: reply.project.text }) });
    return reply;
  }

  async function remember(project: Omit<StoredRecent, 'openedAt'>): Promise<void> {
    await stores.recents.put({ ...project, openedAt: new Date().toISOString() });
    for (const old of (await recents()).slice(maxRecents)) await stores.recents.remove(old.path);
  }

  async function recents(): Promise<readonly StoredRecent[]> {
    return (await stores.recents.all()).toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
  }

  async function handleOf(path: string): Promise<FileHandle | undefined> {
    return handles.get(path) ?? (await stores.recents.get(path))?.handle;
  }

  /** A file that was opened before keeps its address, so that it is known for the same. */
  async function pathOf({ name, handle }: { readonly name: string; readonly handle?: FileHandle }): Promise<string> {
    const known = [...handles, ...(await recents()).map(({ path, handle: kept }) => [path, kept] as const)];
    for (const [path, kept] of known) if (handle && kept && (await handle.isSameEntry(kept))) return path;
    return newPath(name);
  }

  async function openPath({ path }: HostRequest<'openPath'>): Promise<OpenReply> {
    const recent = await stores.recents.get(path);
    const handle = handles.get(path) ?? recent?.handle;
    if (handle) {
      const state = (await handle.queryPermission?.({ mode: 'read' })) ?? 'granted';
      // Without a click the browser asks nobody: the file waits in its tab until somebody wants to see it.
      if (state === 'prompt' && !navigator.userActivation.isActive) return { outcome: 'cancelled' };
      const isRefused = state !== 'granted' && (await handle.requestPermission?.({ mode: 'read' })) === 'denied';
      if (isRefused) return { outcome: 'cancelled' };
      return opened(path, handle.name, await (await handle.getFile()).arrayBuffer(), handle);
    }
    if (recent?.text === undefined) return { outcome: 'failed', message: 'the browser no longer keeps this file' };
    return opened(path, recent.name, encode(recent.text).buffer);
  }

  async function saveProject(request: HostRequest<'saveProject'>): Promise<SaveReply> {
    const bytes = encode(request.text);
    const handle = request.path === null ? undefined : await handleOf(request.path);
    if (handle && request.path !== null && request.expectedHash !== null) {
      const now = await currentState(handle);
      if (now && now.hash !== request.expectedHash) return { outcome: 'conflict', path: request.path, ...now };
    }
    const blob = new Blob([bytes], { type: projectMediaType });
    const fileName = withExtension(request.suggestedName);
    const saved = await fileSave(blob, { ...projectFile, fileName }, handle ?? null, true);
    // Without handles the browser has downloaded the file and tells nothing more about it.
    const path = request.path ?? newPath(saved?.name ?? fileName);
    const name = saved?.name ?? fileName;
    if (saved) handles.set(path, saved);
    await remember({ path, name, ...(saved ? { handle: saved } : { text: request.text }) });
    const hash = await sha256(bytes);
    if (watched?.path === path) watched.hash = hash;
    return { outcome: 'saved', path, name, hash };
  }

  /** Browsers tell nobody that a file has changed: look when the person comes back to the page. */
  async function lookForChange(): Promise<void> {
    const handle = watched && handles.get(watched.path);
    if (!watched || !handle || document.visibilityState === 'hidden') return;
    const { path } = watched;
    const hash = (await currentState(handle))?.hash ?? null;
    // The person may have opened another file while this one was read.
    if (watched.path !== path || watched.hash === hash) return;
    watched.hash = hash;
    changed.tell({ path, hash });
  }

  window.addEventListener('focus', () => void lookForChange());
  document.addEventListener('visibilitychange', () => void lookForChange());
  window.addEventListener('beforeunload', (event) => {
    if (dirty) event.preventDefault();
  });

  const neverTold = listeners<never>();
  return {
    kind: 'browser',
    platform: platformOf(navigator.userAgent),
    ready: () => Promise.resolve(),
    openProject: () =>
      answer(async () => {
        const file = await fileOpen({ ...projectFile, extensions: [projectExtension, '.json', '.svg', '.png'] });
        return opened(await pathOf(file), file.name, await file.arrayBuffer(), file.handle);
      }),
    openPath: (request) => answer(() => openPath(request)),
    openDropped: (file) => answer(async () => opened(newPath(file.name), file.name, await file.arrayBuffer())),
    saveProject: (request) => answer(() => saveProject(request)),
    async recentProjects() {
      return (await recents()).map(({ path, name, openedAt }) => ({ path, name, openedAt, missing: false }));
    },
    async forgetRecent({ path }) {
      for (const recent of await recents()) {
        if (path === null || recent.path === path) await stores.recents.remove(recent.path);
      }
    },
    // Downloads know nothing of the one before.
    chooseExportFolder: () => Promise.resolve({ outcome: 'chosen', folder: null, record: null }),
    exportFiles: (request) =>
      answer<HostReply<'exportFiles'>>(async () => {
        const changes = request.files.map(({ path }) => ({ path, change: 'new' as const, difference: '' }));
        if (request.dryRun) return { outcome: 'planned', where: '', changes, advice: [] };
        const fileName = `${request.suggestedFolderName}.zip`;
        const saved = await fileSave(await zipOf(request), { fileName, extensions: ['.zip'] });
        return { outcome: 'exported', where: saved?.name ?? fileName, changes, advice: [] };
      }),
    exportFile: (request) =>
      answer<HostReply<'exportFile'>>(async () => {
        const { suggestedName: fileName, mediaType: type, content } = request;
        const bytes = typeof content === 'string' ? encode(content) : new Uint8Array(content);
        const saved = await fileSave(new Blob([bytes], { type }), { fileName });
        return { outcome: 'exported', where: saved?.name ?? fileName };
      }),
    readDrafts: async () => [...(await stores.drafts.all())],
    writeDraft: async (draft) => stores.drafts.put({ ...draft, writtenAt: new Date().toISOString() }),
    clearDraft: async ({ id }) => stores.drafts.remove(id),
    async watchProject({ path, hash = null }) {
      watched = undefined;
      const handle = path === null ? undefined : await handleOf(path);
      if (path === null || !handle) return;
      // Without the permission, which only a click can bring back, the file is looked at when it is opened again.
      if ((await handle.queryPermission?.({ mode: 'read' })) === 'prompt') return;
      handles.set(path, handle);
      watched = { path, hash: hash ?? (await currentState(handle))?.hash ?? null };
      if (hash !== null) await lookForChange();
    },
    setDocumentState(state) {
      dirty = state.dirty || state.isUnsavedElsewhere === true;
      document.title = `${state.dirty ? '• ' : ''}${state.title} – Spillway`;
      return Promise.resolve();
    },
    answerClose: () => Promise.resolve(),
    onCommand: neverTold.add,
    onOpenFile: neverTold.add,
    onProjectChanged: changed.add,
    onCloseRequested: neverTold.add,
  };
}

const projectFile = {
  id: 'spillway',
  description: 'Spillway design',
  mimeTypes: [projectMediaType],
  extensions: [projectExtension],
};

/** A person who closes a picker has cancelled; whatever else a browser refuses is told in its own words. */
async function answer<T>(
  act: () => Promise<T>,
): Promise<T | { outcome: 'cancelled' } | { outcome: 'failed'; message: string }> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return { outcome: 'cancelled' };
    return { outcome: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

async function currentState(handle: FileHandle): Promise<{ text: string; hash: string } | undefined> {
  try {
    const bytes = await (await handle.getFile()).arrayBuffer();
    return { text: new TextDecoder().decode(bytes), hash: await sha256(bytes) };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw error;
  }
}

const newPath = (name: string): string => `${crypto.randomUUID()}/${name}`;

const withExtension = (name: string): string => (name.endsWith(projectExtension) ? name : name + projectExtension);

function platformOf(userAgent: string): Host['platform'] {
  if (/mac|iphone|ipad/i.test(userAgent)) return 'mac';
  if (/windows/i.test(userAgent)) return 'windows';
  return /linux|x11|cros/i.test(userAgent) ? 'linux' : 'other';
}
