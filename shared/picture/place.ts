/** Places for resources that have none in the file: in columns by their distance from the entries. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Position } from '#shared/model/edit';
import { CARD_HEIGHT, CARD_WIDTH } from './geometry';

const COLUMN = CARD_WIDTH + 104;
const ROW = CARD_HEIGHT + 56;

/** Every resource's place: the file's where it has one. Placed by hand always wins. */
export function placesOf(document: ProjectDocument): ReadonlyMap<string, Position> {
  const places = new Map<string, Position>();
  const homeless: string[] = [];
  for (const { id } of document.resources) {
    const place = document.layout[id];
    if (place) places.set(id, place);
    else homeless.push(id);
  }
  if (homeless.length === 0) return places;
  const depth = depths(document);
  const top = places.size === 0 ? 0 : Math.max(...[...places.values()].map(({ y }) => y)) + ROW;
  const rows = new Map<number, number>();
  for (const id of homeless) {
    const column = depth.get(id) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    places.set(id, { x: column * COLUMN, y: top + row * ROW });
  }
  return places;
}

/** Longest way from a resource that nothing leads to; cycles are cut where they are met again. */
function depths({ resources, connections }: ProjectDocument): ReadonlyMap<string, number> {
  const inbound = new Map<string, string[]>();
  for (const { from, to } of connections) inbound.set(to, [...(inbound.get(to) ?? []), from]);
  const depth = new Map<string, number>();
  const onPath = new Set<string>();
  const visit = (id: string): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    if (onPath.has(id)) return 0;
    onPath.add(id);
    const before = (inbound.get(id) ?? []).map((from) => visit(from) + 1);
    onPath.delete(id);
    const own = Math.max(0, ...before);
    depth.set(id, own);
    return own;
  };
  for (const { id } of resources) visit(id);
  return depth;
}

/** A free place right of a resource, below what is already there. */
export function placeAfter(document: ProjectDocument, after: string): Position {
  const places = placesOf(document);
  const origin = places.get(after) ?? { x: 0, y: 0 };
  return freePlace([...places.values()], { x: origin.x + COLUMN, y: origin.y });
}

/** The wanted place, or the next one below it where no card lies. */
export function freePlace(taken: readonly Position[], wanted: Position): Position {
  let { y } = wanted;
  const collides = (place: Position): boolean =>
    Math.abs(place.x - wanted.x) < CARD_WIDTH + 16 && Math.abs(place.y - y) < CARD_HEIGHT + 16;
  for (let tries = 0; tries <= taken.length; tries += 1) {
    const blocker = taken.find(collides);
    if (!blocker) break;
    y = blocker.y + ROW;
  }
  return { x: wanted.x, y };
}
