import { beforeEach, expect, it, vi } from 'vitest';
import { AppWindow } from '../../../main/window/app-window';
import { firstWindowState } from '../../../main/window/window-state';
import { dialog, type BrowserWindow } from '../../support/electron-stub';

function aWindow() {
  const heard = { focused: vi.fn(), closed: vi.fn(), closeCancelled: vi.fn() };
  const window = new AppWindow({ state: firstWindowState, developmentUrl: undefined, ...heard });
  return { window, shown: window.browserWindow as unknown as BrowserWindow, heard };
}

beforeEach(() => {
  dialog.showMessageBoxSync.mockReset();
  dialog.showErrorBox.mockReset();
});

it('the page gets neither Node nor the preload’s world', () => {
  expect(aWindow().shown.options['webPreferences']).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
  });
});

it('the page comes from the app’s own scheme', async () => {
  const { window, shown } = aWindow();
  await window.load();
  expect(shown.loadURL).toHaveBeenCalledWith('app://spillway/');
});

it('what is told before the page listens waits for it, in order', () => {
  const { window, shown } = aWindow();
  window.tell('command', 'file.save');
  window.tell('command', 'edit.undo');
  expect(shown.webContents.send).not.toHaveBeenCalled();
  window.listens();
  expect(shown.webContents.send.mock.calls).toEqual([
    ['host-event:command', 'file.save'],
    ['host-event:command', 'edit.undo'],
  ]);
});

it('a page that is loaded again listens again before it is told anything', () => {
  const { window, shown } = aWindow();
  window.listens();
  shown.webContents.emit('did-start-loading');
  window.tell('command', 'file.save');
  expect(shown.webContents.send).not.toHaveBeenCalled();
});

it('the title says what is open and whether it is saved', () => {
  const { window, shown } = aWindow();
  window.setDocumentState({ title: 'Orders', dirty: true, path: '/orders.spillway', isUnsavedElsewhere: false });
  expect(shown.setTitle).toHaveBeenLastCalledWith('• Orders – Spillway');
  expect(shown.setDocumentEdited).toHaveBeenLastCalledWith(true);
  expect(shown.setRepresentedFilename).toHaveBeenLastCalledWith('/orders.spillway');
});

it('a window without unsaved work closes, and its place is kept', () => {
  const { shown, heard } = aWindow();
  shown.close();
  expect(shown.isClosed).toBe(true);
  expect(heard.closed).toHaveBeenCalledWith({ at: { x: 10, y: 20 }, width: 1200, height: 800, maximized: false });
});

function withUnsavedWork() {
  const parts = aWindow();
  parts.window.listens();
  parts.window.setDocumentState({ title: 'Orders', dirty: true, path: null, isUnsavedElsewhere: false });
  return parts;
}

it('unsaved work: the page is asked, once, and the window waits', () => {
  const { shown } = withUnsavedWork();
  shown.close();
  shown.close();
  expect(shown.isClosed).toBe(false);
  expect(shown.webContents.send.mock.calls).toEqual([['host-event:closeRequested', undefined]]);
});

it('unsaved work: Save or Don’t save closes the window', () => {
  const { window, shown } = withUnsavedWork();
  shown.close();
  window.answerClose(true);
  expect(shown.isClosed).toBe(true);
});

it('unsaved work: Cancel keeps the window and stops the quit that asked for it', () => {
  const { window, shown, heard } = withUnsavedWork();
  shown.close();
  window.answerClose(false);
  expect(shown.isClosed).toBe(false);
  expect(heard.closeCancelled).toHaveBeenCalledOnce();
  shown.close();
  expect(shown.webContents.send).toHaveBeenCalledTimes(2);
});

it('an answer that nobody asked for closes nothing', () => {
  const { window, shown } = withUnsavedWork();
  window.answerClose(true);
  expect(shown.isClosed).toBe(false);
});

it('unsaved work in a page that does not answer: the person decides in a dialog of the system', () => {
  const { shown } = withUnsavedWork();
  shown.emit('unresponsive');
  dialog.showMessageBoxSync.mockReturnValueOnce(1);
  shown.close();
  expect(shown.isClosed).toBe(false);
  dialog.showMessageBoxSync.mockReturnValueOnce(0);
  shown.close();
  expect(shown.isClosed).toBe(true);
});

it('a page that crashed is loaded again, and does not hold the window open', () => {
  const { shown } = withUnsavedWork();
  shown.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  expect(shown.webContents.reload).toHaveBeenCalledOnce();
  shown.close();
  expect(shown.isClosed).toBe(true);
});

it('a page that crashes again and again is given up, and that is said', () => {
  const { shown } = aWindow();
  for (let crash = 0; crash < 4; crash++) {
    shown.webContents.emit('render-process-gone', {}, { reason: 'oom' });
  }
  expect(shown.webContents.reload).toHaveBeenCalledTimes(3);
  expect(dialog.showErrorBox).toHaveBeenCalledOnce();
  expect(shown.isClosed).toBe(true);
});

it('a page that ended in good order is not loaded again', () => {
  const { shown } = aWindow();
  shown.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
  expect(shown.webContents.reload).not.toHaveBeenCalled();
});
