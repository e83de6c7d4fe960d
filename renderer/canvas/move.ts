/** Moves as edits. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Place, Position } from '#shared/model/edit';
import { canvasPlaces, MIN_FRAME, MIN_NOTE, snapSize } from '#shared/picture/frames';
import { type Box, snapPosition } from '#shared/picture/geometry';

/**
 * The places to write when some things were moved. Cards that had no place in the file get the one at which they are
 * shown, so that they do not jump when their neighbours are written down.
 */
export function movesOf(
  document: ProjectDocument,
  moved: ReadonlyMap<string, Position>,
): Readonly<Record<string, Place>> {
  const positions: Record<string, Place> = {};
  let isMoved = false;
  const cards = new Set(document.resources.map(({ id }) => id));
  for (const [id, shown] of canvasPlaces(document)) {
    const before = document.layout[id];
    const place = snapPosition(moved.get(id) ?? shown);
    if (before?.x === place.x && before.y === place.y) continue;
    if ((before || !cards.has(id)) && !moved.has(id)) continue;
    positions[id] = { ...shown, ...place };
    isMoved ||= moved.has(id) && (place.x !== shown.x || place.y !== shown.y);
  }
  return isMoved ? positions : {};
}

/**
 * What moves with what is moved: the members with their group, and a frame with its members where all of them are
 * moved the same way.
 */
export function withCompany(
  document: ProjectDocument,
  moved: ReadonlyMap<string, Position>,
): ReadonlyMap<string, Position> {
  if (document.groups.length === 0) return moved;
  const places = canvasPlaces(document);
  const all = new Map(moved);
  const shiftOf = (id: string): Position | undefined => {
    const [before, after] = [places.get(id), moved.get(id)];
    return before && after && { x: after.x - before.x, y: after.y - before.y };
  };
  for (const { id, members } of document.groups) {
    const own = shiftOf(id);
    const [first, ...others] = members.map(shiftOf);
    const isTogether = first && others.every((each) => each && each.x === first.x && each.y === first.y);
    const shift = own ?? (isTogether ? first : undefined);
    if (!shift) continue;
    for (const each of [id, ...members]) {
      const place = places.get(each);
      if (place && !moved.has(each)) all.set(each, { x: place.x + shift.x, y: place.y + shift.y });
    }
  }
  return all;
}

/** What is selected, moved by an offset: the arrow keys. */
export function nudge(
  document: ProjectDocument,
  ids: readonly string[],
  by: Position,
): Readonly<Record<string, Place>> {
  const places = canvasPlaces(document);
  const moved = new Map<string, Position>();
  for (const id of ids) {
    const place = places.get(id);
    if (place) moved.set(id, { x: place.x + by.x, y: place.y + by.y });
  }
  return movesOf(document, withCompany(document, moved));
}

/** A frame or a note with another size, on the grid. */
export function resized(document: ProjectDocument, id: string, box: Box): Readonly<Record<string, Place>> {
  const shown = canvasPlaces(document).get(id);
  const least = document.groups.some((group) => group.id === id) ? MIN_FRAME : MIN_NOTE;
  return {
    [id]: {
      ...shown,
      ...snapPosition(box),
      width: snapSize(box.width, least.width),
      height: snapSize(box.height, least.height),
    },
  };
}
