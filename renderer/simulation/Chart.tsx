import { useEffect, useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { type ChartData, summaryOf } from './chart-data';
import { clock, inChartUnit } from './chart-figures';
import { drawChart, type EarlierChart } from './draw-chart';

/** A limit further above the highest value than this would press the lines flat: it is only told. */
const ROOM_FOR_LIMIT = 2.5;

interface ChartProps {
  readonly chart: ChartData;
  readonly earlier: EarlierChart | undefined;
  readonly times: readonly number[];
  /** Time at which the replay stands. */
  readonly at: number | undefined;
}

/** One chart over time: a canvas for the eye, and what it says in words for everybody. */
export function Chart({ chart, earlier, times, at }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<uPlot>();
  const summaries = useMemo(() => chart.lines.map((line) => summaryOf(line, times)), [chart, times]);
  const most = Math.max(...summaries.map((each) => each.most));
  const isLevelShown = chart.level !== undefined && chart.level.value <= most * ROOM_FOR_LIMIT;

  useEffect(() => {
    if (!place.current) return undefined;
    const drawn = drawChart(place.current, { chart, earlier, times, isLevelShown });
    setPlot(drawn.plot);
    return drawn.remove;
  }, [chart, earlier, times, isLevelShown]);

  useEffect(() => {
    // Not told to the other charts, which each do it themselves. A negative place hides the cursor.
    plot?.setCursor({ left: at === undefined ? -10 : plot.valToPos(at, 'x'), top: 10 }, false);
  }, [plot, at]);

  return (
    <figure className="chart">
      <figcaption className="chart__head num">
        <strong>{chart.title}</strong>
        {summaries.map(({ title, most: peak }, index) => (
          <span key={title} className={`chart__key chart__key--${index}`}>
            {title} <span className="dim">most {inChartUnit(peak, chart.unit)}</span>
          </span>
        ))}
        {chart.level && (
          <span className={`chart__level ${chart.levelIsLimit ? 'chart__level--limit' : ''}`} title={chart.level.title}>
            {chart.levelIsLimit ? 'limit' : chart.level.title} {inChartUnit(chart.level.value, chart.unit)}
            {!isLevelShown && <span className="dim"> above the chart</span>}
          </span>
        )}
        <span className="spoken-only">{spoken(chart, summaries)}</span>
      </figcaption>
      <div ref={place} className="chart__plot" aria-hidden="true" />
    </figure>
  );
}

function spoken({ unit, level, levelIsLimit }: ChartData, summaries: readonly ReturnType<typeof summaryOf>[]): string {
  const parts = summaries.map(
    ({ title, mean, most, at }) =>
      `${title}: mean ${inChartUnit(mean, unit)}, most ${inChartUnit(most, unit)} at ${clock(at)}.`,
  );
  if (level) parts.push(`${levelIsLimit ? 'Limit, ' : ''}${level.title}: ${inChartUnit(level.value, unit)}.`);
  return parts.join(' ');
}
