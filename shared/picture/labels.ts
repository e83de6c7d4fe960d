/**
 * Where the words of a line stand: the rate above it and the setting below where it runs level, all beside it where it
 * is steep; and there where they cover no card, no other words and least of any line.
 */
import type { Position } from '#shared/model/edit';
import { badgeLines, badgeWidth } from './badge-lines';
import { BoxGrid, grown, overlap } from './box-grid';
import { type Box, CARD_WIDTH, type LabelPlace, roomAt, type Route } from './geometry';

export const LABEL_LINE = 13.5;
/** Where words begin, at x. */
export const TEXT_ANCHOR = { over: 'middle', right: 'start', left: 'end' } as const;
/** From the upper edge of words beside a line to the foot of the first. */
export const LABEL_RISE = 11;
/** What a rate takes about above its line, and how far below the line the setting begins. */
const RATE = { width: 44, up: 17, foot: 4 };
const BELOW = 5;
/** Beside a line a rate has room for the larger letters from some way off, and for what is refused below it. */
const RATE_BESIDE = { width: 58, lines: 2 };
/** Between a line and the words beside it. */
const GAP = 7;

/** Places along the line, the middle first. */
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74] as const;
/** A length of line below words is as bad as so much of a card below them for each unit. */
const LINE_WEIGHT = 6;
/** What a place is worth less than the middle, over the line. */
const BESIDE = 40;
const OFF_MIDDLE = 160;
/** In a drawing with more there is no place clear of lines: words stand over their own, clear of cards and other words. */
const MAX_LINES = 400;
/** Straight pieces that stand for a line. */
const PIECES = 20;

/** A line that asks for a place. */
export interface LabelledLine {
  readonly badge: string;
  readonly route: Pick<Route, 'start' | 'tip'>;
  /** The point at a share of the way, from 0 to 1. */
  pointAt(share: number): Position;
}

interface Piece extends Box {
  readonly from: Position;
  readonly to: Position;
}

/** Where a card says what it spills, as large as that is from some way off: on its upper edge, towards the right. */
const PILL = { width: 104, fromRight: 10, up: 17 };

/**
 * What a card spills comes and goes with the load, and words do not move for that: its place is kept free of them.
 * @returns the part above the card
 */
export const pillPlace = ({ x, y, width }: Box): Box => ({
  x: x + width - PILL.fromRight - PILL.width,
  y: y - PILL.up,
  width: PILL.width,
  height: PILL.up,
});

/**
 * @param kept what words keep clear of beside the cards
 * @returns the places in the order of the lines; the same drawing gives the same places
 */
export function labelPlaces(
  lines: readonly LabelledLine[],
  cards: BoxGrid,
  kept: readonly Box[],
): readonly LabelPlace[] {
  const pieces = new BoxGrid<Piece>();
  const isThicket = lines.length > MAX_LINES;
  if (!isThicket) for (const line of lines) for (const piece of piecesOf(line)) pieces.add(piece);
  const labels = new BoxGrid();
  for (const box of kept) labels.add(box);
  return lines.map((line) => {
    const { place, boxes } = bestPlace(line, !isThicket, (box) => {
      let covered = 0;
      for (const grid of [cards, labels]) for (const other of grid.near(box)) covered += overlap(box, other);
      for (const piece of pieces.near(box)) covered += LINE_WEIGHT * lengthInside(piece, box);
      return covered;
    });
    for (const box of boxes) labels.add(box);
    return place;
  });
}

/** What words take: over a line two boxes, between which it runs. */
export function labelBoxes({ x, y, side }: LabelPlace, words: readonly string[]): readonly Box[] {
  const wide = badgeWidth(words);
  if (side === 'over') {
    const rate = { x: x - RATE.width / 2, y: y - RATE.up, width: RATE.width, height: RATE.up - RATE.foot };
    const below = { x: x - wide / 2, y: y + BELOW, width: wide, height: words.length * LABEL_LINE };
    return words.length > 0 ? [rate, below] : [rate];
  }
  const width = Math.max(RATE_BESIDE.width, wide);
  const height = (RATE_BESIDE.lines + words.length) * LABEL_LINE;
  return [{ x: side === 'left' ? x - width : x, y, width, height }];
}

