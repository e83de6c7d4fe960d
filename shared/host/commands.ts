/**
 * Everything a person can ask of the app by name, once: the desktop menu, the shortcuts, the palette and the list of
 * shortcuts are all made from this table, so that they cannot disagree.
 */
import type { Accelerator } from './accelerator';

export type MenuId = 'file' | 'edit' | 'view' | 'design' | 'help';

/** Editing commands that a text field must answer by itself: the desktop menu hands these to the system. */
export type NativeRole = 'cut' | 'copy' | 'paste';

export interface Command {
  readonly id: string;
  /** Menu and palette text. An ellipsis says that a question follows. */
  readonly title: string;
  readonly menu: MenuId;
  /** Commands of one menu with the same section stand together; a line separates sections. */
  readonly section: number;
  readonly accelerator?: Accelerator;
  /** The keys to press where a browser keeps the others for itself: shown there, and heard everywhere. */
  readonly inBrowser?: Accelerator;
  /** Further keys that do the same, shown nowhere. */
  readonly alternatives?: readonly Accelerator[];
  readonly role?: NativeRole;
  /** Words by which the palette finds it besides its title. */
  readonly keywords?: readonly string[];
}

export const commands = [
  {
    id: 'file.new',
    title: 'New design',
    menu: 'file',
    section: 1,
    accelerator: 'CmdOrCtrl+N',
    inBrowser: 'Alt+N',
    keywords: ['blank', 'tab'],
  },
  { id: 'file.open', title: 'Open…', menu: 'file', section: 1, accelerator: 'CmdOrCtrl+O' },
  {
    id: 'file.reopen',
    title: 'Reopen the closed tab',
    menu: 'file',
    section: 1,
    accelerator: 'CmdOrCtrl+Shift+T',
    inBrowser: 'Alt+Shift+T',
  },
  { id: 'file.start', title: 'Start page', menu: 'file', section: 1, keywords: ['examples', 'recent', 'gallery'] },
  { id: 'file.save', title: 'Save', menu: 'file', section: 2, accelerator: 'CmdOrCtrl+S' },
  { id: 'file.save-as', title: 'Save as…', menu: 'file', section: 2, accelerator: 'CmdOrCtrl+Shift+S' },
  {
    id: 'file.close',
    title: 'Close the tab',
    menu: 'file',
    section: 2,
    accelerator: 'CmdOrCtrl+W',
    inBrowser: 'Alt+W',
  },
  {
    id: 'file.variant',
    title: 'Duplicate as variant',
    menu: 'file',
    section: 3,
    accelerator: 'CmdOrCtrl+Shift+D',
    keywords: ['copy', 'what if', 'alternative'],
  },
  {
    id: 'file.compare',
    title: 'Compare with…',
    menu: 'file',
    section: 3,
    accelerator: 'CmdOrCtrl+Shift+K',
    keywords: ['difference', 'diff', 'side by side', 'saved'],
  },
  {
    id: 'file.export-cdk',
    title: 'Export CDK app…',
    menu: 'file',
    section: 4,
    accelerator: 'CmdOrCtrl+E',
    keywords: ['code', 'deploy', 'typescript', 'infrastructure'],
  },
  {
    id: 'file.export-svg',
    title: 'Export a picture (SVG)…',
    menu: 'file',
    section: 3,
    keywords: ['image', 'diagram', 'draw'],
  },
  {
    id: 'file.export-png',
    title: 'Export a picture (PNG)…',
    menu: 'file',
    section: 3,
    keywords: ['image', 'diagram', 'bitmap', 'screenshot'],
  },
  {
    id: 'file.export-html',
    title: 'Export a report (HTML)…',
    menu: 'file',
    section: 3,
    keywords: ['document', 'print', 'share'],
  },
  {
    id: 'file.export-markdown',
    title: 'Export a report (Markdown)…',
    menu: 'file',
    section: 3,
    keywords: ['document', 'pull request', 'share'],
  },
  {
    id: 'edit.copy-mermaid',
    title: 'Copy the drawing as Mermaid',
    menu: 'edit',
    section: 2,
    keywords: ['diagram', 'markdown', 'flowchart'],
  },
  { id: 'edit.undo', title: 'Undo', menu: 'edit', section: 1, accelerator: 'CmdOrCtrl+Z' },
  {
    id: 'edit.redo',
    title: 'Redo',
    menu: 'edit',
    section: 1,
    accelerator: 'CmdOrCtrl+Shift+Z',
    alternatives: ['CmdOrCtrl+Y'],
  },
  { id: 'edit.cut', title: 'Cut', menu: 'edit', section: 2, accelerator: 'CmdOrCtrl+X', role: 'cut' },
  { id: 'edit.copy', title: 'Copy', menu: 'edit', section: 2, accelerator: 'CmdOrCtrl+C', role: 'copy' },
  { id: 'edit.paste', title: 'Paste', menu: 'edit', section: 2, accelerator: 'CmdOrCtrl+V', role: 'paste' },
  { id: 'edit.duplicate', title: 'Duplicate', menu: 'edit', section: 2, accelerator: 'CmdOrCtrl+D' },
  {
    id: 'edit.delete',
    title: 'Delete',
    menu: 'edit',
    section: 2,
    accelerator: 'Delete',
    alternatives: ['Backspace'],
    keywords: ['remove'],
  },
  { id: 'edit.rename', title: 'Rename', menu: 'edit', section: 3, accelerator: 'F2' },
  { id: 'edit.select-all', title: 'Select all', menu: 'edit', section: 3, accelerator: 'CmdOrCtrl+A' },
  { id: 'canvas.add', title: 'Add a resource…', menu: 'design', section: 1, accelerator: 'A', keywords: ['insert'] },
  {
    id: 'canvas.connect',
    title: 'Connect from the selected resource…',
    menu: 'design',
    section: 1,
    accelerator: 'C',
    keywords: ['wire', 'link', 'invoke'],
  },
  {
    id: 'canvas.group',
    title: 'Group the selection',
    menu: 'design',
    section: 1,
    accelerator: 'CmdOrCtrl+G',
    keywords: ['bounded context', 'frame', 'container'],
  },
  {
    id: 'canvas.ungroup',
    title: 'Ungroup, or leave the group',
    menu: 'design',
    section: 1,
    accelerator: 'CmdOrCtrl+Shift+G',
    keywords: ['frame', 'dissolve'],
  },
  {
    id: 'canvas.fold',
    title: 'Collapse or expand the group',
    menu: 'design',
    section: 1,
    accelerator: 'G',
    keywords: ['fold', 'frame', 'one card'],
  },
  {
    id: 'canvas.note',
    title: 'Write a note',
    menu: 'design',
    section: 1,
    accelerator: 'N',
    keywords: ['comment', 'markdown', 'sticky', 'annotation'],
  },
  {
    id: 'canvas.tidy',
    title: 'Tidy the layout',
    menu: 'design',
    section: 1,
    accelerator: 'CmdOrCtrl+Shift+L',
    keywords: ['arrange', 'align'],
  },
  { id: 'canvas.align-left', title: 'Align left edges', menu: 'design', section: 4, accelerator: 'Shift+A' },
  { id: 'canvas.align-centre', title: 'Align centres', menu: 'design', section: 4, accelerator: 'Shift+H' },
  { id: 'canvas.align-right', title: 'Align right edges', menu: 'design', section: 4, accelerator: 'Shift+D' },
  { id: 'canvas.align-top', title: 'Align top edges', menu: 'design', section: 4, accelerator: 'Shift+W' },
  { id: 'canvas.align-middle', title: 'Align middles', menu: 'design', section: 4, accelerator: 'Shift+V' },
  { id: 'canvas.align-bottom', title: 'Align bottom edges', menu: 'design', section: 4, accelerator: 'Shift+S' },
  { id: 'canvas.distribute-across', title: 'Distribute across', menu: 'design', section: 4, accelerator: 'Shift+X' },
  { id: 'canvas.distribute-down', title: 'Distribute down', menu: 'design', section: 4, accelerator: 'Shift+Y' },
  {
    id: 'find.open',
    title: 'Find…',
    menu: 'edit',
    section: 4,
    accelerator: 'CmdOrCtrl+F',
    keywords: ['search', 'filter', 'where'],
  },
  { id: 'find.next', title: 'Next match', menu: 'edit', section: 4, accelerator: 'F3' },
  { id: 'find.previous', title: 'Previous match', menu: 'edit', section: 4, accelerator: 'Shift+F3' },
  {
    id: 'find.next-finding',
    title: 'Next finding',
    menu: 'design',
    section: 2,
    accelerator: 'F8',
    keywords: ['problem', 'error', 'warning'],
  },
  {
    id: 'find.apply-remedy',
    title: 'Apply the remedy of the selected finding',
    menu: 'design',
    section: 2,
    accelerator: 'Alt+Enter',
    keywords: ['fix', 'repair'],
  },
  {
    id: 'design.quotas',
    title: 'Quotas from AWS…',
    menu: 'design',
    section: 3,
    keywords: ['service quotas', 'limits', 'account', 'paste'],
  },
  {
    id: 'load.more',
    title: 'More load',
    menu: 'design',
    section: 3,
    accelerator: ']',
    keywords: ['dial', 'rate', 'increase'],
  },
  {
    id: 'load.less',
    title: 'Less load',
    menu: 'design',
    section: 3,
    accelerator: '[',
    keywords: ['dial', 'rate', 'decrease'],
  },
  {
    id: 'load.as-drawn',
    title: 'Load as drawn',
    menu: 'design',
    section: 3,
    accelerator: '\\',
    keywords: ['dial', 'reset'],
  },
  { id: 'view.zoom-in', title: 'Zoom in', menu: 'view', section: 1, accelerator: 'CmdOrCtrl+=' },
  { id: 'view.zoom-out', title: 'Zoom out', menu: 'view', section: 1, accelerator: 'CmdOrCtrl+-' },
  { id: 'view.fit', title: 'Show the whole design', menu: 'view', section: 1, accelerator: 'CmdOrCtrl+0' },
  { id: 'view.findings', title: 'Findings', menu: 'view', section: 2, accelerator: 'CmdOrCtrl+1' },
  { id: 'view.limits', title: 'Limits', menu: 'view', section: 2, accelerator: 'CmdOrCtrl+2', keywords: ['quotas'] },
  { id: 'view.simulation', title: 'Simulation', menu: 'view', section: 2, accelerator: 'CmdOrCtrl+3' },
  { id: 'view.cost', title: 'Cost', menu: 'view', section: 2, accelerator: 'CmdOrCtrl+4', keywords: ['bill', 'price'] },
  {
    id: 'view.assertions',
    title: 'Assertions',
    menu: 'view',
    section: 2,
    accelerator: 'CmdOrCtrl+6',
    keywords: ['must hold', 'budget', 'check'],
  },
  { id: 'view.code', title: 'Code', menu: 'view', section: 2, accelerator: 'CmdOrCtrl+5', keywords: ['cdk'] },
  { id: 'view.services', title: 'Services and outline', menu: 'view', section: 3, accelerator: 'CmdOrCtrl+B' },
  { id: 'view.inspector', title: 'Inspector', menu: 'view', section: 3, accelerator: 'CmdOrCtrl+I' },
  {
    id: 'view.next-tab',
    title: 'Next tab',
    menu: 'view',
    section: 4,
    accelerator: 'Ctrl+Tab',
    inBrowser: 'Alt+PageDown',
  },
  {
    id: 'view.previous-tab',
    title: 'Previous tab',
    menu: 'view',
    section: 4,
    accelerator: 'Ctrl+Shift+Tab',
    inBrowser: 'Alt+PageUp',
  },
  {
    id: 'view.tab-left',
    title: 'Move the tab to the left',
    menu: 'view',
    section: 4,
    accelerator: 'Ctrl+Shift+PageUp',
    inBrowser: 'Alt+Shift+PageUp',
    keywords: ['order', 'reorder'],
  },
  {
    id: 'view.tab-right',
    title: 'Move the tab to the right',
    menu: 'view',
    section: 4,
    accelerator: 'Ctrl+Shift+PageDown',
    inBrowser: 'Alt+Shift+PageDown',
    keywords: ['order', 'reorder'],
  },
  {
    id: 'view.next-part',
    title: 'Next part of the window',
    menu: 'view',
    section: 3,
    accelerator: 'F6',
    keywords: ['focus', 'panel', 'inspector', 'canvas', 'keyboard'],
  },
  {
    id: 'view.previous-part',
    title: 'Previous part of the window',
    menu: 'view',
    section: 3,
    accelerator: 'Shift+F6',
    keywords: ['focus', 'panel', 'inspector', 'canvas', 'keyboard'],
  },
  { id: 'view.legend', title: 'Legend', menu: 'view', section: 3 },
  { id: 'view.overview', title: 'Overview', menu: 'view', section: 3, keywords: ['minimap'] },
  {
    id: 'view.theme',
    title: 'Change the theme',
    menu: 'view',
    section: 5,
    keywords: ['dark', 'light', 'system', 'colours'],
  },
  { id: 'view.palette', title: 'Command palette…', menu: 'view', section: 5, accelerator: 'CmdOrCtrl+K' },
  {
    id: 'help.learn',
    title: 'Learn…',
    menu: 'help',
    section: 1,
    accelerator: 'F1',
    keywords: ['lesson', 'study', 'throttling', 'diagnosis', 'rate exceeded', '429'],
  },
  { id: 'help.shortcuts', title: 'Keyboard shortcuts', menu: 'help', section: 1, accelerator: 'Shift+?' },
  { id: 'help.about', title: 'About Spillway', menu: 'help', section: 2, keywords: ['version', 'licence', 'notice'] },
] as const satisfies readonly Command[];

export type CommandId = (typeof commands)[number]['id'];

/** The menus in the order of the menu bar. */
export const menus: readonly { readonly id: MenuId; readonly title: string }[] = [
  { id: 'file', title: 'File' },
  { id: 'edit', title: 'Edit' },
  { id: 'design', title: 'Design' },
  { id: 'view', title: 'View' },
  { id: 'help', title: 'Help' },
];

/** The commands of one menu, in groups between which a line is drawn. */
export function menuSections(menu: MenuId): readonly (readonly Command[])[] {
  const sections = new Map<number, Command[]>();
  for (const command of commands as readonly Command[]) {
    if (command.menu !== menu) continue;
    sections.set(command.section, [...(sections.get(command.section) ?? []), command]);
  }
  return [...sections.entries()].toSorted(([a], [b]) => a - b).map(([, section]) => section);
}
