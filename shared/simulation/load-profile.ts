/** How the rate of every entry resource moves over a run: a factor over time, compiled into straight lines. */

/** Times in seconds from the start of the run, factors of the drawn load. */
export type LoadProfile =
  | { readonly kind: 'constant' }
  | { readonly kind: 'ramp'; readonly from: number; readonly to: number; readonly over: number }
  | {
      readonly kind: 'spike';
      readonly factor: number;
      readonly at: number;
      readonly rise: number;
      readonly hold: number;
      readonly fall: number;
    }
  | { readonly kind: 'daily'; readonly low: number; readonly high: number }
  | { readonly kind: 'trace'; readonly points: readonly (readonly [number, number])[] };

/** Load beyond the profile for a while. */
export interface Kick {
  readonly at: number;
  readonly for: number;
  readonly factor: number;
}

const DAY = 86_400;
/** A day's wave is drawn with lines of 5 minutes: within 0.006 % of the sine. */
const WAVE_STEP = 300;

type Point = readonly [number, number];

/** Factor over time: straight lines from `starts[i]` on, `levels[i]` there and `slopes[i]` a second. */
export class Load {
  readonly starts: Float64Array;
  readonly levels: Float64Array;
  readonly slopes: Float64Array;

  constructor(profile: LoadProfile, kicks: readonly Kick[], horizon: number, loadFactor = 1) {
    const pieces = pieceUp(pointsOf(profile, horizon), kicks);
    this.starts = Float64Array.from(pieces, ({ start }) => start);
    this.levels = Float64Array.from(pieces, ({ level }) => level * loadFactor);
    this.slopes = Float64Array.from(pieces, ({ slope }) => slope * loadFactor);
  }

  /** Whether the factor never changes. */
  isConstant(): boolean {
    return this.starts.length === 1 && this.slopes[0] === 0;
  }

  at(time: number): number {
    let piece = this.starts.length - 1;
    while (piece > 0 && this.starts[piece]! > time) piece--;
    return this.levels[piece]! + this.slopes[piece]! * (time - this.starts[piece]!);
  }

  /** Integral of the factor from 0 to `time`. */
  integral(time: number): number {
    let sum = 0;
    for (let piece = 0; piece < this.starts.length && this.starts[piece]! < time; piece++) {
      const start = this.starts[piece]!;
      const length = Math.min(time, this.starts[piece + 1] ?? Infinity) - start;
      sum += this.levels[piece]! * length + (this.slopes[piece]! * length * length) / 2;
    }
    return sum;
  }
}

/** Points with straight lines between; level before the first and after the last. */
function pointsOf(profile: LoadProfile, horizon: number): readonly Point[] {
  switch (profile.kind) {
    case 'constant':
      return [[0, 1]];
    case 'ramp':
      return [
        [0, profile.from],
        [profile.over, profile.to],
      ];
    case 'spike': {
      const { factor, at, rise, hold, fall } = profile;
      return [
        [at, 1],
        [at + rise, factor],
        [at + rise + hold, factor],
        [at + rise + hold + fall, 1],
      ];
    }
    case 'daily': {
      const middle = (profile.low + profile.high) / 2;
      const swing = (profile.high - profile.low) / 2;
      const steps = Math.ceil(horizon / WAVE_STEP);
      return Array.from({ length: steps + 1 }, (_, step) => {
        const time = step * WAVE_STEP;
        return [time, middle - swing * cosineOfDay(time)] as const;
      });
    }
    case 'trace':
      return profile.points.length > 0 ? profile.points : [[0, 1]];
    default:
      return profile satisfies never;
  }
}

/** cos(2πt/day) by its series: Math.cos may differ between engines. */
function cosineOfDay(time: number): number {
  const turn = (time % DAY) / DAY;
  // Fold to a quarter turn around 0 or one half, where the series is short.
  const half = turn < 0.25 || turn >= 0.75 ? 0 : 0.5;
  const offset = turn >= 0.75 ? turn - 1 : turn - half;
  const x = 2 * Math.PI * offset;
  let term = 1;
  let sum = 1;
  for (let n = 2; n <= 24; n += 2) {
    term *= (-x * x) / (n * (n - 1));
    sum += term;
  }
  return half === 0 ? sum : -sum;
}

interface Piece {
  readonly start: number;
  readonly level: number;
  readonly slope: number;
}

function pieceUp(points: readonly Point[], kicks: readonly Kick[]): readonly Piece[] {
  const edges = new Set([0]);
  for (const [time] of points) if (time > 0) edges.add(time);
  for (const kick of kicks) {
    edges.add(Math.max(0, kick.at));
    edges.add(Math.max(0, kick.at + kick.for));
  }
  const starts = [...edges].toSorted((a, b) => a - b);
  const pieces: Piece[] = [];
  let point = 0;
  for (const start of starts) {
    while (point < points.length && points[point]![0] <= start) point++;
    const before = points[point - 1];
    const after = points[point];
    let level = (before ?? after)![1];
    let slope = 0;
    if (before && after) {
      slope = (after[1] - before[1]) / (after[0] - before[0]);
      level = before[1] + slope * (start - before[0]);
    }
    let times = 1;
    for (const kick of kicks) if (start >= kick.at && start < kick.at + kick.for) times *= kick.factor;
    const last = pieces.at(-1);
    const joins = last && last.slope === 0 && slope === 0 && last.level === level * times;
    if (!joins) pieces.push({ start, level: level * times, slope: slope * times });
  }
  return pieces;
}
