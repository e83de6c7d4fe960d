/** Aligning and distributing what is selected, as places for one edit. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Position } from '#shared/model/edit';
import { boxOf, canvasPlaces } from '#shared/picture/frames';
import { type Box, snap } from '#shared/picture/geometry';
import { counted } from '../design/format';
import { type Selection, useSelection } from '../project/selection';
import { currentDocument, dispatch } from '../project/store';
import { movesOf, withCompany } from './move';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Axis = 'x' | 'y';

interface Placed extends Box {
  readonly id: string;
}

/** Selected cards, frames and notes; members of a selected group go with it and do not count by themselves. */
function chosen(document: ProjectDocument, { resources, groups, notes }: Selection): readonly Placed[] {
  const places = canvasPlaces(document);
  const carried = new Set(document.groups.flatMap(({ id, members }) => (groups.includes(id) ? members : [])));
  return [...resources.filter((id) => !carried.has(id)), ...groups, ...notes].flatMap((id) => {
    const place = places.get(id);
    return place ? [{ id, ...boxOf(place) }] : [];
  });
}

export const countArrangeable = (): number => chosen(currentDocument(), useSelection.getState()).length;

export function align(how: Alignment): void {
  const document = currentDocument();
  const boxes = chosen(document, useSelection.getState());
  commit(document, aligned(boxes, how), `Align ${counted(boxes.length, 'thing')}`);
}

export function distribute(axis: Axis): void {
  const document = currentDocument();
  const boxes = chosen(document, useSelection.getState());
  commit(document, distributed(boxes, axis), `Distribute ${counted(boxes.length, 'thing')}`);
}

function commit(document: ProjectDocument, moved: ReadonlyMap<string, Position>, title: string): void {
  const positions = movesOf(document, withCompany(document, moved));
  if (Object.keys(positions).length > 0) dispatch({ do: 'move', positions }, { title });
}

/** Edges meet at the outermost one; centres at the middle of all. */
export function aligned(boxes: readonly Placed[], how: Alignment): ReadonlyMap<string, Position> {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  const to = ({ x, y, width, height }: Placed): Position => {
    switch (how) {
      case 'left':
        return { x: left, y };
      case 'centre':
        return { x: (left + right - width) / 2, y };
      case 'right':
        return { x: right - width, y };
      case 'top':
        return { x, y: top };
      case 'middle':
        return { x, y: (top + bottom - height) / 2 };
      case 'bottom':
        return { x, y: bottom - height };
      default:
        return how satisfies never;
    }
  };
  return new Map(boxes.map((box) => [box.id, to(box)]));
}

/** The same room between each two neighbours; the outermost two stay. On the grid, so that rooms differ by a step at most. */
export function distributed(boxes: readonly Placed[], axis: Axis): ReadonlyMap<string, Position> {
  const size = axis === 'x' ? 'width' : 'height';
  const inOrder = boxes.toSorted((a, b) => a[axis] - b[axis] || (a.id < b.id ? -1 : 1));
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (!first || !last || inOrder.length < 3) return new Map();
  const taken = inOrder.reduce((sum, box) => sum + box[size], 0);
  const gap = (last[axis] + last[size] - first[axis] - taken) / (inOrder.length - 1);
  const places = new Map<string, Position>();
  let at = first[axis];
  for (const { id, x, y, ...box } of inOrder) {
    const isEnd = id === first.id || id === last.id;
    if (!isEnd) places.set(id, axis === 'x' ? { x: snap(at), y } : { x, y: snap(at) });
    at += box[size] + gap;
  }
  return places;
}
