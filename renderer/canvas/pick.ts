/** A small menu at a point: which service to add, which kind of connection to draw. */
import { create } from 'zustand';
import type { Position } from '#shared/model/edit';

export interface PickItem {
  readonly id: string;
  readonly title: string;
  readonly detail?: string;
  /** Id of the service whose picture stands before it. */
  readonly service?: string;
  /** Words by which the search finds it. */
  readonly words?: readonly string[];
  /** Why it cannot be picked. */
  readonly refusal?: string | undefined;
  run(): void;
}

export interface PickRequest {
  readonly title: string;
  /** Point of the window. */
  readonly at: Position;
  readonly items: readonly PickItem[];
  readonly hasSearch: boolean;
}

export const usePick = create<{ readonly request: PickRequest | undefined }>(() => ({ request: undefined }));

export const offer = (request: PickRequest): void => usePick.setState({ request });
export const endPick = (): void => usePick.setState({ request: undefined });

/** Those that a search finds, best first: a title that begins with it, a title, a word of intent, a detail. */
export function searchItems<T extends Pick<PickItem, 'title' | 'detail' | 'words'>>(
  items: readonly T[],
  query: string,
): readonly T[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return items;
  const rank = ({ title, detail, words }: T): number => {
    const name = title.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.includes(wanted)) return 1;
    if (words?.some((word) => word.toLowerCase().startsWith(wanted))) return 2;
    if (words?.some((word) => word.toLowerCase().includes(wanted))) return 3;
    if (detail?.toLowerCase().includes(wanted)) return 4;
    return wanted.includes(' ') && matchesAllWords(wanted, [name, ...(words ?? []), detail ?? '']) ? 5 : Infinity;
  };
  return items
    .map((item, index) => ({ item, index, rank: rank(item) }))
    .filter((entry) => entry.rank < Infinity)
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ item }) => item);
}

function matchesAllWords(query: string, texts: readonly string[]): boolean {
  const all = texts.join(' ').toLowerCase();
  return query.split(/\s+/).every((word) => all.includes(word));
}
