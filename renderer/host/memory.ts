/** A Host whose disk is a map: what tests of the app run against. */
import { planExport } from '#shared/cdk/plan-export';
import { RECORD_PATH } from '#shared/cdk/record';
import { exportOf } from '#shared/host/exported';
import type { CommandId } from '#shared/host/commands';
import type { HostRequest, KeptDraft, OpenReply, SaveReply } from '#shared/host/calls';
import type { Host, ProjectChange } from '#shared/host/host';
import { encode, readProjectBytes, sha256 } from './file-bytes';
import { listeners } from './listeners';

export interface MemoryHost extends Host {
  /** The files by path. A test may read and change them as another program would. */
  readonly files: Map<string, string>;
  readonly drafts: Map<string, KeptDraft>;
  readonly exported: HostRequest<'exportFiles'>[];
  /** The path that the person picks in the next dialog; undefined closes it. */
  pick: string | undefined;
  readonly documentState: HostRequest<'setDocumentState'> | undefined;
  readonly closeAnswer: boolean | undefined;
  chooseCommand(id: CommandId): void;
  openFromSystem(path: string): Promise<void>;
  changeOutside(path: string, text: string): Promise<void>;
  requestClose(): void;
}

/** Moments are counted and not read from a clock, so that a test sees the same ones each time. */
const firstMoment = Date.UTC(2026, 0, 1);

export function memoryHost(files: ReadonlyMap<string, string> = new Map()): MemoryHost {
  const disk = new Map(files);
  const drafts = new Map<string, KeptDraft>();
  const recents = new Map<string, string>();
  const commands = listeners<CommandId>();
  const openFiles = listeners<OpenReply>();
  const changes = listeners<ProjectChange>();
  const closes = listeners<undefined>();
  const exported: HostRequest<'exportFiles'>[] = [];
  let moments = 0;
  let watched: string | null = null;
  let documentState: HostRequest<'setDocumentState'> | undefined;
  let closeAnswer: boolean | undefined;
  const now = (): string => new Date(firstMoment + 1000 * moments++).toISOString();
  const done = Promise.resolve();

  async function open(path: string): Promise<OpenReply> {
    const text = disk.get(path);
    if (text === undefined) return { outcome: 'failed', message: `${path} does not exist` };
    recents.delete(path);
    recents.set(path, now());
    return readProjectBytes(path, nameOf(path), encode(text).buffer);
  }

  async function save(path: string | null, request: HostRequest<'saveProject'>): Promise<SaveReply> {
    if (path === null) return { outcome: 'cancelled' };
    const there = disk.get(path);
    if (request.expectedHash !== null && there !== undefined) {
      const hash = await sha256(encode(there));
      if (hash !== request.expectedHash) return { outcome: 'conflict', path, text: there, hash };
    }
    disk.set(path, request.text);
    recents.set(path, now());
    return { outcome: 'saved', path, name: nameOf(path), hash: await sha256(encode(request.text)) };
  }

  const host: MemoryHost = {
    kind: 'memory',
    platform: 'linux',
    files: disk,
    drafts,
    exported,
    pick: undefined,
    get documentState() {
      return documentState;
    },
    get closeAnswer() {
      return closeAnswer;
    },
    chooseCommand: (id) => commands.tell(id),
    openFromSystem: async (path) => openFiles.tell(await open(path)),
    async changeOutside(path, text) {
      disk.set(path, text);
      if (watched === path) changes.tell({ path, hash: await sha256(encode(text)) });
    },
    requestClose: () => closes.tell(undefined),
    ready: () => done,
    openProject: async () => (host.pick === undefined ? { outcome: 'cancelled' } : open(host.pick)),
    openPath: ({ path }) => open(path),
    openDropped: async (file) => readProjectBytes(file.name, file.name, await file.arrayBuffer()),
    saveProject: (request) => save(request.path ?? host.pick ?? null, request),
    recentProjects: () =>
      Promise.resolve(
        [...recents]
          .map(([path, openedAt]) => ({ path, name: nameOf(path), openedAt, missing: !disk.has(path) }))
          .toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1)),
      ),
    forgetRecent({ path }) {
      if (path === null) recents.clear();
      else recents.delete(path);
      return done;
    },
    chooseExportFolder({ suggestedFolderName }) {
      if (host.pick === undefined) return Promise.resolve({ outcome: 'cancelled' });
      const folder = `${host.pick}/${suggestedFolderName}`;
      return Promise.resolve({ outcome: 'chosen', folder, record: disk.get(`${folder}/${RECORD_PATH}`) ?? null });
    },
    exportFiles(request) {
      const { folder, files: given, onEdited = 'stop', dryRun = false } = request;
      if (folder === null) return Promise.resolve({ outcome: 'failed', message: 'no folder was chosen' });
      const inside = [...disk].filter(([path]) => path.startsWith(`${folder}/`));
      const previous = new Map(inside.map(([path, text]) => [path.slice(folder.length + 1), text]));
      const plan = planExport(previous, exportOf(given), onEdited);
      const answer = { where: folder, changes: [...plan.changes], advice: [...plan.advice] };
      if (dryRun) return Promise.resolve({ outcome: 'planned', ...answer });
      if (plan.outcome === 'stop') return Promise.resolve({ outcome: 'edited', ...answer });
      exported.push(request);
      for (const [path, text] of plan.writes) disk.set(`${folder}/${path}`, text);
      for (const path of plan.removes) disk.delete(`${folder}/${path}`);
      return Promise.resolve({ outcome: 'exported', ...answer });
    },
    exportFile(request) {
      if (host.pick === undefined) return Promise.resolve({ outcome: 'cancelled' });
      const { content } = request;
      disk.set(host.pick, typeof content === 'string' ? content : new TextDecoder().decode(content));
      return Promise.resolve({ outcome: 'exported', where: host.pick });
    },
    readDrafts: () => Promise.resolve([...drafts.values()]),
    writeDraft(draft) {
      drafts.set(draft.id, { ...draft, writtenAt: now() });
      return done;
    },
    clearDraft({ id }) {
      drafts.delete(id);
      return done;
    },
    async watchProject({ path, hash = null }) {
      watched = path;
      const there = path === null ? undefined : disk.get(path);
      if (path === null || hash === null) return;
      const holds = there === undefined ? null : await sha256(encode(there));
      if (holds !== hash) changes.tell({ path, hash: holds });
    },
    setDocumentState(state) {
      documentState = state;
      return done;
    },
    answerClose({ close }) {
      closeAnswer = close;
      return done;
    },
    onCommand: commands.add,
    onOpenFile: openFiles.add,
    onProjectChanged: changes.add,
    onCloseRequested: (listener) => closes.add(() => listener()),
  };
  return host;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
