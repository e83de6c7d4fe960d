/**
 * A way around cards in level and upright pieces: the shortest over the lines that run along the cards' sides, where a
 * bend costs as much as a stretch (A* over such a grid; Wybrow, Marriott and Stuckey 2009 name it orthogonal
 * connector routing).
 */
import type { Position } from '#shared/model/edit';
import { grown } from './box-grid';
import type { Box } from './geometry';

/** Lines keep this far from cards. */
const ROOM = 14;
/** A bend costs as much as this much more way. */
const BEND = 80;

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

/**
 * A* over the crossings of the maze. A state is a crossing and how it was come to, level (even) or upright (odd); what
 * is left of the way without bends is never more than the true rest.
 */
function shortest({ xs, ys, walls, from, to }: Maze): readonly Position[] | undefined {
  const rows = ys.length;
  const states = xs.length * rows * 2;
  const costs = new Float64Array(states).fill(Infinity);
  const before = new Int32Array(states).fill(-1);
  const isDone = new Uint8Array(states);
  const isBlocked = sightOf(walls);
  const [toX, toY] = [xs[to[0]]!, ys[to[1]]!];
  const open = new LeastFirst();
  const first = (from[0] * rows + from[1]) * 2;
  costs[first] = 0;
  open.push(first, 0);
  for (let state = open.take(); state !== undefined; state = open.take()) {
    if (isDone[state]) continue;
    isDone[state] = 1;
    const [column, row] = [Math.floor(state / 2 / rows), (state >> 1) % rows];
    if (column === to[0] && row === to[1]) return cornersOf(state, before, xs, ys);
    const [x, y] = [xs[column]!, ys[row]!];
    for (const [dx, dy] of STEPS) {
      const [nextX, nextY] = [xs[column + dx], ys[row + dy]];
      if (nextX === undefined || nextY === undefined) continue;
      const next = ((column + dx) * rows + row + dy) * 2 + (dx === 0 ? 1 : 0);
      const isBend = ((next ^ state) & 1) === 1 && state !== first;
      const cost = costs[state]! + Math.abs(nextX - x) + Math.abs(nextY - y) + (isBend ? BEND : 0);
      if (cost >= costs[next]! || isBlocked(x, y, nextX, nextY)) continue;
      costs[next] = cost;
      before[next] = state;
      open.push(next, cost + Math.abs(toX - nextX) + Math.abs(toY - nextY));
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

/** Whether a level or upright piece runs through a wall, its edge excepted. */
function sightOf(walls: readonly Box[]): (x: number, y: number, nextX: number, nextY: number) => boolean {
  const sides = Float64Array.from(walls.flatMap(({ x, y, width, height }) => [x, x + width, y, y + height]));
  return (x, y, nextX, nextY) => {
    const [left, right] = [Math.min(x, nextX) - 0.5, Math.max(x, nextX) + 0.5];
    const [top, bottom] = [Math.min(y, nextY) - 0.5, Math.max(y, nextY) + 0.5];
    for (let at = 0; at < sides.length; at += 4) {
      if (right > sides[at]! && left < sides[at + 1]! && bottom > sides[at + 2]! && top < sides[at + 3]!) return true;
    }
    return false;
  };
}

function cornersOf(
  last: number,
  before: Int32Array,
  xs: readonly number[],
  ys: readonly number[],
): readonly Position[] {
  const corners: Position[] = [];
  for (let state = last; state >= 0; state = before[state]!) {
    const crossing = state >> 1;
    corners.push({ x: xs[Math.floor(crossing / ys.length)]!, y: ys[crossing % ys.length]! });
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

/** A binary heap of states, the cheapest first. */
class LeastFirst {
  readonly #states: number[] = [];
  readonly #costs: number[] = [];

  push(state: number, cost: number): void {
    let at = this.#states.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#costs[parent]! <= cost) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#states[at] = state;
    this.#costs[at] = cost;
  }

  take(): number | undefined {
    const least = this.#states[0];
    const state = this.#states.pop();
    const cost = this.#costs.pop();
    const size = this.#states.length;
    if (state === undefined || cost === undefined || size === 0) return least;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= size) break;
      const child = left + 1 < size && this.#costs[left + 1]! < this.#costs[left]! ? left + 1 : left;
      if (this.#costs[child]! >= cost) break;
      this.#move(child, at);
      at = child;
    }
    this.#states[at] = state;
    this.#costs[at] = cost;
    return least;
  }

  #move(from: number, to: number): void {
    this.#states[to] = this.#states[from]!;
    this.#costs[to] = this.#costs[from]!;
  }
}
