/**
 * A large drawing from afar: its lines are drawn together, a path for each look, and not as a thousand parts of React
 * Flow. Those that one deals with stay lines of their own; the others are found by where they run.
 */
import type { Position } from '#shared/model/edit';
import { FAR_ZOOM, GRID } from '#shared/picture/geometry';
import type { DrawnLine } from './drawn-lines';
import type { CanvasNode, ConnectionEdge } from './nodes';

/** Up to so many, lines are cheap one by one, and each can be reached by Tab. */
const MANY_LINES = 200;
/** Lines of so many selected cards are lines of their own, to be reached by Tab. */
const FEW_CARDS = 20;

export const areDrawnTogether = (lines: number, zoom: number): boolean => zoom < FAR_ZOOM && lines > MANY_LINES;

/** Ids of the lines that stay lines of their own: selected, at a selected card, aimed at, or at a card that is dragged. */
export function ownLines(
  edges: readonly ConnectionEdge[],
  nodes: readonly CanvasNode[],
  aimed: string | undefined,
): ReadonlySet<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const selected = nodes.filter((node) => node.selected);
  const chosen = new Set(selected.length <= FEW_CARDS ? selected.map(({ id }) => id) : []);
  const own = new Set<string>();
  for (const { id, source, target, selected: isSelected, data } of edges) {
    const stands = isAt(byId.get(source), data?.drawn.from) && isAt(byId.get(target), data?.drawn.to);
    if (isSelected || id === aimed || !stands || chosen.has(source) || chosen.has(target)) own.add(id);
  }
  return own;
}

const isAt = (node: CanvasNode | undefined, { x, y }: Position = { x: 0, y: 0 }): boolean =>
  node !== undefined && Math.abs(node.position.x - x) < GRID / 2 && Math.abs(node.position.y - y) < GRID / 2;

/** The lines that are drawn together now. */
let shown: readonly ConnectionEdge[] = [];

export function holdFarLines(lines: readonly ConnectionEdge[]): void {
  shown = lines;
}

/** As in connection-view.css: how broad a line is to the pointer, in units of the canvas. */
const REACH = 22;

/** Id of the line at a place of the canvas that is drawn with others; where several cross, of the last. */
export function farLineAt({ x, y }: Position): string | undefined {
  const pen = shown.length > 0 ? new OffscreenCanvas(1, 1).getContext('2d') : undefined;
  if (!pen) return undefined;
  pen.lineWidth = REACH;
  return shown.findLast(({ data }) => {
    if (!data) return false;
    const { left, top, right, bottom } = reachOf(data.drawn);
    return (
      x >= left && x <= right && y >= top && y <= bottom && pen.isPointInStroke(new Path2D(data.drawn.route.path), x, y)
    );
  })?.id;
}

interface Reach {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const reaches = new WeakMap<DrawnLine, Reach>();

/** A curve lies within the points that bend it. */
function reachOf(line: DrawnLine): Reach {
  const known = reaches.get(line);
  if (known) return known;
  const numbers = (line.route.path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  const xs = numbers.filter((_number, index) => index % 2 === 0);
  const ys = numbers.filter((_number, index) => index % 2 === 1);
  const reach: Reach = {
    left: Math.min(...xs) - REACH / 2,
    right: Math.max(...xs) + REACH / 2,
    top: Math.min(...ys) - REACH / 2,
    bottom: Math.max(...ys) + REACH / 2,
  };
  reaches.set(line, reach);
  return reach;
}
