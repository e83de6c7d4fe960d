/** What every command does. The table of names, keys and menus is shared with the desktop's menu bar. */
import { align, countArrangeable, distribute } from '../canvas/align';
import { copyByName, cutByName, duplicateSelection, pasteByName } from '../canvas/clipboard-actions';
import { beginKeyboardConnection, offerAddition } from '../canvas/gestures';
import { offerInsertion } from '../canvas/insertion';
import { tidy } from '../canvas/tidy';
import { writeNote } from '../canvas/write-note';
import { fitDesign, zoomIn, zoomOut } from '../canvas/viewport';
import { endComparison, useComparison } from '../compare/store';
import { setLoadFactor } from '../evaluation/store';
import { applyActiveRemedy, nextFinding } from '../findings/actions';
import { openFind, stepMatch } from '../find/store';
import { deleteSelection, selectAll } from '../project/actions';
import { chosenGroups, foldSelection, groupSelection, ungroupSelection } from '../project/grouping';
import { useSelection } from '../project/selection';
import { save } from '../project/saving';
import {
  backToStart,
  closeTab,
  duplicateAsVariant,
  newDesign,
  openByDialog,
  reopenClosedTab,
  stepTab,
} from '../project/session';
import { currentDocument, redoStep, undoStep, useProject } from '../project/store';
import { moveTab, shownTab, useTabs } from '../project/tabs';
import type { CommandHandler, CommandHandlers } from './commands';
import { turnDial } from './dial-scale';
import { openDialog } from './dialogs';
import { speak, tell } from './notices';
import { goToPart } from './parts';
import { setView, type Theme, useView } from './view';

const hasDesign = (): boolean => useProject.getState().history !== undefined;
/** While two designs are compared nothing is edited: the design is not on screen as one. */
const isOpen = (): boolean => hasDesign() && !useComparison.getState().shown;
const hasSelection = (): boolean => {
  const { resources, connections, groups, notes } = useSelection.getState();
  return isOpen() && resources.length + connections.length + groups.length + notes.length > 0;
};
const hasGroupable = (): boolean => {
  const { resources, groups } = useSelection.getState();
  return isOpen() && resources.length + groups.length > 0;
};
const hasGroup = (): boolean => isOpen() && chosenGroups(currentDocument(), useSelection.getState()).length > 0;
/** The one thing selected that has a name on the canvas. */
const selectedName = (): string | undefined => {
  const { groups } = useSelection.getState();
  return selectedResource() ?? (groups.length === 1 ? groups[0] : undefined);
};
const hasOtherTabs = (): boolean => useTabs.getState().tabs.some(({ id }) => id !== shownTab());
const selectedResource = (): string | undefined => {
  const { resources } = useSelection.getState();
  return resources.length === 1 ? resources[0] : undefined;
};
/** The one connection, where nothing else is selected. */
const selectedConnection = (): string | undefined => {
  const { resources, connections, groups, notes } = useSelection.getState();
  return resources.length + groups.length + notes.length === 0 && connections.length === 1 ? connections[0] : undefined;
};

const always = (run: CommandHandler['run']): CommandHandler => ({ run });
const whenOpen = (run: CommandHandler['run']): CommandHandler => ({ run, isEnabled: isOpen });
const whenThere = (run: CommandHandler['run']): CommandHandler => ({ run, isEnabled: hasDesign });
const whenSelected = (run: CommandHandler['run']): CommandHandler => ({ run, isEnabled: hasSelection });
const whenArrangeable = (least: number, run: CommandHandler['run']): CommandHandler => ({
  run,
  isEnabled: () => isOpen() && countArrangeable() >= least,
});
const panel = (bottomTab: string): CommandHandler =>
  whenOpen(() => {
    const { showsBottom, bottomTab: now } = useView.getState();
    // The same key again folds the panel away.
    setView({ bottomTab, showsBottom: !(showsBottom && now === bottomTab) });
  });
const toggle = (pane: 'showsPalette' | 'showsInspector' | 'showsLegend' | 'showsMinimap'): CommandHandler =>
  whenOpen(() => setView({ [pane]: !useView.getState()[pane] }));

