/** One chart on a canvas. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { alignedTo, type ChartData } from './chart-data';
import { clock, inChartUnit } from './chart-figures';
import { setColumn } from './store';

/** Charts with one key share one cursor. */
const SYNC = 'simulation';
const HEIGHT = 104;
const LEAST_WIDTH = 120;

export interface EarlierChart {
  readonly chart: ChartData;
  readonly columnWidth: number;
}

export interface Drawing {
  readonly chart: ChartData;
  /** The same chart of the earlier run, drawn faintly. */
  readonly earlier: EarlierChart | undefined;
  /** Middles of the columns, seconds. */
  readonly times: readonly number[];
  readonly isLevelShown: boolean;
}

/** Draws into an element and follows its width. @returns the plot, and what takes it away again */
export function drawChart(element: HTMLElement, drawing: Drawing): { plot: uPlot; remove(): void } {
  const width = (): number => Math.max(LEAST_WIDTH, element.clientWidth);
  const plot = new uPlot({ ...optionsOf(element, drawing), width: width(), height: HEIGHT }, dataOf(drawing), element);
  plot.over.addEventListener('click', () => {
    if (typeof plot.cursor.idx === 'number') setColumn(plot.cursor.idx);
  });
  const watch = new ResizeObserver(() => {
    if (plot.width !== width()) plot.setSize({ width: width(), height: HEIGHT });
  });
  watch.observe(element);
  return {
    plot,
    remove() {
      watch.disconnect();
      plot.destroy();
    },
  };
}

function dataOf({ chart, earlier, times, isLevelShown }: Drawing): uPlot.AlignedData {
  const { level } = chart;
  // uPlot reads its data and changes none of it.
  return [
    times,
    ...chart.lines.map(({ values }) => values),
    ...(earlier ? chart.lines.map(({ title }) => alignedTo(times, like(earlier, title), earlier.columnWidth)) : []),
    ...(isLevelShown && level ? [times.map(() => level.value)] : []),
  ] as unknown as uPlot.AlignedData;
}

const like = ({ chart }: EarlierChart, title: string): readonly number[] =>
  chart.lines.find((line) => line.title === title)?.values ?? [];

function optionsOf(
  element: HTMLElement,
  { chart, earlier, times, isLevelShown }: Drawing,
): Omit<uPlot.Options, 'width' | 'height'> {
  const colours = coloursOf(element);
  const colourOf = (index: number): string => colours.lines[index % colours.lines.length] ?? colours.quiet;
  const points = { show: false };
  const axis = { stroke: colours.quiet, ticks: { show: false }, font: colours.font };
  return {
    padding: [6, 4, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: SYNC }, y: false, points, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: () => [0, times.at(-1) ?? 1] },
      y: { range: (_self, _min, max) => [0, max > 0 ? max * 1.06 : 1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 20,
        gap: 5,
        space: 60,
        incrs: CLOCK_STEPS,
        values: (_, at) => at.map(clock),
      },
      {
        ...axis,
        grid: { stroke: colours.grid, width: 1 },
        size: 54,
        gap: 4,
        space: 26,
        values: (_, ticks) => ticks.map((tick) => inChartUnit(tick, chart.unit)),
      },
    ],
    series: [
      {},
      ...chart.lines.map((_, index): uPlot.Series => ({ stroke: colourOf(index), width: 1.5, points })),
      ...(earlier
        ? chart.lines.map((_, at): uPlot.Series => ({
            stroke: colourOf(at),
            alpha: 0.4,
            width: 1,
            dash: [3, 3],
            points,
          }))
        : []),
      ...(isLevelShown
        ? [{ stroke: chart.levelIsLimit ? colours.limit : colours.quiet, width: 1, dash: [6, 4], points }]
        : []),
    ],
  };
}

/** Seconds between two marks of the time axis. */
const CLOCK_STEPS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 604_800,
  2_592_000,
];

interface Colours {
  readonly lines: readonly string[];
  readonly quiet: string;
  readonly grid: string;
  readonly limit: string;
  readonly font: string;
}

/** A canvas knows no custom properties: they are read when the chart is drawn. */
function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    lines: [token('--accent'), token('--load-calm'), token('--async')],
    quiet: token('--ink-3'),
    grid: token('--line'),
    limit: token('--load-over'),
    font: `11px ${token('--font')}`,
  };
}
