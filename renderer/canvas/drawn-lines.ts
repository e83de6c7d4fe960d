/** The lines of the document, worked out once for each change of what stands where and never during a drag. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Position } from '#shared/model/edit';
import { boxOf, canvasPlaces, hiddenIn } from '#shared/picture/frames';
import type { Box, LabelPlace, Route } from '#shared/picture/geometry';
import { shiftsOf } from '#shared/picture/lanes';
import { Router } from '#shared/picture/routes';
import { isOutcome, lookOf, shownConnections } from './shown-connections';

export interface DrawnLine {
  readonly from: Position;
  readonly to: Position;
  readonly shift: number;
  readonly route: Route;
}

type Before = (connection: string) => DrawnLine | undefined;

const NONE: ReadonlyMap<string, DrawnLine> = new Map();

/** By connection id. A line that is as before stays the same object, so that it is not drawn again. */
export function drawnLines(document: ProjectDocument, before: Before): ReadonlyMap<string, DrawnLine> {
  if (document.connections.length === 0) return NONE;
  const known = worked;
  if (
    known &&
    known.layout === document.layout &&
    known.resources === document.resources &&
    known.connections === document.connections &&
    known.groups === document.groups
  ) {
    return known.lines;
  }
  const { layout, resources, connections, groups } = document;
  const lines = workOut(document, before);
  worked = { layout, resources, connections, groups, lines };
  return lines;
}

/** The last answer: selecting and typing change nothing of it. */
let worked:
  | (Pick<ProjectDocument, 'layout' | 'resources' | 'connections' | 'groups'> & {
      readonly lines: ReadonlyMap<string, DrawnLine>;
    })
  | undefined;

const router = new Router();

function workOut(document: ProjectDocument, before: Before): ReadonlyMap<string, DrawnLine> {
  const places = canvasPlaces(document);
  const hidden = hiddenIn(document);
  const shown = shownConnections(document);
  const shifts = shiftsOf(
    shown.map(({ record, source, target }) => ({ ...record, from: source, to: target })),
    isOutcome,
  );
  const ends = shown.map(({ record, source, target }) => {
    const { x = 0, y = 0 } = places.get(source) ?? {};
    const { x: toX = 0, y: toY = 0 } = places.get(target) ?? {};
    const shift = shifts.get(record.id) ?? 0;
    return { id: record.id, from: { x, y }, to: { x: toX, y: toY }, ...lookOf(record), shift };
  });
  const cards: Box[] = [];
  for (const [id, place] of places) {
    const isFrame = place.width !== undefined && place.collapsed !== true && document.groups.some((g) => g.id === id);
    if (!hidden.has(id) && !isFrame) cards.push(boxOf(place));
  }
  const routes = router.routes(ends, cards);
  const lines = new Map<string, DrawnLine>();
  for (const { id, from, to, shift } of ends) {
    const route = routes.get(id);
    if (!route) throw new Error(`connection ${id} was not routed`);
    const old = before(id);
    const isSame =
      old?.route.path === route.path &&
      isSameLabel(old.route.label, route.label) &&
      old.from.x === from.x &&
      old.from.y === from.y &&
      old.to.x === to.x &&
      old.to.y === to.y &&
      old.shift === shift;
    lines.set(id, isSame ? old : { from, to, shift, route });
  }
  return lines;
}

const isSameLabel = (a: LabelPlace, b: LabelPlace): boolean =>
  a.x === b.x && a.y === b.y && a.side === b.side && a.room === b.room;
