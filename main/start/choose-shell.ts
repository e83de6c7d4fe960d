/** Whether the app can have a window of its own here, or is shown in a browser. */
import type { ElectronBinary } from './electron-binary';

export type Shell =
  | { readonly kind: 'desktop'; readonly binary: string }
  | { readonly kind: 'browser'; readonly why: string };

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  readonly binary: () => ElectronBinary;
  /** Downloads Electron's binary; says why not, or nothing when it is there. */
  readonly install: () => Promise<string | undefined>;
}

/** What would make a window impossible is looked at first: only then is a download of 100 MB worth it. */
export async function chooseShell(machine: Machine): Promise<Shell> {
  const { platform, environment } = machine;
  if (platform === 'linux' && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) {
    return { kind: 'browser', why: 'there is no display' };
  }
  if (platform === 'linux' && machine.isRoot) {
    return { kind: 'browser', why: "Electron's sandbox does not run as root" };
  }
  const found = machine.binary();
  if ('path' in found) return { kind: 'desktop', binary: found.path };
  const reason = await machine.install();
  const installed = machine.binary();
  if ('path' in installed) return { kind: 'desktop', binary: installed.path };
  return {
    kind: 'browser',
    why: reason === undefined ? installed.missing : `${found.missing} and cannot be: ${reason}`,
  };
}