export const commandHandlers: CommandHandlers = {
  'file.new': always(newDesign),
  'file.open': always(openByDialog),
  'file.reopen': { run: reopenClosedTab, isEnabled: () => useTabs.getState().closed.length > 0 },
  'file.close': whenThere(() => (useComparison.getState().shown ? endComparison() : closeTab())),
  'file.start': whenThere(backToStart),
  'file.save': whenThere(async () => void (await save())),
  'file.save-as': whenThere(async () => void (await save(true))),
  'file.variant': whenThere(duplicateAsVariant),
  'file.compare': whenThere(() => openDialog('compare')),
  'file.export-cdk': whenOpen(async () => (await import('../export/export-design')).exportDesign()),
  'file.export-svg': whenOpen(async () => (await import('../export/pictures')).exportPicture('svg')),
  'file.export-png': whenOpen(async () => (await import('../export/pictures')).exportPicture('png')),
  'file.export-html': whenOpen(async () => (await import('../export/pictures')).exportReport('html')),
  'file.export-markdown': whenOpen(async () => (await import('../export/pictures')).exportReport('markdown')),
  'edit.copy-mermaid': whenOpen(async () => (await import('../export/pictures')).copyMermaid()),
  'edit.undo': {
    run: () => sayStep('Undone', undoStep()),
    isEnabled: () => isOpen() && (useProject.getState().history?.past.length ?? 0) > 0,
  },
  'edit.redo': {
    run: () => sayStep('Redone', redoStep()),
    isEnabled: () => isOpen() && (useProject.getState().history?.future.length ?? 0) > 0,
  },
  'edit.cut': whenSelected(cutByName),
  'edit.copy': whenSelected(copyByName),
  'edit.paste': whenOpen(pasteByName),
  'edit.duplicate': whenSelected(duplicateSelection),
  'edit.delete': whenSelected(deleteSelection),
  'edit.rename': {
    run: () => useSelection.setState({ renaming: selectedName() }),
    isEnabled: () => isOpen() && selectedName() !== undefined,
  },
  'edit.select-all': whenOpen(selectAll),
  'canvas.add': whenOpen(() => {
    const line = selectedConnection();
    if (line === undefined) offerAddition(selectedResource());
    else offerInsertion(line);
  }),
  'canvas.connect': whenOpen(() => {
    const from = selectedResource();
    if (from === undefined) tell({ tone: 'plain', title: 'Select the resource that the connection begins at' });
    else beginKeyboardConnection(from);
  }),
  'canvas.group': { run: groupSelection, isEnabled: hasGroupable },
  'canvas.ungroup': { run: ungroupSelection, isEnabled: hasGroup },
  'canvas.fold': { run: foldSelection, isEnabled: hasGroup },
  'canvas.align-left': whenArrangeable(2, () => align('left')),
  'canvas.align-centre': whenArrangeable(2, () => align('centre')),
  'canvas.align-right': whenArrangeable(2, () => align('right')),
  'canvas.align-top': whenArrangeable(2, () => align('top')),
  'canvas.align-middle': whenArrangeable(2, () => align('middle')),
  'canvas.align-bottom': whenArrangeable(2, () => align('bottom')),
  'canvas.distribute-across': whenArrangeable(3, () => distribute('x')),
  'canvas.distribute-down': whenArrangeable(3, () => distribute('y')),
  'canvas.note': whenOpen(writeNote),
  'canvas.tidy': whenOpen(tidy),
  'design.quotas': whenOpen(() => openDialog('quotas')),
  'find.open': whenOpen(openFind),
  'find.next': whenOpen(() => stepMatch(1)),
  'find.previous': whenOpen(() => stepMatch(-1)),
  'find.next-finding': whenOpen(nextFinding),
  'find.apply-remedy': whenOpen(applyActiveRemedy),
  'load.more': whenOpen(() => turnDial(1)),
  'load.less': whenOpen(() => turnDial(-1)),
  'load.as-drawn': whenOpen(() => setLoadFactor(1)),
  'view.zoom-in': whenOpen(zoomIn),
  'view.zoom-out': whenOpen(zoomOut),
  'view.fit': whenOpen(() => fitDesign(currentDocument())),
  'view.findings': panel('findings'),
  'view.limits': panel('limits'),
  'view.simulation': panel('simulation'),
  'view.cost': panel('cost'),
  'view.assertions': panel('assertions'),
  'view.code': panel('code'),
  'view.services': toggle('showsPalette'),
  'view.inspector': toggle('showsInspector'),
  'view.next-part': whenThere(() => goToPart(1)),
  'view.previous-part': whenThere(() => goToPart(-1)),
  'view.next-tab': { run: () => stepTab(1), isEnabled: hasOtherTabs },
  'view.previous-tab': { run: () => stepTab(-1), isEnabled: hasOtherTabs },
  'view.tab-left': { run: () => moveShownTab(-1), isEnabled: hasOtherTabs },
  'view.tab-right': { run: () => moveShownTab(1), isEnabled: hasOtherTabs },
  'view.legend': toggle('showsLegend'),
  'view.overview': toggle('showsMinimap'),
  'view.theme': always(() => {
    const order: readonly Theme[] = ['system', 'light', 'dark'];
    const theme = order[(order.indexOf(useView.getState().theme) + 1) % order.length] ?? 'system';
    setView({ theme });
    tell({ tone: 'plain', title: `Theme: ${theme === 'system' ? 'as the system' : theme}` });
  }),
  'view.palette': always(() => openDialog('palette')),
  'help.learn': always(() => openDialog('learn')),
  'help.shortcuts': always(() => openDialog('shortcuts')),
  'help.about': always(() => openDialog('about')),
};

function moveShownTab(by: 1 | -1): void {
  const id = shownTab();
  const { tabs } = useTabs.getState();
  const at = tabs.findIndex((tab) => tab.id === id);
  if (id !== undefined) moveTab(id, at + by);
}

function sayStep(done: string, title: string | undefined): void {
  if (title !== undefined) speak(`${done}: ${title}.`);
}
