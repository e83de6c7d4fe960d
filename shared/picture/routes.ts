/**
 * The lines of a drawing: curves where nothing is in the way, else ways around the cards, with labels where they cover
 * neither cards nor one another. The same drawing gives the same lines.
 */
import type { Position } from '#shared/model/edit';
import { BoxGrid, grown } from './box-grid';
import { detour } from './detour';
import {
  type Box,
  CARD_HEIGHT,
  CARD_WIDTH,
  type Curve,
  curveBetween,
  drawnCurve,
  endsOf,
  otherOutcomeCurves,
  outward,
  pair,
  roomAt,
  type Route,
} from './geometry';
import { labelPlaces, pillPlace } from './labels';

export interface LineEnds {
  readonly id: string;
  /** Upper left corners of the cards that it joins. */
  readonly from: Position;
  readonly to: Position;
  readonly isOutcome: boolean;
  readonly shift: number;
  /** The setting that is written below the rate; empty where there is none. */
  readonly badge: string;
}

/** A line goes straight on this far before a detour may turn. */
const STUB = 18;
/** Cards beside the straight way that a detour looks at. */
const SIGHT = 240;
/** Lines that reach further go straight over whatever is there: a way around would be longer than the eye follows. */
const MAX_REACH = 2400;
/** With more cards in sight a line goes straight: it would be lost among them either way. */
const MAX_OBSTACLES = 24;
/** Of one drawing; a thicket of lines is not made clearer by more. */
const MAX_DETOURS = 300;
/** Curves keep this far from cards that they do not join. */
const CLEAR = 6;
/** Samples of a curve; between two of them lies less than a card's height for all but the longest. */
const SAMPLES = 28;
/** Corners of detours are rounded by this much. */
const ROUND = 10;

/** @returns the lines by id; `cards` holds the boxes of all that a line should not cross */
export const routesOf = (lines: readonly LineEnds[], cards: readonly Box[]): ReadonlyMap<string, Route> =>
  new Router().routes(lines, cards);

/** The lines of a drawing that changes: a way is looked for anew where the line is not as before, or a card near it. */
export class Router {
  #known: ReadonlyMap<string, KnownWay> = new Map();
  #cards: readonly Box[] = [];

