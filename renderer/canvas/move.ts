/** Moves as edits. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Position } from '#shared/model/edit';
import { snapPosition } from '#shared/picture/geometry';
import { placesOf } from '#shared/picture/place';

/**
 * The places to write when some cards were moved. Cards that had no place in the file get the one at which they are
 * shown, so that they do not jump when their neighbours are written down.
 */
export function movesOf(
  document: ProjectDocument,
  moved: ReadonlyMap<string, Position>,
): Readonly<Record<string, Position>> {
  const positions: Record<string, Position> = {};
  let isMoved = false;
  for (const [id, shown] of placesOf(document)) {
    const before = document.layout[id];
    const place = snapPosition(moved.get(id) ?? shown);
    if (before?.x === place.x && before.y === place.y) continue;
    if (before && !moved.has(id)) continue;
    positions[id] = place;
    isMoved ||= moved.has(id) && (place.x !== shown.x || place.y !== shown.y);
  }
  return isMoved ? positions : {};
}

/** The selected cards moved by an offset: the arrow keys. */
export function nudge(
  document: ProjectDocument,
  ids: readonly string[],
  by: Position,
): Readonly<Record<string, Position>> {
  const places = placesOf(document);
  const moved = new Map<string, Position>();
  for (const id of ids) {
    const place = places.get(id);
    if (place) moved.set(id, { x: place.x + by.x, y: place.y + by.y });
  }
  return movesOf(document, moved);
}
