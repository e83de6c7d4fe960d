/** .spillway/export.json: what was exported under which names, so that the next export can tell edits and keep names. */
import type { Emitted } from './collect';
import type { ProjectNames } from './names';
import { json } from './project-files';
import { sha256 } from './sha256';

export const RECORD_PATH = '.spillway/export.json';

export interface ExportRecord {
  /** Version of Spillway. */
  readonly spillway: string;
  readonly project: ProjectNames;
  /** Names in code by resource id. */
  readonly resources: Readonly<Record<string, { readonly construct: string; readonly member: string }>>;
  /** SHA-256 of each generated file, by path. */
  readonly generated: Readonly<Record<string, string>>;
  /** Files that were written once and are the person's since. */
  readonly yours: readonly string[];
}

export function recordOf(
  version: string,
  project: ProjectNames,
  { resources }: Emitted,
  generated: ReadonlyMap<string, string>,
  yours: ReadonlyMap<string, string>,
): string {
  const record: ExportRecord = {
    spillway: version,
    project,
    resources: Object.fromEntries(
      resources
        .toSorted((a, b) => (a.resource.id < b.resource.id ? -1 : 1))
        .map(({ resource, names }) => [resource.id, { construct: names.constructId, member: names.member }]),
    ),
    generated: Object.fromEntries(
      [...generated].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => [path, sha256(text)]),
    ),
    yours: [...yours.keys()].toSorted(),
  };
  return json(record);
}

/** Undefined where there is no record or none that can be read: the folder then counts as new. */
export function readRecord(text: string | undefined): ExportRecord | undefined {
  if (text === undefined) return undefined;
  try {
    const record = JSON.parse(text) as Partial<ExportRecord> | null;
    const isRecord =
      typeof record?.project?.slug === 'string' &&
      /^[a-z][a-z0-9-]*$/.test(record.project.slug) &&
      /^[A-Z][A-Za-z0-9]*$/.test(record.project.className) &&
      typeof record.generated === 'object' &&
      Array.isArray(record.yours);
    return isRecord ? (record as ExportRecord) : undefined;
  } catch {
    return undefined;
  }
}
