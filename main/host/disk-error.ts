/** What the disk's refusal means to a person, with the path it is about. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be accessed: permission denied',
  EPERM: 'may not be changed: operation not permitted',
  EROFS: 'is on a read-only disk',
  ENOSPC: 'does not fit: the disk is full',
  EDQUOT: 'does not fit: your disk quota is used up',
  EISDIR: 'is a folder',
  EEXIST: 'is a file where a folder is needed',
  ENOTDIR: 'has a file where a folder is needed',
  ENAMETOOLONG: 'has too long a name',
  ELOOP: 'is a link that leads in a circle',
  EBUSY: 'is in use by another program',
  EIO: 'could not be read or written: the disk reports an error',
};

export function diskErrorMessage(error: unknown, path: string): string {
  const code = errorCode(error);
  const reason = code === undefined ? undefined : reasons[code];
  if (reason) return `${path} ${reason}`;
  return `${path}: ${error instanceof Error ? error.message : String(error)}`;
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
