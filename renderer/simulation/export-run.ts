/** A run as files for other programs: the same JSON as the command line prints, and tables as CSV. */
import type { ProjectDocument } from '#shared/document/schema';
import { namesIn } from '#shared/report/names';
import { simulatedColumns, simulatedRows } from '#shared/report/simulation';
import { type Column, csvTable } from '#shared/report/table';
import { SERIES } from '#shared/simulation/figures';
import { kebab } from '#shared/document/ids';
import { VERSION } from '#shared/version';
import { theHost } from '../app/host';
import { tell } from '../app/notices';
import type { Run } from './store';

export type RunFormat = 'json' | 'resources' | 'series';

export async function exportRun(run: Run, document: ProjectDocument, format: RunFormat): Promise<void> {
  const stem = `${kebab(document.name) || 'design'}-${kebab(run.scenario) || 'run'}`;
  const reply = await theHost().exportFile({ ...fileOf(run, document, format), suggestedName: stem + ENDINGS[format] });
  if (reply.outcome === 'failed') {
    tell({ tone: 'trouble', title: 'The run was not exported', detail: reply.message });
  } else if (reply.outcome === 'exported') {
    tell({ tone: 'plain', title: `The run was written to ${reply.where}` });
  }
}

const ENDINGS: Readonly<Record<RunFormat, string>> = {
  json: '.json',
  resources: '-resources.csv',
  series: '-series.csv',
};

function fileOf(run: Run, document: ProjectDocument, format: RunFormat): { mediaType: string; content: string } {
  const names = namesIn(document);
  switch (format) {
    case 'json': {
      const head = { spillway: VERSION, name: document.name, scenario: run.scenarioId, loadFactor: run.loadFactor };
      return { mediaType: 'application/json', content: `${JSON.stringify({ ...head, ...run.result })}\n` };
    }
    case 'resources':
      return { mediaType: 'text/csv', content: csvTable(simulatedColumns(names), simulatedRows(run.result)) };
    case 'series':
      return { mediaType: 'text/csv', content: csvTable(seriesColumns(run, names.resource), seriesRows(run)) };
    default:
      return format satisfies never;
  }
}

interface SeriesRow {
  readonly resource: string;
  readonly column: number;
}

function seriesRows({ result: { series } }: Run): readonly SeriesRow[] {
  return Object.keys(series.resources).flatMap((resource) =>
    Array.from({ length: series.columns }, (_, column) => ({ resource, column })),
  );
}

/** Rates per second, times in seconds. */
function seriesColumns({ result: { series } }: Run, nameOf: (id: string) => string): readonly Column<SeriesRow>[] {
  const figure = (title: string, value: (row: SeriesRow) => number): Column<SeriesRow> => ({
    title,
    text: (row) => String(value(row)),
    value,
  });
  return [
    { title: 'resource', text: ({ resource }) => nameOf(resource) },
    figure('from (s)', ({ column }) => Number((column * series.columnWidth).toPrecision(12))),
    ...SERIES.map((name) => figure(name, ({ resource, column }) => series.resources[resource]?.[name][column] ?? 0)),
  ];
}