  /** As `routesOf`, whatever was asked before. */
  routes(lines: readonly LineEnds[], cards: readonly Box[]): ReadonlyMap<string, Route> {
    const grid = gridOf(cards);
    const changed = gridOf(changedBoxes(this.#cards, cards));
    const known = new Map<string, KnownWay>();
    let detours = 0;
    const ways = lines.map((line) => {
      const mayTurn = detours < MAX_DETOURS;
      const before = this.#known.get(line.id);
      const isSame = before?.mayTurn === mayTurn && hasSameEnds(before.line, line) && !isTouched(before, changed);
      const now = isSame ? before : { line, mayTurn, way: wayOf(line, grid, mayTurn) };
      const { way } = now;
      known.set(line.id, now);
      if (way.isDetour) detours += 1;
      return { ...way, id: line.id, badge: line.badge };
    });
    [this.#known, this.#cards] = [known, cards];
    const labels = labelPlaces(ways, grid, cards.filter(isCard).map(pillPlace));
    return new Map(ways.map(({ id, route }, index) => [id, { ...route, label: labels[index] ?? route.label }]));
  }
}

interface KnownWay {
  readonly line: LineEnds;
  readonly mayTurn: boolean;
  readonly way: Way;
  /** Only what lies in here was looked at; worked out when it is asked for. */
  sight?: Box;
}

function isTouched(known: KnownWay, changed: BoxGrid): boolean {
  known.sight ??= sightOf(known.line);
  return changed.near(known.sight).length > 0;
}

/** Notes and the like spill nothing. */
const isCard = ({ width, height }: Box): boolean => width === CARD_WIDTH && height === CARD_HEIGHT;

function gridOf(boxes: readonly Box[]): BoxGrid {
  const grid = new BoxGrid();
  for (const box of boxes) grid.add(box);
  return grid;
}

/** What stands only in one of two drawings; several boxes may stand at one place. */
function changedBoxes(before: readonly Box[], after: readonly Box[]): readonly Box[] {
  const counts = new Map<string, { readonly box: Box; count: number }>();
  const count = (box: Box | undefined, by: number): void => {
    if (!box) return;
    const key = `${box.x} ${box.y} ${box.width} ${box.height}`;
    const entry = counts.get(key) ?? { box, count: 0 };
    entry.count += by;
    counts.set(key, entry);
  };
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const [a, b] = [before[index], after[index]];
    if (a && b && isSameBox(a, b)) continue;
    count(a, -1);
    count(b, 1);
  }
  return [...counts.values()].flatMap((entry) => (entry.count === 0 ? [] : [entry.box]));
}

const isSameBox = (a: Box, b: Box): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

const hasSameEnds = (a: LineEnds, b: LineEnds): boolean =>
  a.from.x === b.from.x &&
  a.from.y === b.from.y &&
  a.to.x === b.to.x &&
  a.to.y === b.to.y &&
  a.isOutcome === b.isOutcome &&
  a.shift === b.shift;

interface Way {
  readonly route: Route;
  readonly isDetour: boolean;
  /** The point at a share of the way, from 0 to 1. */
  pointAt(share: number): Position;
}

function wayOf(line: LineEnds, grid: BoxGrid, mayTurn: boolean): Way {
  const usual = usualCurve(line);
  if (reachesFar(line) || isFree(usual, line, grid)) return curveWay(usual);
  const other = otherCurves(line).find((curve) => isFree(curve, line, grid));
  if (!other && mayTurn) {
    const corners = cornersAround(usual, grid);
    if (corners) return aroundWay(usual, corners);
  }
  return curveWay(other ?? usual);
}

const usualCurve = ({ from, to, isOutcome, shift }: LineEnds): Curve => curveBetween(from, to, isOutcome, shift);

const otherCurves = ({ from, to, isOutcome, shift }: LineEnds): readonly Curve[] =>
  isOutcome ? otherOutcomeCurves(from, to, shift) : [];

const reachesFar = ({ from, to }: LineEnds): boolean => Math.abs(to.x - from.x) + Math.abs(to.y - from.y) > MAX_REACH;

/** Where a card may change the way. */
function sightOf(line: LineEnds): Box {
  if (reachesFar(line)) return NOWHERE;
  const curves = [usualCurve(line), ...otherCurves(line)];
  return grown(around(curves.flatMap(({ start, first, second, end }) => [start, first, second, end])), SIGHT);
}

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };

const curveWay = (curve: Curve): Way => ({
  route: drawnCurve(curve),
  isDetour: false,
  pointAt: (share) => pointOfCurve(curve, share),
});

function pointOfCurve({ start, first, second, end }: Curve, t: number): Position {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return {
    x: a * start.x + b * first.x + c * second.x + d * end.x,
    y: a * start.y + b * first.y + c * second.y + d * end.y,
  };
}

const isEnd = (box: Box, corner: Position): boolean => box.x === corner.x && box.y === corner.y;

function isFree(curve: Curve, { from, to }: LineEnds, grid: BoxGrid): boolean {
  const { start, first, second, end } = curve;
  const near = grid.near(grown(around([start, first, second, end]), CLEAR));
  if (near.length === 0) return true;
  // A line touches its own cards at their edge; it must not run behind them, nor graze others.
  const walls = near.map((box) => grown(box, isEnd(box, from) || isEnd(box, to) ? -3 : CLEAR));
  for (let index = 1; index < SAMPLES; index += 1) {
    const { x, y } = pointOfCurve(curve, index / SAMPLES);
    if (walls.some((wall) => x > wall.x && x < wall.x + wall.width && y > wall.y && y < wall.y + wall.height)) {
      return false;
    }
  }
  return true;
}

function cornersAround({ start, end, fromSide, toSide, tip }: Curve, grid: BoxGrid): readonly Position[] | undefined {
  const obstacles = grid.near(grown(around([start, end]), SIGHT));
  if (obstacles.length > MAX_OBSTACLES) return undefined;
  const slant = (start.y + start.x + tip.x) % 9;
  const way = detour(outward(start, fromSide, STUB), outward(end, toSide, STUB), obstacles, slant);
  return way && [start, ...way, end];
}

function aroundWay(usual: Curve, corners: readonly Position[]): Way {
  const ends = endsOf(usual);
  const lengths = corners.slice(1).map((corner, index) => distance(corner, corners[index] ?? corner));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const pointAt = (share: number): Position => {
    let left = share * total;
    for (const [index, length] of lengths.entries()) {
      const [a, b] = [corners[index], corners[index + 1]];
      if (a && b && (left <= length || index === lengths.length - 1))
        return between(a, b, length > 0 ? left / length : 0);
      left -= length;
    }
    return usual.start;
  };
  const middle = pointAt(0.5);
  const label = { ...middle, side: 'over', room: roomAt(ends) } as const;
  return { route: { path: rounded(corners), middle, label, ...ends }, isDetour: true, pointAt };
}

function rounded(corners: readonly Position[]): string {
  const [first, ...rest] = corners;
  if (!first) return '';
  const pieces = rest.map((corner, index) => {
    const [before, after] = [corners[index] ?? corner, rest[index + 1]];
    if (!after) return `L${pair(corner)}`;
    const reach = Math.min(ROUND, distance(before, corner) / 2, distance(corner, after) / 2);
    const [into, out] = [towards(corner, before, reach), towards(corner, after, reach)];
    return `L${pair(into)} Q${pair(corner)} ${pair(out)}`;
  });
  return `M${pair(first)} ${pieces.join(' ')}`;
}

function around(points: readonly Position[]): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 };
}

const distance = (a: Position, b: Position): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

const between = (a: Position, b: Position, share: number): Position => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

function towards(from: Position, to: Position, by: number): Position {
  const length = distance(from, to);
  return length === 0 ? from : between(from, to, by / length);
}
