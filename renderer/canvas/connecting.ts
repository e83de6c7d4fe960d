/** A connection in the making, by pointer or by keyboard: which cards it may end at, and why not at the others. */
import { create } from 'zustand';
import type { ConnectionKind, Refusal } from '#shared/model/connection';

export interface Verdict {
  readonly kinds: readonly ConnectionKind[];
  readonly refusal?: Pick<Refusal, 'why' | 'instead'> & Partial<Refusal>;
}

export type Legality = 'legal' | 'illegal';

interface ConnectingState {
  /** Id of the resource that it begins at. */
  readonly from: string | undefined;
  readonly by: 'pointer' | 'keyboard';
  /** By resource id. */
  readonly legality: ReadonlyMap<string, Legality>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** The card under the pointer, or the one that the keyboard stands on. */
  readonly target: string | undefined;
  /** The line under a service that is dragged from the palette: it would be put between. */
  readonly dropLine: string | undefined;
}

const NOTHING: ConnectingState = {
  from: undefined,
  by: 'pointer',
  legality: new Map(),
  verdicts: new Map(),
  target: undefined,
  dropLine: undefined,
};

export const useConnecting = create<ConnectingState>(() => NOTHING);

export function beginConnecting(from: string, by: ConnectingState['by'], verdicts: ReadonlyMap<string, Verdict>): void {
  const legality = new Map<string, Legality>();
  for (const [id, { kinds }] of verdicts) legality.set(id, kinds.length > 0 ? 'legal' : 'illegal');
  useConnecting.setState({ from, by, verdicts, legality, target: undefined });
}

export const endConnecting = (): void => useConnecting.setState(NOTHING);

export function aimAt(target: string | undefined): void {
  if (useConnecting.getState().target !== target) useConnecting.setState({ target });
}

export function aimAtLine(dropLine: string | undefined): void {
  if (useConnecting.getState().dropLine !== dropLine) useConnecting.setState({ dropLine });
}
