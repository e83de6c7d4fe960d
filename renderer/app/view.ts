/** What a person sees of the app, apart from the document: panes, tabs and theme. Kept on this machine. */
import { create } from 'zustand';

export type Theme = 'system' | 'light' | 'dark';
export type InspectorTab = 'configure' | 'behaviour' | 'numbers' | 'cost' | 'code';

export interface View {
  readonly theme: Theme;
  readonly paletteWidth: number;
  readonly inspectorWidth: number;
  readonly bottomHeight: number;
  /** The same while a panel with charts or code is shown. */
  readonly tallHeight: number;
  readonly showsPalette: boolean;
  readonly showsInspector: boolean;
  readonly showsBottom: boolean;
  readonly showsLegend: boolean;
  readonly showsMinimap: boolean;
  /** Id of a panel in the registry of bottom panels. */
  readonly bottomTab: string;
  readonly inspectorTab: InspectorTab;
}

const KEY = 'spillway.view';
/** CSS pixels below which the services, the canvas and the inspector do not stand side by side. */
const NARROW = 900;

const isNarrow = (): boolean => typeof window !== 'undefined' && window.innerWidth < NARROW;

const DEFAULTS: View = {
  theme: 'system',
  paletteWidth: 200,
  inspectorWidth: 332,
  bottomHeight: 232,
  tallHeight: 420,
  showsPalette: !isNarrow(),
  showsInspector: true,
  showsBottom: true,
  showsLegend: true,
  showsMinimap: true,
  bottomTab: 'findings',
  inspectorTab: 'configure',
};

export const useView = create<View>(() => ({ ...DEFAULTS, ...readView() }));

export const setView = (change: Partial<View>): void => useView.setState(change);

/** Writes each change to the local store. A store that is full or forbidden costs nothing but the memory of it. */
export function keepView(): () => void {
  return useView.subscribe((view) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(view));
    } catch {
      // The panes then open as they did the first time.
    }
  });
}

function readView(): Partial<View> {
  try {
    return checkedView(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return {};
  }
}

/** The parts of a stored view that have the type of the default; a store from another version may hold anything. */
export function checkedView(stored: unknown): Partial<View> {
  if (typeof stored !== 'object' || stored === null) return {};
  const known = Object.entries(DEFAULTS).flatMap(([name, value]) => {
    const kept = (stored as Record<string, unknown>)[name];
    return typeof kept === typeof value ? [[name, kept]] : [];
  });
  return Object.fromEntries(known) as Partial<View>;
}

/** Sets the theme on the page and follows the system where the person chose nothing. */
export function applyTheme(): () => void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { theme } = useView.getState();
    document.documentElement.dataset['theme'] = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme;
  };
  apply();
  system.addEventListener('change', apply);
  const unsubscribe = useView.subscribe((view, before) => {
    if (view.theme !== before.theme) apply();
  });
  return () => {
    system.removeEventListener('change', apply);
    unsubscribe();
  };
}
