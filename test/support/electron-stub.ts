/** What main/ imports from Electron, as far as its modules are tested one by one: handlers are kept, calls recorded. */
import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

type Handler = (event: unknown, ...args: unknown[]) => unknown;

export const ipcHandlers = new Map<string, Handler>();
export const ipcMain = { handle: (channel: string, handler: Handler) => ipcHandlers.set(channel, handler) };

export const dialog = {
  showOpenDialog: vi.fn(),
  showSaveDialog: vi.fn(),
  showMessageBox: vi.fn(),
  showMessageBoxSync: vi.fn(),
  showErrorBox: vi.fn(),
};

export const shell = { openExternal: vi.fn((_url: string) => Promise.resolve()) };
export const protocol = { handle: vi.fn(), registerSchemesAsPrivileged: vi.fn() };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] };

export class WebContents extends EventEmitter {
  readonly send = vi.fn();
  readonly reload = vi.fn();
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly options: Record<string, unknown>;
  readonly setTitle = vi.fn();
  readonly setDocumentEdited = vi.fn();
  readonly setRepresentedFilename = vi.fn();
  readonly maximize = vi.fn();
  readonly loadURL = vi.fn(() => Promise.resolve());
  isClosed = false;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
  }
  isMaximized(): boolean {
    return this.maximize.mock.calls.length > 0;
  }
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 10, y: 20, width: 1200, height: 800 };
  }
  /** As Electron does: listeners may prevent it. */
  close(): void {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    this.isClosed = !prevented;
  }
}
