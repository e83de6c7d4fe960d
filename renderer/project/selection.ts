/** What is selected on the canvas, and the field that a finding or a limit points at. */
import { create } from 'zustand';
import type { Location } from '#shared/model/finding';

export interface Selection {
  readonly resources: readonly string[];
  readonly connections: readonly string[];
}

interface Focus {
  readonly at: Location;
  /** Rises with each request, so that the same place can be asked for twice. */
  readonly request: number;
}

interface SelectionState extends Selection {
  readonly focus: Focus | undefined;
  /** Id of the resource whose name is being edited on its card. */
  readonly renaming: string | undefined;
}

export const useSelection = create<SelectionState>(() => ({
  resources: [],
  connections: [],
  focus: undefined,
  renaming: undefined,
}));

export function select(selection: Partial<Selection>): void {
  const now = useSelection.getState();
  const next = { resources: selection.resources ?? [], connections: selection.connections ?? [] };
  if (same(now.resources, next.resources) && same(now.connections, next.connections)) return;
  useSelection.setState(next);
}

/** Selects what a location names, brings it into view and puts the cursor in its field. */
export function showLocation(at: Location): void {
  const request = (useSelection.getState().focus?.request ?? 0) + 1;
  useSelection.setState({
    resources: at.connection === undefined && at.resource !== undefined ? [at.resource] : [],
    connections: at.connection === undefined ? [] : [at.connection],
    focus: { at, request },
  });
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);
