/** Room for a card between two others. */
import type { ProjectDocument } from '#shared/document/schema';
import type { ConnectionRecord, Place, Position } from '#shared/model/edit';
import { boxOf, canvasPlaces, hiddenIn } from './frames';
import { CARD_WIDTH, snapPosition } from './geometry';
import { freePlace, placesOf } from './place';

/** Between two cards of a row, where theirs is less: a line with a rate above it. */
const LEAST_GAP = 64;
/** Two cards that stood far apart are no reason for two such gaps. */
const MOST_GAP = 104;

/** Where a new card stands, and what else has to move for it. */
export interface Room {
  readonly at: Position;
  readonly moved: Readonly<Record<string, Place>>;
}

/**
 * Room on a line: at the wanted place where no card lies there. Else in a column of its own before the card that the
 * line leads to, and all that stands there or further right moves on by what it needs.
 */
export function roomBetween(
  document: ProjectDocument,
  { from, to }: Pick<ConnectionRecord, 'from' | 'to'>,
  wanted: Position,
): Room {
  const cards = placesOf(document);
  const all = canvasPlaces(document);
  const hidden = hiddenIn(document);
  const [source, target] = [all.get(hidden.get(from) ?? from), all.get(hidden.get(to) ?? to)];
  const free = snapPosition(freePlace([...cards.values()], wanted));
  const isFree = free.x === wanted.x && free.y === wanted.y;
  if (isFree || !source || !target || target.x < source.x + CARD_WIDTH) return { at: free, moved: {} };
  const gap = Math.min(MOST_GAP, Math.max(LEAST_GAP, target.x - source.x - CARD_WIDTH));
  const column = snapPosition({ x: source.x + CARD_WIDTH + gap, y: target.y });
  const by = Math.max(0, column.x + CARD_WIDTH + gap - target.x);
  const moved: Record<string, Place> = {};
  const after = new Map(cards);
  for (const [id, place] of all) {
    // A frame that begins further left grows by itself, as far as its cards go.
    if (boxOf(place).x < target.x || by === 0) continue;
    const next = { ...place, ...snapPosition({ x: place.x + by, y: place.y }) };
    moved[id] = next;
    if (cards.has(id)) after.set(id, next);
  }
  return { at: snapPosition(freePlace([...after.values()], column)), moved };
}
