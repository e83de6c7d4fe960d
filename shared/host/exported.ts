import type { CheckedRequest, HostRequest } from './calls';

type ExportedFile = CheckedRequest<'exportFiles'>['files'][number] | HostRequest<'exportFiles'>['files'][number];

/** Files as they are sent to the host, by path. */
export function exportOf(files: readonly ExportedFile[]): {
  readonly files: ReadonlyMap<string, string>;
  readonly yours: ReadonlySet<string>;
} {
  return {
    files: new Map(files.map(({ path, text }) => [path, text])),
    yours: new Set(files.filter(({ owner }) => owner === 'person').map(({ path }) => path)),
  };
}
