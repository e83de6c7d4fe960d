/** Notices when another program changes the open file. */
import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { ProjectChange } from '#shared/host/host';
import { hashOfFile } from './project-file';

/** Programs write in several steps: the file is looked at when this long nothing more has happened to it. */
const settleMs = 100;

export class ProjectWatch {
  readonly #tell: (change: ProjectChange) => void;
  #path: string | null = null;
  #known: string | null = null;
  #watcher: FSWatcher | undefined;
  #settling: NodeJS.Timeout | undefined;

  constructor(tell: (change: ProjectChange) => void) {
    this.#tell = tell;
  }

  /**
   * Watches this file instead of the one before; null watches none. `known` is what it is taken to hold: null for what
   * it holds now.
   */
  async follow(path: string | null, known: string | null = null): Promise<void> {
    this.stop();
    this.#path = path;
    if (path === null) return;
    this.#known = known ?? (await hashOfFile(path).catch(() => null));
    if (this.#path !== path) return;
    this.#watchFolderOf(path);
    if (known !== null) await this.look();
  }

  /** The app itself has written this: no news. */
  expect(path: string, hash: string): void {
    if (path === this.#path) this.#known = hash;
  }

  /** Looks now; also called when the window gets the focus, as file systems over a network tell nothing. */
  async look(): Promise<void> {
    const path = this.#path;
    if (path === null) return;
    let hash: string | null;
    try {
      hash = await hashOfFile(path);
    } catch {
      return; // Unreadable for now (locked, no permission). A save that meets the same trouble reports it.
    }
    if (path !== this.#path || hash === this.#known) return;
    this.#known = hash;
    this.#tell({ path, hash });
  }

  stop(): void {
    clearTimeout(this.#settling);
    this.#watcher?.close();
    this.#watcher = undefined;
    this.#path = null;
  }

  /** The folder and not the file: a file that is replaced by a rename is another file to the system. */
  #watchFolderOf(path: string): void {
    try {
      this.#watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
        if (name !== null && name !== basename(path)) return;
        clearTimeout(this.#settling);
        this.#settling = setTimeout(() => void this.look(), settleMs);
      });
      // No more watches to be had, or the folder has gone: looking at each focus remains.
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      this.#watcher = undefined;
    }
  }
}
