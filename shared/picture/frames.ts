/** Where groups and notes stand on the canvas, and which cards a collapsed group stands for. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Place, Position } from '#shared/model/edit';
import { type Box, boundsOf, CARD_HEIGHT, CARD_WIDTH, GRID } from './geometry';
import { placesOf } from './place';

/** The strip of a frame that holds its name. */
export const FRAME_HEAD = 32;
/** Room between a frame and its outermost cards. */
const FRAME_ROOM = 24;
export const MIN_FRAME = { width: 2 * FRAME_ROOM + CARD_WIDTH, height: FRAME_HEAD + 2 * FRAME_ROOM + CARD_HEIGHT };
export const NOTE_SIZE = { width: 216, height: 112 };
export const MIN_NOTE = { width: 96, height: 48 };

export interface Frame extends Box {
  readonly isCollapsed: boolean;
}

const frames = new WeakMap<ProjectDocument, ReadonlyMap<string, Frame>>();

/** The frame of each group: as it was drawn, and large enough for its cards wherever they are. */
export function framesOf(document: ProjectDocument): ReadonlyMap<string, Frame> {
  const known = frames.get(document);
  if (known) return known;
  const made = new Map<string, Frame>();
  if (document.groups.length > 0) {
    const places = placesOf(document);
    for (const { id, members } of document.groups) {
      made.set(
        id,
        frameOf(
          document.layout[id],
          members.flatMap((member) => places.get(member) ?? []),
        ),
      );
    }
  }
  frames.set(document, made);
  return made;
}

function frameOf(drawn: Place | undefined, cards: readonly Position[]): Frame {
  const isCollapsed = drawn?.collapsed === true;
  const bounds = boundsOf(cards);
  const room: Box | undefined = bounds && {
    x: bounds.x - FRAME_ROOM,
    y: bounds.y - FRAME_ROOM - FRAME_HEAD,
    width: bounds.width + 2 * FRAME_ROOM,
    height: bounds.height + 2 * FRAME_ROOM + FRAME_HEAD,
  };
  const { width = MIN_FRAME.width, height = MIN_FRAME.height, x = 0, y = 0 } = drawn ?? {};
  const own: Box = { x, y, width, height };
  if (!room) return { ...own, isCollapsed };
  return { ...(drawn ? around(own, room) : room), isCollapsed };
}

function around(one: Box, other: Box): Box {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  return { x, y, width: right - x, height: bottom - y };
}

/** Resources that are not drawn, each with the collapsed group that stands for it. */
export function hiddenIn(document: ProjectDocument): ReadonlyMap<string, string> {
  const hidden = new Map<string, string>();
  for (const { id, members } of document.groups) {
    if (document.layout[id]?.collapsed === true) for (const member of members) hidden.set(member, id);
  }
  return hidden;
}

/** The expanded group in whose frame the middle of a card at `place` lies; of several the smallest. */
export function groupAt(document: ProjectDocument, place: Position): string | undefined {
  const x = place.x + CARD_WIDTH / 2;
  const y = place.y + CARD_HEIGHT / 2;
  return [...framesOf(document)]
    .filter(
      ([, frame]) =>
        !frame.isCollapsed && x >= frame.x && y >= frame.y && x <= frame.x + frame.width && y <= frame.y + frame.height,
    )
    .toSorted(([, a], [, b]) => a.width * a.height - b.width * b.height)[0]?.[0];
}

export function notePlace({ layout }: ProjectDocument, id: string): Required<Omit<Place, 'collapsed'>> {
  return { x: 0, y: 0, ...NOTE_SIZE, ...layout[id] };
}

/** Where everything stands: cards, frames and notes, by id. */
export function canvasPlaces(document: ProjectDocument): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>(placesOf(document));
  for (const [id, { isCollapsed, ...frame }] of framesOf(document)) {
    places.set(id, isCollapsed ? { ...frame, collapsed: true } : frame);
  }
  for (const { id } of document.notes) places.set(id, notePlace(document, id));
  return places;
}

/** How large something is drawn. */
export function boxOf({ x, y, width, height, collapsed }: Place): Box {
  if (width === undefined || height === undefined || collapsed) return { x, y, width: CARD_WIDTH, height: CARD_HEIGHT };
  return { x, y, width, height };
}

/** Around all that is drawn; undefined where nothing is. */
export function drawnBounds(document: ProjectDocument): Box | undefined {
  const hidden = hiddenIn(document);
  let bounds: Box | undefined;
  for (const [id, place] of canvasPlaces(document)) {
    if (hidden.has(id)) continue;
    const box = boxOf(place);
    bounds = bounds ? around(bounds, box) : box;
  }
  return bounds;
}

/** A size on the grid, no smaller than `least`. */
export const snapSize = (size: number, least: number): number =>
  Math.max(Math.ceil(least / GRID) * GRID, Math.round(size / GRID) * GRID);
