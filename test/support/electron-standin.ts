/**
 * Stands in for Electron where its binary cannot run: the real main bundle and the real preload bundle, with windows
 * that are pages of a headless Chromium. It has only what main/ uses, and anything more that main/ comes to use throws
 * by its name. Not covered: the operating system's sandbox, isolated worlds (the preload runs in the page's world
 * here), native menus, dialogs and windows, and packaging.
 */
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { preloadShim } from './electron-preload-shim';
import { SchemeServer, type SchemeHandler } from './electron-schemes';

type Fn = (...args: any[]) => any;

function loud<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (key in object || typeof key === 'symbol' || key === 'then' || key === 'default') {
        const value: unknown = Reflect.get(object, key);
        return typeof value === 'function' ? value.bind(object) : value;
      }
      throw new Error(`electron stand-in: ${name}.${key} is not implemented`);
    },
  });
}

let browser: Browser | undefined;
const schemes = new SchemeServer();
export const userData = mkdtempSync(join(tmpdir(), 'spillway-desktop-'));

class App extends EventEmitter {
  readonly isPackaged = false;
  isSandboxed = false;
  #ready = false;
  #starting: Promise<void> | undefined;
  async #start(): Promise<void> {
    await schemes.listen();
    browser = await launchBrowser();
    this.#ready = true;
  }
  whenReady(): Promise<void> {
    return (this.#starting ??= this.#start());
  }
  isReady(): boolean {
    return this.#ready;
  }
  enableSandbox(): void {
    this.isSandboxed = true;
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  getPath(name: string): string {
    if (name !== 'userData') throw new Error(`electron stand-in: app.getPath(${name}) is not implemented`);
    return userData;
  }
  /** Set once the app has ended itself. */
  exitStatus: number | undefined;
  quit(): void {
    this.emit('before-quit', { preventDefault() {} });
    for (const window of BrowserWindow.all) window.close();
    if (BrowserWindow.all.length > 0) return;
    let prevented = false;
    this.emit('will-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) this.exit(0);
  }
  exit(status: number): void {
    this.exitStatus = status;
  }
}
export const app = loud('app', new App());

const invokeHandlers = new Map<string, Fn>();
export const ipcMain = loud('ipcMain', {
  handle(channel: string, handler: Fn): void {
    if (invokeHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    invokeHandlers.set(channel, handler);
  },
});

class WebContents extends EventEmitter {
  page!: Page;
  openHandler: Fn = () => ({ action: 'allow' });
  setWindowOpenHandler(handler: Fn): void {
    this.openHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    void this.page.evaluate(([name, payload]) => (window as any).__ipcDeliver(name, payload), [
      channel,
      structuredClone(args),
    ] as const);
  }
  async reload(): Promise<void> {
    this.emit('did-start-loading');
    await this.page.reload();
  }
  /** What Electron says the sender is: the page's address in its own scheme. */
  get senderFrame(): { url: string; parent: null } {
    return { url: schemes.own(this.page.url()), parent: null };
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all;
  }
  readonly webContents = loud('webContents', new WebContents());
  loaded: Promise<void> | undefined;
  visible: boolean;
  title: string;
  documentEdited = false;
  representedFilename = '';
  readonly options: any;
  constructor(options: any) {
    super();
    const preferences = options.webPreferences ?? {};
    if (preferences.nodeIntegration || preferences.contextIsolation === false || preferences.sandbox === false) {
      throw new Error('electron stand-in: only sandboxed, isolated windows are run');
    }
    this.options = options;
    this.title = options.title;
    this.visible = options.show !== false;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
    return loud('BrowserWindow', this);
  }
  show(): void {
    this.visible = true;
  }
  focus(): void {
    this.emit('focus');
  }
  maximize(): void {}
  isMaximized(): boolean {
    return false;
  }
  isMinimized(): boolean {
    return false;
  }
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 30, y: 40, width: this.options.width, height: this.options.height };
  }
  setTitle(title: string): void {
    this.title = title;
  }
  setDocumentEdited(edited: boolean): void {
    this.documentEdited = edited;
  }
  setRepresentedFilename(path: string): void {
    this.representedFilename = path;
  }
  close(): void {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (prevented) return;
    BrowserWindow.all = BrowserWindow.all.filter((window) => window.webContents !== this.webContents);
    void this.webContents.page.close();
    this.emit('closed');
    if (BrowserWindow.all.length === 0) app.emit('window-all-closed');
  }
  loadURL(url: string): Promise<void> {
    return (this.loaded = this.#open(url));
  }
  async #open(url: string): Promise<void> {
    if (!browser) throw new Error('electron stand-in: a window was opened before the app was ready');
    const { width, height, webPreferences } = this.options;
    const page = await browser.newPage({ viewport: { width, height } });
    this.webContents.page = page;
    await page.route('**', (route) => {
      const own = schemes.own(route.request().url());
      return requestFilter(own) ? route.continue() : route.abort('blockedbyclient');
    });
    await page.exposeBinding('__ipcInvoke', async (_source, channel: string, args: unknown[]) => {
      const handler = invokeHandlers.get(channel);
      if (!handler) return { error: `No handler registered for '${channel}'` };
      try {
        const event = { sender: this.webContents, senderFrame: this.webContents.senderFrame };
        return { value: structuredClone(await handler(event, ...args)) };
      } catch (error) {
        return { error: String(error) };
      }
    });
    await page.exposeBinding('__windowOpen', (_source, opened: string) => {
      const { action } = this.webContents.openHandler({ url: opened });
      if (action !== 'deny') throw new Error('electron stand-in: a second window is not implemented');
    });
    await page.addInitScript({ content: preloadShim(readFileSync(webPreferences.preload, 'utf8')) });
    await page.goto(schemes.served(url));
    this.emit('ready-to-show');
  }
}

export const screen = loud('screen', {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
});

/** Tests push the answers that a person would give. */
export const answers: Record<'showOpenDialog' | 'showSaveDialog' | 'showMessageBox', unknown[]> = {
  showOpenDialog: [],
  showSaveDialog: [],
  showMessageBox: [],
};
const answer = (name: keyof typeof answers) => (): Promise<unknown> => {
  if (answers[name].length === 0) return Promise.reject(new Error(`electron stand-in: nobody answered ${name}`));
  return Promise.resolve(answers[name].shift());
};
export const dialog = loud('dialog', {
  showOpenDialog: answer('showOpenDialog'),
  showSaveDialog: answer('showSaveDialog'),
  showMessageBox: answer('showMessageBox'),
  showErrorBox(title: string, content: string): void {
    throw new Error(`${title}: ${content}`);
  },
});

export class Menu {
  static current: Menu | null = null;
  readonly items: any[];
  constructor(items: any[]) {
    this.items = items;
  }
  static buildFromTemplate(template: any[]): Menu {
    return new Menu(
      template.map((item) => {
        const submenu = item.submenu ? Menu.buildFromTemplate(item.submenu) : undefined;
        return { ...item, submenu };
      }),
    );
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.current = menu;
  }
}

/** Chooses a menu item by the titles that lead to it. */
export function clickMenu(...titles: string[]): void {
  let items = Menu.current?.items ?? [];
  let item: any;
  for (const title of titles) {
    item = items.find((candidate) => candidate.label === title);
    items = item?.submenu?.items ?? [];
  }
  if (!item?.click || item.enabled === false) throw new Error(`there is no menu item ${titles.join(' > ')}`);
  item.click(item, BrowserWindow.all.at(-1), {});
}

export const protocol = loud('protocol', {
  registerSchemesAsPrivileged: (list: { scheme: string }[]) => {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged comes before the app is ready');
    for (const { scheme } of list) schemes.allow(scheme);
  },
  handle: (scheme: string, handler: SchemeHandler) => schemes.handle(scheme, handler),
});

let requestFilter: (url: string) => boolean = () => true;
export const session = loud('session', {
  defaultSession: loud(
    'defaultSession',
    Object.assign(new EventEmitter(), {
      setPermissionRequestHandler() {},
      setPermissionCheckHandler() {},
      setDevicePermissionHandler() {},
      setSpellCheckerEnabled() {},
      webRequest: loud('webRequest', {
        onBeforeRequest(filter: Fn): void {
          requestFilter = (url) => {
            let cancelled = false;
            filter({ url }, (decision: { cancel: boolean }) => (cancelled = decision.cancel));
            return !cancelled;
          };
        },
      }),
    }),
  ),
});

export const openedOutside: string[] = [];
export const shell = loud('shell', {
  openExternal(url: string): Promise<void> {
    openedOutside.push(url);
    return Promise.resolve();
  },
});

export async function shutdown(): Promise<void> {
  await browser?.close();
  await schemes.close();
  rmSync(userData, { recursive: true, force: true });
}
