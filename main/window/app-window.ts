/** The one window: its page, its place on the screen, what it is told, and how it closes. */
import { join } from 'node:path';
import { BrowserWindow, dialog, screen } from 'electron';
import { eventChannel, type HostEventName } from '#shared/host/call-names';
import type { CheckedRequest } from '#shared/host/calls';
import type { HostEventPayload } from '#shared/host/host';
import { appUrl } from './app-origin';
import { shownWindowState, smallestWindow, type WindowState } from './window-state';

/** A page that crashes again and again is not reloaded for ever: this often within this time. */
const maxReloads = 3;
const reloadWindowMs = 60_000;

export interface AppWindowOptions {
  readonly state: WindowState;
  readonly developmentUrl: string | undefined;
  readonly focused: () => void;
  readonly closed: (state: WindowState) => void;
  /** The person decided not to close after all: a quit that asked for it is off. */
  readonly closeCancelled: () => void;
}

export class AppWindow {
  readonly browserWindow: BrowserWindow;
  readonly #options: AppWindowOptions;
  #listens = false;
  #waiting: (() => void)[] = [];
  #isUnsaved = false;
  #closing: 'not' | 'asked' | 'agreed' = 'not';
  #responds = true;
  #reloads: number[] = [];

  constructor(options: AppWindowOptions) {
    this.#options = options;
    const { at, width, height, maximized } = shownWindowState(
      options.state,
      screen.getAllDisplays().map((display) => display.workArea),
    );
    this.browserWindow = new BrowserWindow({
      ...at,
      width,
      height,
      minWidth: smallestWindow.width,
      minHeight: smallestWindow.height,
      show: false,
      title: 'Spillway',
      webPreferences: {
        preload: join(import.meta.dirname, '../preload/preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    if (maximized) this.browserWindow.maximize();
    this.#follow();
  }

  load(): Promise<void> {
    return this.browserWindow.loadURL(this.#options.developmentUrl ?? appUrl);
  }

  /** Tells the page, or keeps it until the page listens. */
  tell<N extends HostEventName>(name: N, payload: HostEventPayload[N]): void {
    const send = (): void => this.browserWindow.webContents.send(eventChannel(name), payload);
    if (this.#listens) send();
    else this.#waiting.push(send);
  }

  listens(): void {
    this.#listens = true;
    for (const send of this.#waiting.splice(0)) send();
  }

  show(): void {
    if (this.browserWindow.isMinimized()) this.browserWindow.restore();
    this.browserWindow.show();
    this.browserWindow.focus();
  }

  setDocumentState(state: CheckedRequest<'setDocumentState'>): void {
    this.#isUnsaved = state.dirty || state.isUnsavedElsewhere;
    this.browserWindow.setTitle(`${state.dirty ? '• ' : ''}${state.title} – Spillway`);
    // Both have an effect on macOS only: the dot in the close button and the file's icon in the title bar.
    this.browserWindow.setDocumentEdited(state.dirty);
    this.browserWindow.setRepresentedFilename(state.path ?? '');
  }

  /** The person's answer to unsaved work, given in the page. */
  answerClose(close: boolean): void {
    if (this.#closing !== 'asked') return;
    this.#closing = close ? 'agreed' : 'not';
    if (close) this.browserWindow.close();
    else this.#options.closeCancelled();
  }

  #follow(): void {
    const { browserWindow: window } = this;
    window.once('ready-to-show', () => window.show());
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('focus', () => this.#options.focused());
    window.on('close', (event) => {
      if (this.#mayClose()) this.#options.closed(this.#state());
      else event.preventDefault();
    });
    window.on('unresponsive', () => (this.#responds = false));
    window.on('responsive', () => (this.#responds = true));
    window.webContents.on('did-start-loading', () => (this.#listens = false));
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') this.#restart(reason);
    });
  }

  #mayClose(): boolean {
    if (!this.#isUnsaved || this.#closing === 'agreed') return true;
    if (this.#listens && this.#responds) {
      if (this.#closing === 'not') this.tell('closeRequested', undefined);
      this.#closing = 'asked';
      return false;
    }
    const choice = dialog.showMessageBoxSync(this.browserWindow, {
      type: 'warning',
      message: 'The design has changes that are not saved, and its window does not answer.',
      detail: 'The changes are kept as a draft and offered at the next start.',
      buttons: ['Close', 'Wait'],
      defaultId: 1,
      cancelId: 1,
    });
    if (choice !== 0) this.#options.closeCancelled();
    return choice === 0;
  }

  #state(): WindowState {
    const { x, y, width, height } = this.browserWindow.getNormalBounds();
    return { at: { x, y }, width, height, maximized: this.browserWindow.isMaximized() };
  }

  /** The page has crashed. Its drafts are on disk, so loading it again offers the work as it was. */
  #restart(reason: string): void {
    const now = Date.now();
    this.#reloads = [...this.#reloads.filter((at) => now - at < reloadWindowMs), now];
    this.#listens = false;
    this.#isUnsaved = false;
    this.#closing = 'not';
    if (this.#reloads.length <= maxReloads) {
      this.browserWindow.webContents.reload();
      return;
    }
    dialog.showErrorBox(
      'Spillway stops',
      `Its page ended ${this.#reloads.length} times within a minute (${reason}). Your work is kept as a draft.`,
    );
    this.browserWindow.close();
  }
}