interface Candidate {
  readonly place: LabelPlace;
  readonly boxes: readonly Box[];
}

function bestPlace(line: LabelledLine, mayStandBeside: boolean, covered: (box: Box) => number): Candidate {
  const level = settingIn(roomAt(line.route), line.badge);
  // Beside a line there is room for a longer line of words than between two cards, where they would be broken.
  const beside =
    line.badge !== '' && level.words.length !== 1 && level.room < CARD_WIDTH
      ? [settingIn(CARD_WIDTH, line.badge), level]
      : [level];
  const points = pointsOf(line);
  let best: Candidate | undefined;
  let least = Infinity;
  const consider = (place: LabelPlace, { words }: Setting, handicap: number): void => {
    const boxes = labelBoxes(place, words);
    const cost = boxes.reduce((sum, box) => sum + covered(box), handicap);
    if (cost < least) [best, least] = [{ place, boxes }, cost];
  };
  for (const share of SHARES) {
    const away = OFF_MIDDLE * Math.abs(share - 0.5);
    if (away >= least) break;
    const { x, y } = line.pointAt(share);
    consider({ x, y, side: 'over', room: level.room }, level, away);
    if (!mayStandBeside || away + BESIDE >= least) continue;
    for (const setting of beside) {
      const { room, words } = setting;
      const height = (RATE_BESIDE.lines + words.length) * LABEL_LINE;
      const top = y - height / 2;
      // Where the line slants, words clear of all of it beside them are better than words that it cuts.
      const passing = xsBetween(points, top, top + height);
      const [left, right] = [Math.min(x, ...passing), Math.max(x, ...passing)];
      consider({ x: left - GAP, y: top, side: 'left', room }, setting, away + BESIDE + x - left);
      consider({ x: right + GAP, y: top, side: 'right', room }, setting, away + BESIDE + right - x);
    }
  }
  if (!best) throw new Error('a line without a place for its label');
  return best;
}

interface Setting {
  readonly room: number;
  readonly words: readonly string[];
}

const settingIn = (room: number, badge: string): Setting => ({
  room,
  words: badge === '' ? [] : badgeLines(badge, room),
});

const pointsOf = ({ pointAt }: LabelledLine): readonly Position[] =>
  Array.from({ length: PIECES + 1 }, (_, index) => pointAt(index / PIECES));

/** How far left and right a line passes between two heights, at its straight pieces’ ends there. */
const xsBetween = (points: readonly Position[], top: number, foot: number): readonly number[] =>
  points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const [low, high] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    if (high < top || low > foot) return [];
    if (low === high) return [from.x, to.x];
    return [Math.max(low, top), Math.min(high, foot)].map(
      (y) => from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x),
    );
  });

function piecesOf(line: LabelledLine): readonly Piece[] {
  const points = pointsOf(line);
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const box = {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    };
    // A level piece has no height of its own, and would be near nothing.
    return { ...grown(box, 0.5), from, to };
  });
}

/** How much of a straight piece lies inside a box (Liang and Barsky's clipping, 1984). */
function lengthInside({ from, to }: Piece, box: Box): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enter, leave] = [0, 1];
  for (const [step, gap] of [
    [-dx, from.x - box.x],
    [dx, box.x + box.width - from.x],
    [-dy, from.y - box.y],
    [dy, box.y + box.height - from.y],
  ] as const) {
    if (step === 0 && gap < 0) return 0;
    if (step < 0) enter = Math.max(enter, gap / step);
    if (step > 0) leave = Math.min(leave, gap / step);
  }
  return leave > enter ? (leave - enter) * Math.hypot(dx, dy) : 0;
}
