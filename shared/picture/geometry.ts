/** Sizes on the canvas, in its units (pixels at zoom 1), and the lines between cards. */
import type { Position } from '#shared/model/edit';

export const CARD_WIDTH = 216;
export const CARD_HEIGHT = 80;
export const GRID = 8;
/** Below this zoom a card says its name and its load in larger letters; below the next it is an icon and a bar. */
export const MIDDLE_ZOOM = 0.66;
export const FAR_ZOOM = 0.3;

export type Detail = 'near' | 'middle' | 'far';

export const detailAt = (zoom: number): Detail => (zoom < FAR_ZOOM ? 'far' : zoom < MIDDLE_ZOOM ? 'middle' : 'near');

/** Room that the arrow head takes before the card. */
const HEAD = 9;

export const snap = (value: number): number => Math.round(value / GRID) * GRID;
export const snapPosition = ({ x, y }: Position): Position => ({ x: snap(x), y: snap(y) });

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function boundsOf(positions: readonly Position[]): Box | undefined {
  if (positions.length === 0) return undefined;
  const left = Math.min(...positions.map(({ x }) => x));
  const top = Math.min(...positions.map(({ y }) => y));
  const right = Math.max(...positions.map(({ x }) => x)) + CARD_WIDTH;
  const bottom = Math.max(...positions.map(({ y }) => y)) + CARD_HEIGHT;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The side of a card at which a line begins or ends. */
export type Side = 'left' | 'right' | 'top' | 'bottom';

export interface Route {
  /** SVG path, ending where the arrow head begins. */
  readonly path: string;
  readonly middle: Position;
  readonly label: LabelPlace;
  /** The tip of the arrow and the way it points, in degrees. */
  readonly tip: Position & { readonly turn: number };
  /** Where the line leaves the card, and the way it goes. */
  readonly start: Position & { readonly turn: number };
}

/**
 * Where the words of a line stand: over it, the rate above the point and the setting below, or beside it, beginning or
 * ending at x, their upper edge at y.
 */
export interface LabelPlace extends Position {
  readonly side: 'over' | 'right' | 'left';
  /** What a line of the setting may take. */
  readonly room: number;
}

const TURN: Readonly<Record<Side, number>> = { left: 0, right: 180, top: 90, bottom: -90 };

/** A cubic Bézier curve from one side of a card to a side of another. */
export interface Curve {
  readonly start: Position;
  readonly first: Position;
  readonly second: Position;
  /** Where the arrow head begins. */
  readonly end: Position;
  readonly tip: Position;
  readonly fromSide: Side;
  readonly toSide: Side;
}

/** A curve from one card to another. `shift` moves it aside where several join the same two cards. */
function curve(from: Position, fromSide: Side, to: Position, toSide: Side, shift = 0): Curve {
  const start = aside(from, fromSide, shift);
  const tip = aside(to, toSide, shift);
  const end = outward(tip, toSide, HEAD);
  const reach = reachOf(start, fromSide, end, toSide);
  return {
    start,
    first: outward(start, fromSide, reach),
    second: outward(end, toSide, reach),
    end,
    tip,
    fromSide,
    toSide,
  };
}

export function route(from: Position, fromSide: Side, to: Position, toSide: Side, shift = 0): Route {
  return drawnCurve(curve(from, fromSide, to, toSide, shift));
}

export function drawnCurve({ start, first, second, end, tip, fromSide, toSide }: Curve): Route {
  const path = `M${pair(start)} C${pair(first)} ${pair(second)} ${pair(end)}`;
  const middle = {
    x: (start.x + 3 * first.x + 3 * second.x + end.x) / 8,
    y: (start.y + 3 * first.y + 3 * second.y + end.y) / 8,
  };
  const ends = endsOf({ start, tip, fromSide, toSide });
  return { path, middle, ...ends, label: { ...middle, side: 'over', room: roomAt(ends) } };
}

export function endsOf({
  start,
  tip,
  fromSide,
  toSide,
}: Pick<Curve, 'start' | 'tip' | 'fromSide' | 'toSide'>): Pick<Route, 'start' | 'tip'> {
  return { start: { ...start, turn: TURN[fromSide] + 180 }, tip: { ...tip, turn: TURN[toSide] } };
}

/** Room for words at a line: between the two cards where it goes on to the right, else about what a card takes. */
export function roomAt({ start, tip }: Pick<Route, 'start' | 'tip'>): number {
  const isLevel = start.turn % 180 === 0 && tip.turn % 180 === 0;
  const ahead = tip.x - start.x;
  return isLevel && ahead > 0 ? Math.min(ahead, CARD_WIDTH) : CARD_WIDTH;
}

export function routeBetween(from: Position, to: Position, isOutcome: boolean, shift = 0): Route {
  return drawnCurve(curveBetween(from, to, isOutcome, shift));
}

/**
 * The line between two cards at their upper left corners. Work leaves at the right and comes in at the left; what is
 * left of failed work leaves at the bottom, or at the top where it goes up.
 */
export function curveBetween(from: Position, to: Position, isOutcome: boolean, shift = 0): Curve {
  const left = { x: to.x, y: to.y + CARD_HEIGHT / 2 };
  if (!isOutcome) return curve({ x: from.x + CARD_WIDTH, y: from.y + CARD_HEIGHT / 2 }, 'right', left, 'left', shift);
  const goesUp = to.y + CARD_HEIGHT / 2 < from.y;
  const start = { x: from.x + CARD_WIDTH / 2, y: goesUp ? from.y : from.y + CARD_HEIGHT };
  const gap = goesUp ? from.y - (to.y + CARD_HEIGHT) : to.y - (from.y + CARD_HEIGHT);
  // In the same column it goes straight on; else it turns to the card's left side.
  const isSameColumn = gap > 20 && Math.abs(to.x - from.x) < CARD_WIDTH;
  const isSameRow = Math.abs(to.y - from.y) < CARD_HEIGHT && to.x - from.x > CARD_WIDTH;
  if (isSameRow) {
    const under = { x: to.x + CARD_WIDTH / 2, y: to.y + CARD_HEIGHT };
    return curve({ x: start.x, y: from.y + CARD_HEIGHT }, 'bottom', under, 'bottom', shift);
  }
  if (!isSameColumn) return curve(start, goesUp ? 'top' : 'bottom', left, 'left', shift);
  const end = { x: to.x + CARD_WIDTH / 2, y: goesUp ? to.y + CARD_HEIGHT : to.y };
  return curve(start, goesUp ? 'top' : 'bottom', end, goesUp ? 'bottom' : 'top', shift);
}

/** Other ways for what is left of failed work, where the usual one is not free: to the near side of the other card. */
export function otherOutcomeCurves(from: Position, to: Position, shift: number): readonly Curve[] {
  const goesUp = to.y + CARD_HEIGHT / 2 < from.y;
  const fromSide = goesUp ? 'top' : 'bottom';
  const start = { x: from.x + CARD_WIDTH / 2, y: goesUp ? from.y : from.y + CARD_HEIGHT };
  const right = { x: to.x + CARD_WIDTH, y: to.y + CARD_HEIGHT / 2 };
  const near = { x: to.x + CARD_WIDTH / 2, y: goesUp ? to.y + CARD_HEIGHT : to.y };
  return [
    curve(start, fromSide, right, 'right', shift),
    curve(start, fromSide, near, goesUp ? 'bottom' : 'top', shift),
  ];
}

/** How far a line goes straight on before it bends: half the way ahead, more where it must turn back. */
function reachOf(start: Position, fromSide: Side, end: Position, toSide: Side): number {
  const distance = Math.hypot(end.x - start.x, end.y - start.y);
  const isVertical = fromSide === 'bottom' || fromSide === 'top';
  const ahead = isVertical ? (fromSide === 'top' ? start.y - end.y : end.y - start.y) : end.x - start.x;
  if (fromSide === 'bottom' && toSide === 'bottom') return Math.min(72, 28 + distance / 10);
  if (isVertical && (toSide === 'left' || toSide === 'right')) return Math.min(80, 24 + distance / 4);
  return ahead > 0 ? Math.max(ahead / 2, Math.min(32, distance / 3)) : Math.min(220, 60 + Math.abs(ahead) / 3);
}

export function outward({ x, y }: Position, side: Side, by: number): Position {
  switch (side) {
    case 'left':
      return { x: x - by, y };
    case 'right':
      return { x: x + by, y };
    case 'top':
      return { x, y: y - by };
    case 'bottom':
      return { x, y: y + by };
    default:
      return side satisfies never;
  }
}

const aside = ({ x, y }: Position, side: Side, by: number): Position =>
  side === 'left' || side === 'right' ? { x, y: y + by } : { x: x + by, y };

export const pair = ({ x, y }: Position): string => `${round(x)},${round(y)}`;
const round = (value: number): number => Math.round(value * 10) / 10;

/** Line width by the logarithm of the rate, in three steps: under 10, under 1,000, from 1,000 a second on. */
export function strokeOf(perSecond: number): 1 | 2 | 3 {
  if (perSecond >= 1000) return 3;
  return perSecond >= 10 ? 2 : 1;
}
