import type { MenuItemConstructorOptions } from 'electron';
import { expect, it, vi } from 'vitest';
import { commands } from '#shared/host/commands';
import { menuTemplate, type MenuOptions } from '../../../main/window/menu-template';

const options: MenuOptions = {
  isMac: false,
  isPackaged: true,
  recents: [],
  choose: vi.fn(),
  openRecent: vi.fn(),
  forgetRecents: vi.fn(),
};

function allItems(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? allItems(item.submenu) : [])]);
}

it('every command of the table is in the menu, under its title', () => {
  const items = allItems(menuTemplate(options));
  for (const { title } of commands) expect(items.filter(({ label }) => label === title)).toHaveLength(1);
});

it('an item tells which command was chosen', () => {
  const choose = vi.fn();
  const items = allItems(menuTemplate({ ...options, choose }));
  for (const item of items.filter(({ id }) => id !== undefined)) item.click?.({} as never, undefined, {} as never);
  const withoutRole = commands.filter((command) => !('role' in command)).map(({ id }) => id);
  expect(new Set(choose.mock.calls.flat())).toEqual(new Set(withoutRole));
});

it('shortcuts are shown but left to the page, which knows whether a text field has the focus', () => {
  const items = allItems(menuTemplate(options)).filter(({ accelerator }) => accelerator !== undefined);
  expect(items.length).toBeGreaterThan(20);
  for (const item of items) expect(item.registerAccelerator).toBe(false);
});

it('on a Mac, where a menu takes the keys it shows, no plain letter is shown', () => {
  const items = allItems(menuTemplate({ ...options, isMac: true }));
  const accelerators = items.flatMap(({ accelerator }) => (typeof accelerator === 'string' ? [accelerator] : []));
  expect(accelerators).toContain('CmdOrCtrl+S');
  for (const accelerator of accelerators) expect(accelerator).toMatch(/^(CmdOrCtrl|Ctrl)\+|^F\d/);
});

it('a Mac has the app’s menu first and quits there', () => {
  const mac = menuTemplate({ ...options, isMac: true });
  expect(mac[0]?.role).toBe('appMenu');
  expect(allItems(mac).some(({ role }) => role === 'quit')).toBe(false);
  expect(allItems(menuTemplate(options)).some(({ role }) => role === 'quit')).toBe(true);
});

it('recent projects can be opened from the menu, missing ones not', () => {
  const openRecent = vi.fn();
  const recents = [
    { path: '/tea & milk.spillway', name: 'tea & milk.spillway', openedAt: '2026-01-01T00:00:00Z', missing: false },
    { path: '/gone.spillway', name: 'gone.spillway', openedAt: '2026-01-01T00:00:00Z', missing: true },
  ];
  const items = allItems(menuTemplate({ ...options, recents, openRecent }));
  const present = items.find(({ label }) => label === '/tea && milk.spillway');
  present?.click?.({} as never, undefined, {} as never);
  expect(openRecent).toHaveBeenCalledWith('/tea & milk.spillway');
  expect(items.find(({ label }) => label === '/gone.spillway')?.enabled).toBe(false);
});

it('a packaged app offers no developer tools', () => {
  const roles = (isPackaged: boolean) => allItems(menuTemplate({ ...options, isPackaged })).map(({ role }) => role);
  expect(roles(true)).not.toContain('toggleDevTools');
  expect(roles(false)).toContain('toggleDevTools');
});
