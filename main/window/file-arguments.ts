/** The project files among a command line's arguments. */
import { extname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const openable: ReadonlySet<string> = new Set(['.spillway', '.json']);

/**
 * Absolute paths of the files to open. Switches (Chromium adds its own) and everything that is not a project file are
 * passed over; '--' makes no difference, as project files cannot be mistaken for switches.
 * @param folder against which relative paths are meant: the folder the command was given in, not the app's
 */
export function projectFilesIn(args: readonly string[], folder: string): string[] {
  const paths = args.flatMap((argument) => {
    const path = asPath(argument);
    if (path === undefined || path.startsWith('-') || !openable.has(extname(path).toLowerCase())) return [];
    return [isAbsolute(path) ? path : resolve(folder, path)];
  });
  return [...new Set(paths)];
}

/** Desktops on Linux may hand over file: addresses. */
function asPath(argument: string): string | undefined {
  if (!argument.startsWith('file:')) return argument;
  try {
    return fileURLToPath(argument);
  } catch {
    return undefined;
  }
}
