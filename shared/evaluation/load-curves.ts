/** The scenarios of a document as load over time, with what the evaluation expects callers to see meanwhile. */
import type { LoadCurve, LoadWindow } from '#shared/cdk/figures';
import type { ProjectDocument } from '#shared/document/schema';
import { Load } from '#shared/simulation/load-profile';
import type { Evaluation } from './evaluation';

/** Without a scenario: the load as drawn, for long enough to see percentiles. */
const STEADY = { id: 'steady', name: 'The load as drawn', profile: { kind: 'constant' }, duration: 300 } as const;
/** Windows that a person compares one by one. */
const MAX_WINDOWS = 12;
/** Factors are told apart by so many digits, so that a wave asks for few evaluations. */
const DIGITS = 2;

/**
 * Failures of a scenario are left out: a load test cannot make them happen.
 * @param evaluateAt the document at a factor of the load as drawn
 */
export function loadCurves(
  { scenarios }: Pick<ProjectDocument, 'scenarios'>,
  evaluateAt: (factor: number) => Evaluation,
): readonly LoadCurve[] {
  const known = new Map<number, Evaluation>();
  const at = (factor: number): Evaluation => {
    const rounded = Number(factor.toPrecision(DIGITS));
    const found = known.get(rounded) ?? evaluateAt(rounded);
    known.set(rounded, found);
    return found;
  };
  return [...scenarios, ...(scenarios.length === 0 ? [STEADY] : [])].map(({ id, name, profile, duration }) => {
    const load = new Load(profile, [], duration);
    const points = pointsOf(load, duration);
    return { id, name, points, windows: windowsOf(load, points).map((window) => predicted(window, load, at)) };
  });
}

type Point = readonly [seconds: number, factor: number];

/** Where the lines begin and end. A jump has two points at one time. */
function pointsOf(load: Load, duration: number): readonly Point[] {
  const starts = [...load.starts].filter((start) => start < duration);
  const points = starts.flatMap((start, index): readonly Point[] => {
    const before =
      index === 0 ? undefined : load.levels[index - 1]! + load.slopes[index - 1]! * (start - starts[index - 1]!);
    const level = load.levels[index]!;
    return before !== undefined && Math.abs(before - level) > 1e-9
      ? [
          [start, before],
          [start, level],
        ]
      : [[start, level]];
  });
  return [...points, [duration, load.at(duration)]];
}

function windowsOf(load: Load, points: readonly Point[]): readonly (readonly [from: number, to: number])[] {
  const duration = points.at(-1)?.[0] ?? 0;
  const edges = [...new Set(points.map(([time]) => time))];
  if (edges.length - 1 <= MAX_WINDOWS) return edges.slice(1).map((to, index) => [edges[index] ?? 0, to]);
  const length = duration / MAX_WINDOWS;
  return Array.from({ length: MAX_WINDOWS }, (_, index) => [index * length, (index + 1) * length]);
}

/** At the mean load of the window, once settled: the evaluation knows no time. */
function predicted([from, to]: readonly [number, number], load: Load, at: (factor: number) => Evaluation): LoadWindow {
  const factor = (load.integral(to) - load.integral(from)) / (to - from);
  const { connections } = at(factor);
  return {
    from,
    to,
    factor,
    expected: Object.fromEntries(
      Object.entries(connections).map(([id, { throttledShare, failedShare, latencySeconds }]) => [
        id,
        { throttledShare, failedShare, latencySeconds },
      ]),
    ),
  };
}
