import { useMemo, useState, useSyncExternalStore } from 'react';
import type { FluidResult } from '#shared/fluid/series';
import type { Category } from '#shared/model/service';
import { useEvaluation } from '../evaluation/store';
import { SelectField } from '../design/SelectField';
import { useSelection } from '../project/selection';
import { serviceOf } from '../project/catalogue';
import { documentOf, useProject } from '../project/store';
import { Chart } from './Chart';
import { type Charted, chartsOf, isEmpty, timesOf, WHOLE } from './chart-data';
import { SeriesTable } from './SeriesTable';
import { type Run, useSimulation } from './store';

interface ChartsProps {
  readonly run: Run;
  readonly earlier: Run | undefined;
}

/** A run over time. */
export function Charts({ run, earlier }: ChartsProps) {
  const column = useSimulation((state) => state.column);
  const before = earlier && { charted: earlier.result, scenario: earlier.scenario };
  return <ChartGrid charted={run.result} earlier={before} column={column} />;
}

/** The preview over time. */
export function PreviewCharts({ preview }: { readonly preview: FluidResult }) {
  return <ChartGrid charted={preview} earlier={undefined} column={undefined} />;
}

interface ChartGridProps {
  readonly charted: Charted;
  readonly earlier: { readonly charted: Charted; readonly scenario: string } | undefined;
  /** Where the replay stands. */
  readonly column: number | undefined;
}

/** Of the resource that is selected on the canvas, else of the whole design. */
function ChartGrid({ charted, earlier, column }: ChartGridProps) {
  const document = useProject(documentOf);
  const selected = useSelection(({ resources }) => (resources.length === 1 ? resources[0] : undefined));
  const [chosen, setChosen] = useState<{ readonly of: string; readonly selected: string | undefined }>();
  const [isTable, setTable] = useState(false);
  const evaluated = useEvaluation((state) => state.evaluation?.resources);
  const theme = useSyncExternalStore(onThemeChange, themeNow);
  const known = charted.series.resources;
  // What is chosen here holds until something else is selected on the canvas.
  const asked = chosen && chosen.selected === selected ? chosen.of : (selected ?? WHOLE);
  const of = asked in known ? asked : WHOLE;
  const subject = useMemo(() => {
    const ofCategory = (category: Category): readonly string[] =>
      (document?.resources ?? []).filter((each) => serviceOf(each.service)?.category === category).map(({ id }) => id);
    const limits = (of === WHOLE ? undefined : evaluated?.[of]?.limits) ?? [];
    return { of, entries: ofCategory('entry'), computes: ofCategory('compute'), limits };
  }, [document, evaluated, of]);
  const times = useMemo(() => timesOf(charted), [charted]);
  const charts = useMemo(() => chartsOf({ result: charted, ...subject }), [charted, subject]);
  const before = useMemo(() => {
    const isThere = earlier && (of === WHOLE || of in earlier.charted.series.resources);
    return isThere ? chartsOf({ result: earlier.charted, ...subject }) : [];
  }, [earlier, of, subject]);
  const pairs = useMemo(() => {
    const columnWidth = earlier?.charted.series.columnWidth ?? 1;
    return charts.map((chart) => {
      const same = before.find(({ id }) => id === chart.id);
      return { chart, earlier: same && { chart: same, columnWidth } };
    });
  }, [charts, before, earlier]);
  const shown = pairs.filter((pair) => !isEmpty(pair.chart) || (pair.earlier && !isEmpty(pair.earlier.chart)));
  const flat = pairs.filter((pair) => !shown.includes(pair)).map(({ chart }) => chart.title.toLowerCase());
  const nameOf = (id: string): string => document?.resources.find((resource) => resource.id === id)?.name ?? id;
  return (
    <section className="charts" aria-label="Charts">
      <header className="charts__head">
        <SelectField
          label="Charts of"
          value={of}
          options={[
            { id: WHOLE, title: 'The whole design' },
            ...Object.keys(known).map((id) => ({ id, title: nameOf(id) })),
          ]}
          onChange={(next) => setChosen({ of: next, selected })}
        />
        <button
          type="button"
          className="button button--small"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? 'As charts' : 'As a table'}
        </button>
        {earlier && !isTable && <span className="dim">dashed and faint: the run before ({earlier.scenario})</span>}
        {flat.length > 0 && <span className="dim">Always at zero: {flat.join(', ')}.</span>}
      </header>
      {isTable ? (
        <SeriesTable charts={shown.map(({ chart }) => chart)} times={times} />
      ) : (
        <div className="charts__grid">
          {shown.map((pair) => (
            <Chart
              key={`${pair.chart.id} ${theme}`}
              chart={pair.chart}
              earlier={pair.earlier}
              times={times}
              at={column === undefined ? undefined : times[column]}
            />
          ))}
        </div>
      )}
    </section>
  );
}

/** The theme of the page: it may be the system's, which changes without the app's doing. */
const themeNow = (): string => window.document.documentElement.dataset['theme'] ?? '';

function onThemeChange(changed: () => void): () => void {
  const watch = new MutationObserver(changed);
  watch.observe(window.document.documentElement, { attributeFilter: ['data-theme'] });
  return () => watch.disconnect();
}
