/** The desktop's menu bar, made from the command table. */
import type { MenuItemConstructorOptions } from 'electron';
import type { RecentProject } from '#shared/host/calls';
import { menus, menuSections, type Command, type CommandId, type MenuId } from '#shared/host/commands';

export interface MenuOptions {
  readonly isMac: boolean;
  readonly isPackaged: boolean;
  readonly recents: readonly RecentProject[];
  readonly choose: (id: CommandId) => void;
  readonly openRecent: (path: string) => void;
  readonly forgetRecents: () => void;
}

type Item = MenuItemConstructorOptions;
const line: Item = { type: 'separator' };

export function menuTemplate(options: MenuOptions): Item[] {
  const bar = menus.map(({ id, title }): Item => ({ label: title, submenu: itemsOf(id, options) }));
  if (!options.isMac) return bar;
  const windowMenu: Item = { role: 'windowMenu' };
  return [{ role: 'appMenu' }, ...bar.slice(0, -1), windowMenu, ...bar.slice(-1)];
}

function itemsOf(menu: MenuId, options: MenuOptions): Item[] {
  const sections = menuSections(menu).map((section) => section.map((command) => commandItem(command, options)));
  const items = sections.flatMap((section, index) => (index === 0 ? section : [line, ...section]));
  if (menu === 'file') return fileItems(items, options);
  if (menu === 'view') return [...items, line, { role: 'togglefullscreen' }, ...developerItems(options)];
  return items;
}

function commandItem(command: Command, options: MenuOptions): Item {
  const label = command.title;
  if (command.role) return { role: command.role, label };
  return {
    id: command.id,
    label,
    click: () => options.choose(command.id as CommandId),
    ...shownAccelerator(command, options.isMac),
  };
}

/**
 * Shortcuts are shown in the menu and handled by the page, which knows whether a text field has the focus. macOS
 * always lets the menu take the keys it shows, so there only those with ⌘ or a function key are shown.
 */
function shownAccelerator({ accelerator }: Command, isMac: boolean): Partial<Item> {
  if (accelerator === undefined) return {};
  if (!isMac) return { accelerator, registerAccelerator: false };
  return /^(CmdOrCtrl|Ctrl)\+|^F\d+$/.test(accelerator) ? { accelerator } : {};
}

function fileItems(items: readonly Item[], options: MenuOptions): Item[] {
  const openIndex = items.findIndex(({ id }) => id === 'file.open');
  const end: Item[] = options.isMac
    ? [{ role: 'close', label: 'Close window', accelerator: 'CmdOrCtrl+Shift+W' }]
    : [{ role: 'quit' }];
  return [...items.slice(0, openIndex + 1), recentMenu(options), ...items.slice(openIndex + 1), line, ...end];
}

function recentMenu({ recents, openRecent, forgetRecents }: MenuOptions): Item {
  const files = recents.map(({ path, missing }): Item => ({
    // A single ampersand would underline the letter behind it.
    label: path.replaceAll('&', '&&'),
    enabled: !missing,
    click: () => openRecent(path),
  }));
  const submenu: Item[] = [...files, line, { label: 'Clear recent', click: () => forgetRecents() }];
  return { label: 'Open recent', enabled: recents.length > 0, submenu };
}

function developerItems({ isPackaged }: MenuOptions): Item[] {
  return isPackaged ? [] : [line, { role: 'reload' }, { role: 'toggleDevTools' }];
}
