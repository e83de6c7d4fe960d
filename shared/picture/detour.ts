/**
 * A way around cards in level and upright pieces: the shortest over the lines that run along the cards' sides, where a
 * bend costs as much as a stretch (Dijkstra over such a grid; Wybrow, Marriott and Stuckey 2009 name it orthogonal
 * connector routing).
 */
import type { Position } from '#shared/model/edit';
import { grown, overlap } from './box-grid';
import type { Box } from './geometry';

/** Lines keep this far from cards. */
const ROOM = 14;
/** A bend costs as much as this much more way. */
const BEND = 80;
const MAX_STEPS = 20_000;

/**
 * The corners of the way, its ends included; undefined where there is none. `slant` moves the way a little aside, so
 * that two lines around the same cards do not lie on one another.
 */
export function detour(
  start: Position,
  end: Position,
  obstacles: readonly Box[],
  slant: number,
): readonly Position[] | undefined {
  // A card that stands closer than that to an end leaves what room there is; one that lies on it cannot be avoided.
  const walls = obstacles.flatMap((box) => {
    const wide = grown(box, ROOM - 4);
    if (!holds(wide, start) && !holds(wide, end)) return [wide];
    const tight = grown(box, -1);
    return holds(tight, start) || holds(tight, end) ? [] : [tight];
  });
  const xs = lines(
    [start.x, end.x],
    obstacles.flatMap(({ x, width }) => [x - ROOM + slant / 2, x + width + ROOM + slant / 2]),
  );
  const ys = lines(
    [start.y, end.y],
    obstacles.flatMap(({ y, height }) => [y - ROOM + slant / 2, y + height + ROOM + slant / 2]),
  );
  const corners = shortest({
    xs,
    ys,
    walls,
    from: [xs.indexOf(start.x), ys.indexOf(start.y)],
    to: [xs.indexOf(end.x), ys.indexOf(end.y)],
  });
  return corners && withoutStraights(corners);
}

const holds = ({ x, y, width, height }: Box, at: Position): boolean =>
  at.x > x && at.x < x + width && at.y > y && at.y < y + height;

const lines = (ends: readonly number[], sides: readonly number[]): readonly number[] =>
  [...new Set([...ends, ...sides])].toSorted((a, b) => a - b);

interface Maze {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly walls: readonly Box[];
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

interface Step {
  readonly cost: number;
  readonly column: number;
  readonly row: number;
  /** 0: level, 1: upright. */
  readonly direction: 0 | 1;
  readonly before: Step | undefined;
}

function shortest({ xs, ys, walls, from, to }: Maze): readonly Position[] | undefined {
  const done = new Set<number>();
  const open: Step[] = [{ cost: 0, column: from[0], row: from[1], direction: 0, before: undefined }];
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const step = takeLeast(open);
    if (!step) return undefined;
    const { column, row, direction, cost } = step;
    if (column === to[0] && row === to[1]) return cornersOf(step, xs, ys);
    const key = (column * ys.length + row) * 2 + direction;
    if (done.has(key)) continue;
    done.add(key);
    for (const [dx, dy] of STEPS) {
      const [x, y, nextX, nextY] = [xs[column], ys[row], xs[column + dx], ys[row + dy]];
      if (x === undefined || y === undefined || nextX === undefined || nextY === undefined) continue;
      if (isBlocked(x, y, nextX, nextY, walls)) continue;
      const turned = dx === 0 ? 1 : 0;
      const isBend = turned !== direction && step.before !== undefined;
      push(open, {
        cost: cost + Math.abs(nextX - x) + Math.abs(nextY - y) + (isBend ? BEND : 0),
        column: column + dx,
        row: row + dy,
        direction: turned,
        before: step,
      });
    }
  }
  return undefined;
}

const STEPS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

function isBlocked(x: number, y: number, nextX: number, nextY: number, walls: readonly Box[]): boolean {
  const piece = {
    x: Math.min(x, nextX) - 0.5,
    y: Math.min(y, nextY) - 0.5,
    width: Math.abs(nextX - x) + 1,
    height: Math.abs(nextY - y) + 1,
  };
  return walls.some((wall) => overlap(piece, wall) > 0);
}

function cornersOf(last: Step, xs: readonly number[], ys: readonly number[]): readonly Position[] {
  const corners: Position[] = [];
  for (let step: Step | undefined = last; step; step = step.before) {
    corners.push({ x: xs[step.column] ?? 0, y: ys[step.row] ?? 0 });
  }
  return corners.toReversed();
}

/** Without corners at which the way goes straight on. */
function withoutStraights(corners: readonly Position[]): readonly Position[] {
  return corners.filter((corner, index) => {
    const [before, after] = [corners[index - 1], corners[index + 1]];
    if (!before || !after) return true;
    return !((before.x === corner.x && corner.x === after.x) || (before.y === corner.y && corner.y === after.y));
  });
}

/** A binary heap by cost. */
function push(heap: Step[], step: Step): void {
  let at = heap.push(step) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (!above || above.cost <= step.cost) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = step;
}

function takeLeast(heap: Step[]): Step | undefined {
  const [least] = heap;
  const last = heap.pop();
  if (!last || heap.length === 0) return least;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    const child = (heap[right]?.cost ?? Infinity) < (heap[left]?.cost ?? Infinity) ? right : left;
    const below = heap[child];
    if (!below || below.cost >= last.cost) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = last;
  return least;
}
