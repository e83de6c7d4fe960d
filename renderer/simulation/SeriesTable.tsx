import type { ChartData } from './chart-data';
import { clock, inChartUnit } from './chart-figures';

/** More rows than a person reads; the export has all. */
const MOST_ROWS = 60;

interface SeriesTableProps {
  readonly charts: readonly ChartData[];
  readonly times: readonly number[];
}

/** The charts as figures: evenly spaced moments of the run. */
export function SeriesTable({ charts, times }: SeriesTableProps) {
  const step = Math.max(1, Math.ceil(times.length / MOST_ROWS));
  const columns = charts.flatMap((chart) => chart.lines.map((line) => ({ ...line, chart })));
  const rows = times.flatMap((time, column) => (column % step === 0 ? [{ time, column }] : []));
  return (
    <table className="sim-table num">
      <caption className="spoken-only">The run over time</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          {columns.map(({ title, chart }) => (
            <th key={`${chart.id} ${title}`} scope="col">
              {columns.filter((other) => other.chart === chart).length > 1 ? title : chart.title.toLowerCase()}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ time, column }) => (
          <tr key={column}>
            <th scope="row">{clock(time)}</th>
            {columns.map(({ title, chart, values }) => (
              <td key={`${chart.id} ${title}`}>{inChartUnit(values[column] ?? 0, chart.unit)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
