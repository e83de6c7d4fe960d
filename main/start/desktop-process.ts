/** Runs the desktop app as a child until its last window is closed. */
import { spawn } from 'node:child_process';

/** Electron that ends with an error within this time never showed a window. */
const earlyEndMs = 10_000;

/** Either the app ran and ended with a status, or there never was a window and this is why. */
export type DesktopEnd = { readonly status: number } | { readonly why: string };

export function runDesktop(binary: string, args: readonly string[]): Promise<DesktopEnd> {
  const startedAt = performance.now();
  // Some editors set this in their terminals; with it Electron would be a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(binary, args, { stdio: 'inherit', env });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return new Promise((done) => {
    const end = (how: DesktopEnd): void => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      done(how);
    };
    child.on('error', (error) => end({ why: `Electron does not run here (${error.message})` }));
    child.on('exit', (code, signal) => {
      const wasEnded = signal === 'SIGINT' || signal === 'SIGTERM';
      const endedEarly = performance.now() - startedAt < earlyEndMs;
      if (code !== 0 && !wasEnded && endedEarly) {
        end({ why: `Electron ended at once with ${signal ?? `status ${code}`}` });
      } else {
        end({ status: code ?? (wasEnded ? 0 : 1) });
      }
    });
  });
}
