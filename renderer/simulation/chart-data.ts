/** What the charts show of a run: lines over time, of one resource or of the whole design. */
import type { EvaluatedLimit } from '#shared/evaluation/evaluation';
import type { FluidResult } from '#shared/fluid/series';
import type { SeriesName } from '#shared/simulation/figures';
import type { SimulationResult } from '#shared/simulation/result';

/** The whole design, where a resource's id is asked for. */
export const WHOLE = '';

export interface Line {
  readonly title: string;
  readonly values: readonly number[];
}

export type ChartUnit = '/s' | '' | 's';

export interface ChartData {
  readonly id: string;
  readonly title: string;
  readonly unit: ChartUnit;
  readonly lines: readonly Line[];
  /** A level across the chart: a limit, or a percentile of the whole run. */
  readonly level?: { readonly title: string; readonly value: number } | undefined;
  /** What the level is: a limit is not to be passed. */
  readonly levelIsLimit?: boolean;
}

/** Of a run or of its preview, which lacks what only single requests can tell. */
type Series = FluidResult['series'];

/** What charts are drawn of. */
export interface Charted {
  readonly series: Series;
  readonly resources?: SimulationResult['resources'];
}

interface Subject {
  readonly result: Charted;
  /** Id of a resource, or WHOLE. */
  readonly of: string;
  /** Ids of the entry resources. */
  readonly entries: readonly string[];
  /** Ids of the resources that compute: callers at work are not counted again where their work is done. */
  readonly computes: readonly string[];
  readonly limits: readonly EvaluatedLimit[];
}

export function chartsOf({ result, of, entries, computes, limits }: Subject): readonly ChartData[] {
  const { series } = result;
  const everywhere = Object.keys(series.resources);
  const at: readonly string[] = of === WHOLE ? everywhere : [of];
  const atEntry: readonly string[] = of === WHOLE ? entries : [of];
  const line = (title: string, name: SeriesName, ids: readonly string[] = at): Line => ({
    title,
    values: sumOf(series, name, ids),
  });
  const offered = line('offered', 'offered', atEntry);
  const throttled = line('throttled', 'throttled', atEntry);
  const admitted: Line = {
    title: 'admitted',
    values: offered.values.map((value, column) => Math.max(0, value - (throttled.values[column] ?? 0))),
  };
  const ages = (name: SeriesName): readonly number[] => highestOf(series, name, at);
  const latency = of === WHOLE ? undefined : result.resources?.[of]?.latency;
  return [
    {
      id: 'flow',
      title: of === WHOLE ? 'Offered and served' : 'Offered and admitted',
      unit: '/s',
      lines: of === WHOLE ? [offered, line('served', 'served', atEntry)] : [offered, admitted],
      ...limitLine(limits, ['1/s', 'calls/s']),
    },
    {
      id: 'refused',
      title: of === WHOLE ? 'Throttled anywhere, failed for clients' : 'Throttled and failed',
      unit: '/s',
      lines: [line('throttled', 'throttled'), line('failed', 'failed', atEntry)],
    },
    { id: 'backlog', title: 'Backlog', unit: '', lines: [line('waiting', 'backlog')] },
    { id: 'age', title: ageTitle(of), unit: 's', lines: [{ title: 'age', values: ages('age') }] },
    {
      id: 'concurrency',
      title: of === WHOLE ? 'Functions at work' : 'Concurrency',
      unit: '',
      lines: [line('at work', 'concurrency', of === WHOLE ? computes : at)],
      ...limitLine(limits, ['concurrent']),
    },
    ...(of === WHOLE ? [] : [latencyChart(series, of, latency?.p99.mean)]),
    {
      id: 'gone',
      title: 'Dead-lettered and lost',
      unit: '/s',
      lines: [line('dead-lettered', 'deadLettered'), line('lost', 'lost')],
    },
    {
      id: 'in-flight',
      title: 'In flight',
      unit: '',
      lines: [line('handed out, not settled', 'inFlight')],
      ...limitLine(limits, ['messages']),
    },
    { id: 'cold', title: 'Cold starts', unit: '/s', lines: [line('cold starts', 'coldStarts')] },
  ];
}

/** Percentiles of each moment where single requests were seen, else the mean. */
function latencyChart({ resources }: Series, of: string, p99: number | undefined): ChartData {
  const own = resources[of] ?? {};
  const lines = PERCENTILES.flatMap(({ name, title }) => (own[name] ? [{ title, values: own[name] }] : []));
  return {
    id: 'latency',
    title: 'Latency',
    unit: 's',
    lines: lines.length > 0 ? lines : [{ title: 'mean', values: own.latency ?? [] }],
    ...(p99 === undefined ? {} : { level: { title: 'p99 of the run', value: p99 } }),
  };
}

const PERCENTILES = [
  { name: 'latencyP50', title: 'p50' },
  { name: 'latencyP95', title: 'p95' },
  { name: 'latencyP99', title: 'p99' },
] as const;

const ageTitle = (of: string): string => (of === WHOLE ? 'Oldest waiting work anywhere' : 'Age of the oldest');

export const isEmpty = ({ lines }: ChartData): boolean =>
  lines.every(({ values }) => values.every((each) => each === 0));

/** The tightest limit of these units that is the resource's own: others' work does not count against it. */
function limitLine(
  limits: readonly EvaluatedLimit[],
  units: readonly EvaluatedLimit['unit'][],
): Pick<ChartData, 'level' | 'levelIsLimit'> {
  const limit = limits.find(({ unit, connection, pool }) => units.includes(unit) && !connection && !pool);
  return limit ? { level: { title: limit.title, value: limit.limit }, levelIsLimit: true } : {};
}

function sumOf(series: Series, name: SeriesName, ids: readonly string[]): readonly number[] {
  return combined(series, name, ids, (a, b) => a + b);
}

function highestOf(series: Series, name: SeriesName, ids: readonly string[]): readonly number[] {
  return combined(series, name, ids, Math.max);
}

function combined(
  { resources, columns }: Series,
  name: SeriesName,
  ids: readonly string[],
  join: (a: number, b: number) => number,
): readonly number[] {
  const values = Array.from<number>({ length: columns }).fill(0);
  for (const id of ids) {
    const own = resources[id]?.[name] ?? [];
    for (let column = 0; column < columns; column += 1) values[column] = join(values[column] ?? 0, own[column] ?? 0);
  }
  return values;
}

/** The middle of each column, seconds. */
export function timesOf({ series: { columns, columnWidth } }: Charted): readonly number[] {
  return Array.from({ length: columns }, (_, column) => (column + 0.5) * columnWidth);
}

/** The values of another run at the times of this one; null where that run had ended. */
export function alignedTo(
  times: readonly number[],
  values: readonly number[],
  columnWidth: number,
): readonly (number | null)[] {
  return times.map((time) => values[Math.floor(time / columnWidth)] ?? null);
}

/** What a chart says, in words. */
export interface LineSummary {
  readonly title: string;
  readonly mean: number;
  readonly most: number;
  /** When it was highest, seconds. */
  readonly at: number;
}

export function summaryOf({ title, values }: Line, times: readonly number[]): LineSummary {
  let most = 0;
  let at = 0;
  let sum = 0;
  values.forEach((value, column) => {
    sum += value;
    if (value <= most) return;
    most = value;
    at = times[column] ?? 0;
  });
  return { title, mean: values.length > 0 ? sum / values.length : 0, most, at };
}
