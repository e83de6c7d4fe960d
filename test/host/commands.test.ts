import { expect, it } from 'vitest';
import { acceleratorLabel, matchesAccelerator } from '#shared/host/accelerator';
import { commands, menus, menuSections, type Command } from '#shared/host/commands';

const all: readonly Command[] = commands;
const keysOf = (command: Command): readonly string[] => [
  ...(command.accelerator === undefined ? [] : [command.accelerator]),
  ...(command.alternatives ?? []),
];

it('every command has a name of its own and a title of its own', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
});

it('no two commands want the same keys', () => {
  const keys = all.flatMap(keysOf);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

it('every shortcut can be read and shown', () => {
  for (const key of all.flatMap(keysOf)) {
    expect(acceleratorLabel(key, false)).not.toBe('');
    expect(acceleratorLabel(key, true)).not.toBe('');
  }
});

it('every command is in exactly one menu', () => {
  const inMenus = menus.flatMap(({ id }) => menuSections(id).flat());
  expect(inMenus.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
});

const press = (
  key: string,
  modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
});

it('the command key is Ctrl, and ⌘ on a Mac', () => {
  expect(matchesAccelerator('CmdOrCtrl+S', press('s', { ctrlKey: true }), false)).toBe(true);
  expect(matchesAccelerator('CmdOrCtrl+S', press('s', { metaKey: true }), true)).toBe(true);
  expect(matchesAccelerator('CmdOrCtrl+S', press('s', { ctrlKey: true }), true)).toBe(false);
});

it('a further modifier makes it another shortcut', () => {
  expect(matchesAccelerator('CmdOrCtrl+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
  expect(matchesAccelerator('CmdOrCtrl+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
  expect(matchesAccelerator('A', press('a', { ctrlKey: true }), false)).toBe(false);
  expect(matchesAccelerator('A', press('a', { altKey: true }), false)).toBe(false);
});

it('a character is the same with and without Shift, as keyboards differ', () => {
  expect(matchesAccelerator('Shift+?', press('?', { shiftKey: true }), false)).toBe(true);
  expect(matchesAccelerator('Shift+?', press('?'), false)).toBe(true);
  expect(matchesAccelerator('CmdOrCtrl+=', press('=', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
});

it('shortcuts read as on the platform', () => {
  expect(acceleratorLabel('CmdOrCtrl+Shift+S', false)).toBe('Ctrl+Shift+S');
  expect(acceleratorLabel('CmdOrCtrl+Shift+S', true)).toBe('⇧⌘S');
  expect(acceleratorLabel('Alt+Enter', true)).toBe('⌥↩');
  expect(acceleratorLabel('Shift+?', false)).toBe('?');
  expect(acceleratorLabel('F8', false)).toBe('F8');
});

it('a shortcut that cannot be read is a bug and says so', () => {
  expect(() => acceleratorLabel('Hyper+X', false)).toThrow('accelerator Hyper+X cannot be read');
});
