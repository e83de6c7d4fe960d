/** Joins the stores to the host, the keys and the worker. Everything here lives as long as the page. */
import type { CommandId } from '#shared/host/commands';
import type { Host } from '#shared/host/host';
import { answerClipboard } from '../canvas/clipboard-actions';
import { isTyping } from '../canvas/is-typing';
import { followDocument } from '../evaluation/follow';
import { keepDrafts } from '../project/drafts';
import { followFile, followOutsideChange, mayQuit, openFromSystem } from '../project/session';
import { isDirty, useProject } from '../project/store';
import { facesOf, useTabs } from '../project/tabs';
import { resumeWorkspace } from '../project/workspace';
import { commandHandlers } from './command-handlers';
import { commandFor, runCommand, setHandlers } from './commands';
import { useDialog } from './dialogs';
import { setHost } from './host';
import { tell } from './notices';
import { useQuestion } from './question';
import { speakLoad } from './speak-load';
import { applyTheme, keepView } from './view';

export function startApp(host: Host): void {
  setHost(host);
  setHandlers(commandHandlers);
  applyTheme();
  keepView();
  keepDrafts();
  followFile();
  followDocument();
  answerClipboard();
  speakLoad();
  window.addEventListener('keydown', runShortcut);
  host.onCommand(runMenuCommand);
  host.onOpenFile(openFromSystem);
  host.onProjectChanged(({ path, hash }) => void followOutsideChange(path, hash));
  host.onCloseRequested(() => void mayQuit().then((close) => host.answerClose({ close })));
  tellDocumentState(host);
  // Files that the system hands over come after the tabs of the last time.
  void resumeWorkspace()
    .catch((error: unknown) => {
      tell({ tone: 'trouble', title: 'The tabs of the last time cannot be opened', detail: String(error) });
    })
    .finally(() => void host.ready());
}

/** Shortcuts of the command table. Copy, cut and paste stay the system's own, and text fields keep what is theirs. */
function runShortcut(event: KeyboardEvent): void {
  if (event.defaultPrevented || useQuestion.getState().question || useDialog.getState().open) return;
  const command = commandFor(event);
  if (!command || command.role) return;
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/.test(event.key);
  if (isTyping(event.target) && (!hasModifier || belongsToText(command.id, event.target))) return;
  if (isControl(event.target) && !hasModifier && (event.key === 'Enter' || event.key === ' ')) return;
  event.preventDefault();
  runCommand(command.id as Parameters<typeof runCommand>[0]);
}

/** The desktop's menu knows nothing of text fields: what is theirs is handed to them. */
function runMenuCommand(id: CommandId): void {
  const { activeElement } = document;
  const native = { 'edit.undo': 'undo', 'edit.redo': 'redo', 'edit.select-all': 'selectAll', 'edit.delete': 'delete' };
  if (isTyping(activeElement) && belongsToText(id, activeElement)) {
    document.execCommand(native[id as keyof typeof native]);
    return;
  }
  runCommand(id);
}

/** In a text field these change the text, except that settings have the one undo that everything has. */
function belongsToText(id: string, target: EventTarget | null): boolean {
  if (id === 'edit.select-all' || id === 'edit.delete') return true;
  const isSetting = target instanceof HTMLElement && target.closest('.field') !== null;
  return (id === 'edit.undo' || id === 'edit.redo') && !isSetting;
}

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('button, a, [role=option], [role=slider]');

/** The window's title, its mark for unsaved work, and the file it stands for. */
function tellDocumentState(host: Host): void {
  let told = '';
  const follow = (): void => {
    const state = useProject.getState();
    const next = {
      title: state.history?.document.name ?? 'Spillway',
      dirty: isDirty(state),
      path: state.file.path,
      isUnsavedElsewhere: facesOf().some((face) => face.isDirty && face.id !== state.tab),
    };
    const key = JSON.stringify(next);
    if (key === told) return;
    told = key;
    void host.setDocumentState(next);
  };
  useProject.subscribe(follow);
  useTabs.subscribe(follow);
}
