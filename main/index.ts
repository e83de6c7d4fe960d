/** The desktop app: one instance, one window, the files that the system hands over, the menu. */
import { join } from 'node:path';
import { app, dialog, Menu, session } from 'electron';
import { z } from 'zod';
import { desktopHost } from './host/desktop-host';
import { drafts } from './host/drafts';
import { jsonRecord } from './host/json-record';
import { ProjectWatch } from './host/project-watch';
import { askPerson } from './host/questions';
import { recentProjects } from './host/recent-projects';
import { serveHost } from './host/serve-host';
import { isAppPage } from './window/app-origin';
import { registerAppScheme, serveAppScheme } from './window/app-protocol';
import { AppWindow } from './window/app-window';
import { projectFilesIn } from './window/file-arguments';
import { menuTemplate } from './window/menu-template';
import { refuseInPages, refuseInSession } from './window/refusals';
import { firstWindowState, windowState } from './window/window-state';

const isMac = process.platform === 'darwin';
/** Set by the development server; a packaged app never takes a page from it. */
const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const secondStart = z.object({ args: z.array(z.string()), folder: z.string() });
const dataFile = (...names: string[]): string => join(app.getPath('userData'), ...names);
const now = (): Date => new Date();

let window: AppWindow | undefined;
let opening: Promise<void> | undefined;
/** From here on windows may be opened: the refusals and the page's scheme are in place. */
let started = false;
let quitting = false;
/** Files that the system handed over before there was a window. */
const filesToOpen = projectFilesIn(process.argv.slice(1), process.cwd());

registerAppScheme();
app.enableSandbox();
refuseInPages(app, developmentUrl);

const recents = recentProjects(dataFile('recent.json'), now);
const shownState = jsonRecord(dataFile('window.json'), windowState, firstWindowState);
const keptDrafts = drafts(dataFile('drafts'), now);
const watch = new ProjectWatch((change) => window?.tell('projectChanged', change));
const host = desktopHost({
  questions: askPerson(() => currentWindow().browserWindow),
  window: {
    ready: () => currentWindow().listens(),
    setDocumentState: (state) => currentWindow().setDocumentState(state),
    answerClose: (close) => currentWindow().answerClose(close),
    recentsChanged: () => void showMenu(),
  },
  recents,
  drafts: keptDrafts,
  watch,
});

if (app.requestSingleInstanceLock({ args: process.argv.slice(1), folder: process.cwd() })) {
  // Not awaited: Electron becomes ready only when this module has been evaluated.
  start().catch(giveUp);
} else {
  // The instance that has the lock is told what this one was asked to open.
  app.quit();
}

function giveUp(error: unknown): void {
  dialog.showErrorBox('Spillway cannot start', error instanceof Error ? (error.stack ?? error.message) : String(error));
  app.exit(1);
}

async function start(): Promise<void> {
  app.on('second-instance', (_event, _args, _folder, data) => {
    const asked = secondStart.safeParse(data);
    if (asked.success) openFiles(projectFilesIn(asked.data.args, asked.data.folder));
    if (window) window.show();
    else if (started) openWindow().catch(giveUp);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFiles([path]);
  });
  app.on('before-quit', () => (quitting = true));
  app.on('window-all-closed', () => {
    if (!isMac || quitting) app.quit();
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    void settle();
  });
  app.on('activate', () => {
    if (started && !window) openWindow().catch(giveUp);
  });
  await app.whenReady();
  refuseInSession(session.defaultSession, developmentUrl);
  await serveAppScheme(join(import.meta.dirname, '../renderer'));
  serveHost(host.answers, (address) => isAppPage(address, developmentUrl));
  await showMenu();
  started = true;
  await openWindow();
}

/** What is on its way to the disk gets there: a draft that was cleared must not come back, nor one be lost. */
async function settle(): Promise<void> {
  await Promise.all([keptDrafts.settled(), recents.settled(), shownState.settled()]);
  app.exit(0);
}

/** Opens the window, once however many ask for it at the same time. */
function openWindow(): Promise<void> {
  opening ??= createWindow().finally(() => (opening = undefined));
  return opening;
}

async function createWindow(): Promise<void> {
  window = new AppWindow({
    state: await shownState.read(),
    developmentUrl,
    focused: () => void watch.look(),
    closed: (state) => {
      window = undefined;
      watch.stop();
      shownState
        .change(() => state)
        .catch((error: unknown) => console.error('the place of the window was not kept:', error));
    },
    closeCancelled: () => (quitting = false),
  });
  openFiles(filesToOpen.splice(0));
  await window.load();
}

function openFiles(paths: readonly string[]): void {
  if (!window) {
    filesToOpen.push(...paths);
    if (started && paths.length > 0) openWindow().catch(giveUp);
    return;
  }
  for (const path of paths) {
    void host.openFromSystem(path).then((reply) => window?.tell('openFile', reply));
  }
}

async function showMenu(): Promise<void> {
  const template = menuTemplate({
    isMac,
    isPackaged: app.isPackaged,
    recents: await recents.list(),
    choose: (id) => window?.tell('command', id),
    openRecent: (path) => openFiles([path]),
    forgetRecents: () => void host.answers.forgetRecent({ path: null }),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function currentWindow(): AppWindow {
  if (!window) throw new Error('the window is closed');
  return window;
}
