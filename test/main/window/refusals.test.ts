import { EventEmitter } from 'node:events';
import type { App, Session } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { refuseInPages, refuseInSession } from '../../../main/window/refusals';
import { shell, WebContents } from '../../support/electron-stub';

function aPage(): WebContents {
  const app = new EventEmitter();
  refuseInPages(app as unknown as App, undefined);
  const contents = new WebContents();
  app.emit('web-contents-created', {}, contents);
  return contents;
}

function aSession() {
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
    setSpellCheckerEnabled: vi.fn(),
    webRequest: { onBeforeRequest: vi.fn() },
  });
  refuseInSession(session as unknown as Session, undefined);
  return session;
}

const prevented = (contents: EventEmitter, name: string, event: object = {}): boolean => {
  const preventDefault = vi.fn();
  contents.emit(name, { ...event, preventDefault });
  return preventDefault.mock.calls.length > 0;
};

beforeEach(() => void shell.openExternal.mockClear());

it.each(['will-navigate', 'will-redirect'])('%s away from the app is refused', (name) => {
  expect(prevented(aPage(), name, { url: 'https://example.com/' })).toBe(true);
  expect(prevented(aPage(), name, { url: 'file:///dropped.html' })).toBe(true);
  expect(prevented(aPage(), name, { url: 'app://spillway/' })).toBe(false);
});

it('no frame inside the page goes anywhere, not even to the app', () => {
  expect(prevented(aPage(), 'will-frame-navigate', { url: 'app://spillway/', isMainFrame: false })).toBe(true);
  expect(prevented(aPage(), 'will-frame-navigate', { url: 'app://spillway/', isMainFrame: true })).toBe(false);
});

it('a webview is refused', () => {
  expect(prevented(aPage(), 'will-attach-webview')).toBe(true);
});

it('no window is opened; a trusted link goes to the person’s browser', () => {
  const contents = aPage();
  expect(contents.openHandler?.({ url: 'https://docs.aws.amazon.com/lambda/' })).toEqual({ action: 'deny' });
  expect(shell.openExternal).toHaveBeenCalledWith('https://docs.aws.amazon.com/lambda/');
});

it('another link goes nowhere', () => {
  expect(aPage().openHandler?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
  expect(shell.openExternal).not.toHaveBeenCalled();
});

it.each(['media', 'geolocation', 'notifications', 'midi', 'pointerLock', 'openExternal', 'clipboard-read', 'usb'])(
  'the permission %s is refused',
  (permission) => {
    const session = aSession();
    const decide = vi.fn();
    session.setPermissionRequestHandler.mock.calls[0]?.[0](null, permission, decide);
    expect(decide).toHaveBeenCalledWith(false);
    expect(session.setPermissionCheckHandler.mock.calls[0]?.[0](null, permission)).toBe(false);
  },
);

it('Copy may write to the clipboard', () => {
  const decide = vi.fn();
  aSession().setPermissionRequestHandler.mock.calls[0]?.[0](null, 'clipboard-sanitized-write', decide);
  expect(decide).toHaveBeenCalledWith(true);
});

it('no device is granted', () => {
  expect(aSession().setDevicePermissionHandler.mock.calls[0]?.[0]({})).toBe(false);
});

it.each([
  ['https://example.com/', true],
  ['http://127.0.0.1/', true],
  ['file:///etc/passwd', true],
  ['app://spillway/assets/index.js', false],
])('a request for %s is cancelled: %s', (url, cancel) => {
  const decide = vi.fn();
  aSession().webRequest.onBeforeRequest.mock.calls[0]?.[0]({ url }, decide);
  expect(decide).toHaveBeenCalledWith({ cancel });
});

it('downloads are refused and no dictionary is fetched', () => {
  const session = aSession();
  expect(prevented(session, 'will-download')).toBe(true);
  expect(session.setSpellCheckerEnabled).toHaveBeenCalledWith(false);
});
