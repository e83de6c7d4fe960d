/** The figures that a replication yields for each resource, and how they are read from its columns and histograms. */
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import { percentile } from './histogram';
import type { Span } from './kernel';
import * as Channel from './channel';
import type { ResourceRecorder } from './recorder';

/** Positions in a resource's row of figures: the counters, then these. */
export const Figure = {
  latencyMean: Counter.COUNT,
  latencyP50: Counter.COUNT + 1,
  latencyP95: Counter.COUNT + 2,
  latencyP99: Counter.COUNT + 3,
  latencyMax: Counter.COUNT + 4,
  endToEndMean: Counter.COUNT + 5,
  endToEndP50: Counter.COUNT + 6,
  endToEndP95: Counter.COUNT + 7,
  endToEndP99: Counter.COUNT + 8,
  endToEndMax: Counter.COUNT + 9,
  ageMean: Counter.COUNT + 10,
  ageMax: Counter.COUNT + 11,
  ageFinal: Counter.COUNT + 12,
  /** Of the first gauge; the others follow. */
  gaugeMean: Counter.COUNT + 13,
  gaugeMax: Counter.COUNT + 13 + Gauge.COUNT,
  gaugeFinal: Counter.COUNT + 13 + 2 * Gauge.COUNT,
} as const;
export const FIGURES = Counter.COUNT + 13 + 3 * Gauge.COUNT;

/** Histograms of what the observed part of the run recorded. */
export interface ObservedCells {
  readonly latencies: Uint32Array;
  readonly endToEnds: Uint32Array;
}

/** Figures of the columns from `first` to `end` (not included). */
export function figuresOf(
  recorder: ResourceRecorder,
  cells: ObservedCells,
  span: Span,
  first: number,
  end: number,
): Float64Array {
  const { series } = recorder;
  const figures = new Float64Array(FIGURES);
  let latencySum = 0;
  let latencyCount = 0;
  let endToEndSum = 0;
  let endToEndCount = 0;
  for (let column = first; column < end; column++) {
    const at = column * Channel.COUNT;
    for (let counter = 0; counter < Counter.COUNT; counter++) figures[counter]! += series[at + counter]!;
    latencySum += series[at + Channel.latencySum]!;
    latencyCount += series[at + Channel.latencyCount]!;
    endToEndSum += series[at + Channel.endToEndSum]!;
    endToEndCount += series[at + Channel.endToEndCount]!;
    raise(figures, Figure.latencyMax, series[at + Channel.latencyMax]!);
    raise(figures, Figure.endToEndMax, series[at + Channel.endToEndMax]!);
    const age = series[at + Channel.age]!;
    figures[Figure.ageMean]! += age / (end - first);
    figures[Figure.ageFinal] = age;
    raise(figures, Figure.ageMax, age);
    for (let gauge = 0; gauge < Gauge.COUNT; gauge++) {
      figures[Figure.gaugeMean + gauge]! += series[at + Channel.area + gauge]!;
      raise(figures, Figure.gaugeMax + gauge, series[at + Channel.peak + gauge]!);
    }
  }
  const observed = secondsBetween(span, first, end);
  for (let gauge = 0; gauge < Gauge.COUNT; gauge++) {
    figures[Figure.gaugeMean + gauge] = observed > 0 ? figures[Figure.gaugeMean + gauge]! / observed : 0;
    figures[Figure.gaugeFinal + gauge] = recorder.level(gauge);
  }
  figures[Figure.latencyMean] = latencyCount > 0 ? latencySum / latencyCount : 0;
  figures[Figure.endToEndMean] = endToEndCount > 0 ? endToEndSum / endToEndCount : 0;
  percentilesInto(figures, Figure.latencyP50, cells.latencies, figures[Figure.latencyMax]!);
  percentilesInto(figures, Figure.endToEndP50, cells.endToEnds, figures[Figure.endToEndMax]!);
  return figures;
}

/** p50, p95 and p99; a cell's upper edge may lie beyond the largest value. */
export function percentilesInto(figures: Float64Array, from: number, cells: Uint32Array, max: number): void {
  figures[from] = Math.min(max, percentile(cells, 0.5));
  figures[from + 1] = Math.min(max, percentile(cells, 0.95));
  figures[from + 2] = Math.min(max, percentile(cells, 0.99));
}

export function secondsBetween(span: Span, first: number, end: number): number {
  return Math.min(span.horizon, end * span.columnWidth) - first * span.columnWidth;
}

function raise(figures: Float64Array, at: number, value: number): void {
  if (value > figures[at]!) figures[at] = value;
}

/**
 * Series that a result keeps: rates per second, then means over the column, the age at its end, one more rate, and
 * percentiles of the work that ended in the column (0 where none did).
 */
export const SERIES = [
  'offered',
  'throttled',
  'failed',
  'served',
  'lost',
  'coldStarts',
  'concurrency',
  'backlog',
  'inFlight',
  'latency',
  'age',
  'deadLettered',
  'latencyP50',
  'latencyP95',
  'latencyP99',
] as const;
export type SeriesName = (typeof SERIES)[number];

/** Series of one resource, one after the other, `columns` values each. */
export function seriesOf(recorder: ResourceRecorder, span: Span, columns: number): Float64Array {
  const { series, percentiles } = recorder;
  const out = new Float64Array(SERIES.length * columns);
  const channels = [0, 1, 3, 2, 5, 7];
  for (let column = 0; column < columns; column++) {
    const at = column * Channel.COUNT;
    const width = secondsBetween(span, column, column + 1);
    channels.forEach((channel, row) => {
      out[row * columns + column] = series[at + channel]! / width;
    });
    for (let gauge = 0; gauge < 3; gauge++) {
      out[(6 + gauge) * columns + column] = series[at + Channel.area + gauge]! / width;
    }
    const finished = series[at + Channel.latencyCount]!;
    out[9 * columns + column] = finished > 0 ? series[at + Channel.latencySum]! / finished : 0;
    out[10 * columns + column] = series[at + Channel.age]!;
    out[11 * columns + column] = series[at + Counter.deadLettered]! / width;
    for (let which = 0; which < 3; which++) out[(12 + which) * columns + column] = percentiles[column * 3 + which]!;
  }
  return out;
}
