/**
 * What the page may ask of its host, in one table: the preload, the desktop's dispatcher and the browser's host are all
 * typed by it, and the desktop checks each request and each reply against it at run time.
 */
import { z } from 'zod';
import type { HostCallName } from './call-names';

/** The largest project file that is read or written: 64 MiB, some hundred times a design of 1,000 resources. */
export const maxProjectBytes = 64 * 1024 * 1024;
/** The most files that one export may hold. */
export const maxExportFiles = 5000;

/** A file's address. A path on the desktop; in the browser a key under which the host keeps the file's handle. */
const path = z
  .string()
  .min(1)
  .max(4096)
  .refine((value) => !value.includes('\0'), 'a path holds no NUL');
const text = z.string().max(maxProjectBytes);
/** SHA-256 of the file's bytes, as 64 hexadecimal digits. */
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(255);
const time = z.iso.datetime();

/** A relative path with forward slashes that stays inside its folder on every platform. */
const relativePath = z
  .string()
  .min(1)
  .max(1024)
  .refine(staysInside, 'an exported path is relative, uses forward slashes and stays inside its folder');

const cancelled = z.object({ outcome: z.literal('cancelled') });
/** The world refused: the message says what and why, for a person. */
const failed = z.object({ outcome: z.literal('failed'), message: z.string() });

const project = z.object({
  path,
  name: z.string(),
  text,
  hash,
  /** The design was inside a picture: the file is no place to save it. */
  isPicture: z.literal(true).optional(),
});
const openReply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('opened'), project }),
  cancelled,
  failed,
]);

const saveRequest = z.object({
  /** Null asks the person where. */
  path: path.nullable(),
  text,
  suggestedName: name,
  /** What the file held when it was opened or last saved; null overwrites whatever is there. */
  expectedHash: hash.nullable(),
});
const saveReply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('saved'), path, name: z.string(), hash }),
  /** Somebody else changed the file meanwhile: nothing was written, and this is what it holds now. */
  z.object({ outcome: z.literal('conflict'), path, text, hash }),
  cancelled,
  failed,
]);

const recentProject = z.object({ path, name: z.string(), openedAt: time, missing: z.boolean() });

const folderName = name
  .refine(staysInside, 'a folder name is one name')
  .refine((value) => !value.includes('/'), 'a folder name is one name');
const chooseExportFolderReply = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('chosen'),
    /** Null where there are no folders, and an export is handed over as one file. */
    folder: path.nullable(),
    /** What an earlier export into the folder wrote down; null where there was none. */
    record: text.nullable(),
  }),
  cancelled,
  failed,
]);

const exportFilesRequest = z.object({
  /** As it was chosen. */
  folder: path.nullable(),
  suggestedFolderName: folderName,
  files: z
    .array(
      z.object({
        path: relativePath,
        text,
        /** A file of the person's is left as it is once edited; a generated one is renewed on each export. */
        owner: z.enum(['generated', 'person']).default('generated'),
      }),
    )
    .min(1)
    .max(maxExportFiles),
  /** What to do about generated files that were edited by hand since they were written. */
  onEdited: z.enum(['stop', 'beside', 'overwrite']).default('stop'),
  /** Write nothing, and only say what would become of each file. */
  dryRun: z.boolean().default(false),
});
const exportFilesReply = z.discriminatedUnion('outcome', [
  z.object({
    /** `edited`: generated files were edited by hand, and nothing was written. */
    outcome: z.literal(['exported', 'planned', 'edited']),
    where: z.string(),
    changes: z.array(
      z.object({
        path: z.string(),
        change: z.enum(['new', 'renewed', 'removed', 'edited', 'kept', 'same']),
        difference: z.string(),
      }),
    ),
    /** Sentences on what the person may want to do to their own files. */
    advice: z.array(z.string()),
  }),
  cancelled,
  failed,
]);

const exportFileRequest = z.object({
  suggestedName: name,
  mediaType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
  content: z.union([text, z.instanceof(Uint8Array)]),
});
const exportFileReply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('exported'), where: z.string() }),
  cancelled,
  failed,
]);

const draftId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const draft = z.object({
  id: draftId,
  /** The file that the draft is an unsaved state of; null when it was never saved. */
  path: path.nullable(),
  name,
  text,
  savedHash: hash.nullable(),
});
const keptDraft = draft.extend({ writtenAt: time });

const nothing = z.void();

export const hostCalls = {
  ready: { request: nothing, reply: nothing },
  openProject: { request: nothing, reply: openReply },
  openPath: { request: z.object({ path }), reply: openReply },
  saveProject: { request: saveRequest, reply: saveReply },
  recentProjects: { request: nothing, reply: z.array(recentProject) },
  forgetRecent: { request: z.object({ path: path.nullable() }), reply: nothing },
  chooseExportFolder: {
    request: z.object({ suggestedFolderName: folderName }),
    reply: chooseExportFolderReply,
  },
  exportFiles: { request: exportFilesRequest, reply: exportFilesReply },
  exportFile: { request: exportFileRequest, reply: exportFileReply },
  readDrafts: { request: nothing, reply: z.array(keptDraft) },
  writeDraft: { request: draft, reply: nothing },
  clearDraft: { request: z.object({ id: draftId }), reply: nothing },
  /** `hash` is what the page takes the file to hold: where it holds something else already, that is told at once. */
  watchProject: { request: z.object({ path: path.nullable(), hash: hash.nullable().default(null) }), reply: nothing },
  setDocumentState: {
    request: z.object({
      title: z.string().max(1000),
      dirty: z.boolean(),
      path: path.nullable(),
      /** Whether a tab that is not shown has unsaved work: closing the window asks for it too. */
      isUnsavedElsewhere: z.boolean().default(false),
    }),
    reply: nothing,
  },
  answerClose: { request: z.object({ close: z.boolean() }), reply: nothing },
} satisfies Record<HostCallName, { readonly request: z.ZodType; readonly reply: z.ZodType }>;

type Calls = typeof hostCalls;
export type HostRequest<N extends HostCallName> = z.input<Calls[N]['request']>;
export type CheckedRequest<N extends HostCallName> = z.output<Calls[N]['request']>;
export type HostReply<N extends HostCallName> = z.output<Calls[N]['reply']>;

export type OpenReply = z.output<typeof openReply>;
export type SaveReply = z.output<typeof saveReply>;
export type RecentProject = z.output<typeof recentProject>;
export type ExportFilesReply = z.output<typeof exportFilesReply>;
export type Draft = z.output<typeof draft>;
export type KeptDraft = z.output<typeof keptDraft>;

/** The one place that says what an exported path may be: no parent, drive, stream, device name or trailing dot. */
function staysInside(value: string): boolean {
  if (/[\\:*?"<>|\p{Cc}]/u.test(value)) return false;
  return value
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && !/[. ]$/.test(part) && !isDeviceName(part));
}

/** Names that Windows keeps for devices, with or without an extension. */
function isDeviceName(part: string): boolean {
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part);
}
