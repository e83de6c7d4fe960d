import type { CheckedRequest, HostRequest } from '#shared/host/calls';

/** A fixed moment, so that the same design gives the same bytes. The oldest that a zip file can hold. */
const modified = new Date(1980, 0, 1);

/** The exported files as one zip, under a folder with the suggested name. Loaded only when somebody exports. */
export async function zipOf(
  request: Pick<CheckedRequest<'exportFiles'>, 'suggestedFolderName'> & Pick<HostRequest<'exportFiles'>, 'files'>,
): Promise<Blob> {
  const { strToU8, zipSync } = await import('fflate');
  const entries = request.files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => [`${request.suggestedFolderName}/${file.path}`, strToU8(file.text)] as const);
  return new Blob([zipSync(Object.fromEntries(entries), { mtime: modified })], { type: 'application/zip' });
}
