/** The generated app as the panel shows it, kept abreast of the document while somebody looks at it. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { useProject } from '../project/store';
import { generateCurrent } from './generate';
import type { Generated } from './messages';
import { useStacks } from './stacks';
import { useTarget } from './target';

interface CodeState {
  /** The newest that was made; an older one stays on screen while the next is made. */
  readonly generated: Generated | undefined;
  readonly isWorking: boolean;
  /** Why it may be old. */
  readonly trouble: string | undefined;
  /** Path of the file that is shown; undefined for the generated stack. */
  readonly path: string | undefined;
  /** Folders and groups of the tree that are folded. */
  readonly folded: ReadonlySet<string>;
}

export const useCode = create<CodeState>(() => ({
  generated: undefined,
  isWorking: false,
  trouble: undefined,
  path: undefined,
  folded: new Set(),
}));

/** Typing rests this long before the app is written again. */
const REST_MS = 200;

let followers = 0;
let unfollow: (() => void) | undefined;

/** Keeps the generated app abreast of the document for as long as the component is on screen. */
export function useFollowedCode(): CodeState {
  useEffect(() => {
    followers += 1;
    if (followers === 1) unfollow = follow();
    return () => {
      followers -= 1;
      if (followers === 0) unfollow?.();
    };
  }, []);
  return useCode();
}

function follow(): () => void {
  let timer: number | undefined;
  const unsubscribe = useProject.subscribe((state, before) => {
    if (state.opened !== before.opened || !state.history) forget();
    const isSame = state.opened === before.opened && state.meaning === before.meaning;
    if (!state.history || (isSame && state.complete === before.complete)) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void refresh(), REST_MS);
  });
  const unsubscribeTarget = useTarget.subscribe(({ target }, before) => {
    // Another folder's names, or those of none.
    if (target?.record !== before.target?.record) void refresh();
  });
  const unsubscribeStacks = useStacks.subscribe(() => void refresh());
  if (useCode.getState().generated && lastOpened !== useProject.getState().opened) forget();
  void refresh();
  return () => {
    window.clearTimeout(timer);
    unsubscribe();
    unsubscribeTarget();
    unsubscribeStacks();
  };
}

let lastOpened: number | undefined;
let isBusy = false;
let isAskedAgain = false;

/** One run at a time; what is asked for meanwhile is coalesced into the next. */
async function refresh(): Promise<void> {
  isAskedAgain = true;
  if (isBusy) return;
  isBusy = true;
  useCode.setState({ isWorking: true });
  while (isAskedAgain && useProject.getState().history) {
    isAskedAgain = false;
    await make();
  }
  isBusy = false;
  useCode.setState({ isWorking: false });
}

async function make(): Promise<void> {
  const { opened } = useProject.getState();
  const isStillOpen = (): boolean => useProject.getState().opened === opened && !!useProject.getState().history;
  try {
    const generated = await generateCurrent();
    if (!isStillOpen()) return;
    lastOpened = opened;
    useCode.setState({ generated, trouble: undefined });
  } catch (error) {
    if (isStillOpen()) useCode.setState({ trouble: error instanceof Error ? error.message : String(error) });
  }
}

function forget(): void {
  useCode.setState({ generated: undefined, trouble: undefined, path: undefined });
}

export const showFile = (path: string): void => useCode.setState({ path });

export function setFolded(id: string, isFolded: boolean): void {
  useCode.setState(({ folded }) => {
    const next = new Set(folded);
    if (isFolded) next.add(id);
    else next.delete(id);
    return { folded: next };
  });
}
