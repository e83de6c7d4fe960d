/** The open tabs outlive the app: which files, which drafts, which one was shown. Kept on this machine. */
import { z } from 'zod';
import { theHost } from '../app/host';
import { goToTab } from './session';
import { useProject } from './store';
import { facesOf, shownTab, type Tab, useTabs } from './tabs';

const KEY = 'spillway.workspace';
/** How long a page that is being left may take to give up the workspace. */
const HANDOVER_MS = 800;

const workspace = z.object({
  shown: z.string().nullable(),
  tabs: z.array(z.object({ id: z.string(), name: z.string(), path: z.string().nullable() })).max(200),
});
type Workspace = z.infer<typeof workspace>;

/** Opens the tabs of the last time and keeps the workspace from then on. A second page of the browser begins empty. */
export async function resumeWorkspace(): Promise<void> {
  if (!(await isOnlyPage())) return;
  try {
    await restore(readWorkspace());
  } finally {
    keepWorkspace();
  }
}

async function restore({ shown, tabs }: Workspace): Promise<void> {
  if (tabs.length === 0) return;
  const drafts = new Map((await theHost().readDrafts()).map((draft) => [draft.id, draft]));
  const open = new Set(useTabs.getState().tabs.map(({ id }) => id));
  const asleep = tabs.flatMap(({ id, name, path }): Tab[] => {
    const draft = drafts.get(id);
    // What was in no file and had no draft is gone with the page.
    if (open.has(id) || (!draft && path === null)) return [];
    return [{ id, rest: { kind: 'asleep', name: draft?.name ?? name, path, draft } }];
  });
  useTabs.setState((now) => ({ tabs: [...asleep, ...now.tabs] }));
  // The person may have opened something meanwhile.
  if (shownTab() === undefined && asleep.some(({ id }) => id === shown)) await goToTab(shown ?? '');
}

function keepWorkspace(): void {
  let kept = '';
  const keep = (): void => {
    const tabs = facesOf().map(({ id, title, path }) => ({ id, name: title, path }));
    const text = JSON.stringify({ shown: shownTab() ?? null, tabs } satisfies Workspace);
    if (text === kept) return;
    kept = text;
    try {
      localStorage.setItem(KEY, text);
    } catch {
      // A store that is full or forbidden costs the memory of the tabs; drafts are kept elsewhere.
    }
  };
  useTabs.subscribe(keep);
  useProject.subscribe((state, before) => {
    const isSame = state.tab === before.tab && state.file === before.file;
    if (!isSame || state.history?.document.name !== before.history?.document.name) keep();
  });
  keep();
}

function readWorkspace(): Workspace {
  try {
    return workspace.parse(JSON.parse(localStorage.getItem(KEY) ?? ''));
  } catch {
    return { shown: null, tabs: [] };
  }
}

/** Two pages of one browser would write each other's drafts: the first one has the workspace until it is closed. */
function isOnlyPage(): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const held = new Promise<never>(() => {});
    navigator.locks
      .request(KEY, { signal: AbortSignal.timeout(HANDOVER_MS) }, () => {
        resolve(true);
        return held;
      })
      .catch(() => resolve(false));
  });
}
