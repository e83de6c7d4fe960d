/** Find: whether its bar is open, what it looks for, what it found and where it stands. */
import { create } from 'zustand';
import { speak } from '../app/notices';
import { select, showLocation } from '../project/selection';
import { reveal } from '../canvas/viewport';
import { canvasPlaces } from '#shared/picture/frames';
import { currentDocument } from '../project/store';
import type { Match } from './matches';

interface FindState {
  readonly isOpen: boolean;
  readonly text: string;
  readonly matches: readonly Match[];
  /** Ids of the matches while something is looked for; undefined where nothing is. */
  readonly ids: ReadonlySet<string> | undefined;
  /** Why the query cannot be understood. */
  readonly problem: string | undefined;
  /** Id of the match that was shown last. */
  readonly shown: string | undefined;
}

const NOTHING = { matches: [], ids: undefined, problem: undefined, shown: undefined } as const;

export const useFind = create<FindState>(() => ({ isOpen: false, text: '', ...NOTHING }));

/** Asked for while it is open, it takes the focus again. */
export function openFind(): void {
  useFind.setState({ isOpen: true });
  const field = document.querySelector<HTMLInputElement>('.find-bar__field');
  field?.focus();
  field?.select();
}
export const closeFind = (): void => useFind.setState({ isOpen: false, ...NOTHING });

/** `found`: is a match, `passed`: is none, `none`: nothing is looked for. */
export type Found = 'found' | 'passed' | 'none';

export const useFound = (id: string): Found =>
  useFind(({ ids }) => (ids ? (ids.has(id) ? 'found' : 'passed') : 'none'));

/** Of a group: found where a member is. */
export const useAnyFound = (members: readonly string[]): Found =>
  useFind(({ ids }) => (ids ? (members.some((id) => ids.has(id)) ? 'found' : 'passed') : 'none'));

/** Selects the next match, or the one before, and brings it into view. */
export function stepMatch(by: 1 | -1): void {
  const { matches, shown, isOpen } = useFind.getState();
  if (!isOpen) {
    openFind();
    return;
  }
  if (matches.length === 0) return;
  const now = matches.findIndex(({ id }) => id === shown);
  const index = now < 0 ? (by > 0 ? 0 : matches.length - 1) : (now + by + matches.length) % matches.length;
  const match = matches[index];
  if (!match) return;
  useFind.setState({ shown: match.id });
  if (match.list === 'resources') showLocation({ resource: match.id });
  else if (match.list === 'connections') showLocation({ connection: match.id });
  else {
    select({ notes: [match.id] });
    const place = canvasPlaces(currentDocument()).get(match.id);
    if (place) reveal(place);
  }
  speak(`${nameOf(match)}, ${index + 1} of ${matches.length}.`);
}

function nameOf({ list, id }: Match): string {
  const { resources, connections } = currentDocument();
  const name = (resource: string | undefined): string => resources.find((each) => each.id === resource)?.name ?? id;
  if (list === 'resources') return name(id);
  if (list === 'notes') return 'Note';
  const connection = connections.find((each) => each.id === id);
  return `${name(connection?.from)} to ${name(connection?.to)}`;
}
