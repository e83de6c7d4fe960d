/** What is selected on the canvas, and the field that a finding or a limit points at. */
import { create } from 'zustand';
import type { Location } from '#shared/model/finding';

export interface Selection {
  readonly resources: readonly string[];
  readonly connections: readonly string[];
  readonly groups: readonly string[];
  readonly notes: readonly string[];
}

export const NOTHING_SELECTED: Selection = { resources: [], connections: [], groups: [], notes: [] };

interface Focus {
  readonly at: Location;
  /** Rises with each request, so that the same place can be asked for twice. */
  readonly request: number;
}

interface SelectionState extends Selection {
  readonly focus: Focus | undefined;
  /** Id of the resource or group whose name is being edited on its card. */
  readonly renaming: string | undefined;
  /** Id of what a note is being written about, or of the note itself. */
  readonly writing: string | undefined;
}

export const useSelection = create<SelectionState>(() => ({
  ...NOTHING_SELECTED,
  focus: undefined,
  renaming: undefined,
  writing: undefined,
}));

export function select(selection: Partial<Selection>): void {
  const now = useSelection.getState();
  const next = { ...NOTHING_SELECTED, ...selection };
  if (LISTS.every((list) => same(now[list], next[list]))) return;
  useSelection.setState(next);
}

const LISTS = ['resources', 'connections', 'groups', 'notes'] as const;

export const selectionOf = ({ resources, connections, groups, notes }: Selection): Selection => ({
  resources,
  connections,
  groups,
  notes,
});

/** Selects what a location names, brings it into view and puts the cursor in its field. */
export function showLocation(at: Location): void {
  const request = (useSelection.getState().focus?.request ?? 0) + 1;
  useSelection.setState({
    ...NOTHING_SELECTED,
    resources: at.connection === undefined && at.resource !== undefined ? [at.resource] : [],
    connections: at.connection === undefined ? [] : [at.connection],
    focus: { at, request },
  });
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);
