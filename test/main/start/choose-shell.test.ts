import { expect, it, vi } from 'vitest';
import { chooseShell, type Machine } from '../../../main/start/choose-shell';
import { browserCommand } from '../../../main/start/open-browser';

const machine: Machine = {
  platform: 'linux',
  environment: { DISPLAY: ':0' },
  isRoot: false,
  binary: () => ({ path: '/electron' }),
  install: () => Promise.resolve('not asked for'),
};
const missing = "Electron's binary was never downloaded";

it('with a display and a binary there is a window', async () => {
  expect(await chooseShell(machine)).toEqual({ kind: 'desktop', binary: '/electron' });
});

it('a Wayland display is a display', async () => {
  const shell = await chooseShell({ ...machine, environment: { WAYLAND_DISPLAY: 'wayland-0' } });
  expect(shell.kind).toBe('desktop');
});

it('a Mac needs no DISPLAY', async () => {
  expect((await chooseShell({ ...machine, platform: 'darwin', environment: {} })).kind).toBe('desktop');
});

it.each<[string, Partial<Machine>]>([
  ['there is no display', { environment: {} }],
  ["Electron's sandbox does not run as root", { isRoot: true }],
])('%s: the browser, and nothing is downloaded for nothing', async (why, differs) => {
  const install = vi.fn();
  const shell = await chooseShell({ ...machine, ...differs, binary: () => ({ missing }), install });
  expect(shell).toEqual({ kind: 'browser', why });
  expect(install).not.toHaveBeenCalled();
});

it('a missing binary is downloaded once', async () => {
  const binary = vi.fn().mockReturnValueOnce({ missing }).mockReturnValue({ path: '/electron' });
  const install = vi.fn(() => Promise.resolve(undefined));
  expect(await chooseShell({ ...machine, binary, install })).toEqual({ kind: 'desktop', binary: '/electron' });
  expect(install).toHaveBeenCalledOnce();
});

it('a download that fails is the reason for the browser', async () => {
  const install = (): Promise<string> => Promise.resolve('fetch failed');
  expect(await chooseShell({ ...machine, binary: () => ({ missing }), install })).toEqual({
    kind: 'browser',
    why: `${missing} and cannot be: fetch failed`,
  });
});

it('the browser is opened by the system’s own command, and on Linux only where a display is', () => {
  const url = 'http://127.0.0.1:4715/';
  expect(browserCommand(url, 'darwin', {})).toEqual(['open', url]);
  expect(browserCommand(url, 'win32', {})).toEqual(['explorer.exe', url]);
  expect(browserCommand(url, 'linux', { DISPLAY: ':0' })).toEqual(['xdg-open', url]);
  expect(browserCommand(url, 'linux', {})).toBeUndefined();
});
