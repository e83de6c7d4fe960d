import type { Measured, ResourceResult } from '#shared/simulation/result';
import { compact, time } from '../design/format';
import { ServiceIcon } from '../design/ServiceIcon';
import { select, useSelection } from '../project/selection';
import { documentOf, useProject } from '../project/store';
import type { Run } from './store';

interface Column {
  readonly title: string;
  /** In full, where the title is short. */
  readonly hint: string;
  pick(resource: ResourceResult): Measured;
  print(value: number): string;
  /** More than nothing of it is trouble. */
  readonly isTrouble?: true;
}

const columns: readonly Column[] = [
  { title: 'offered', hint: 'Asked to be taken in', pick: ({ offered }) => offered, print: compact },
  { title: 'served', hint: 'Ended well', pick: ({ served }) => served, print: compact },
  { title: 'throttled', hint: 'Refused at once', pick: ({ throttled }) => throttled, print: compact, isTrouble: true },
  { title: 'failed', hint: 'Ended without success', pick: ({ failed }) => failed, print: compact, isTrouble: true },
  {
    title: 'dead-lettered',
    hint: 'Given to a dead-letter queue or failure destination',
    pick: ({ deadLettered }) => deadLettered,
    print: compact,
    isTrouble: true,
  },
  {
    title: 'lost',
    hint: 'Ended nowhere: expired, dropped, no destination',
    pick: ({ lost }) => lost,
    print: compact,
    isTrouble: true,
  },
  { title: 'duplicates', hint: 'Done more than once', pick: ({ duplicates }) => duplicates, print: compact },
  { title: 'p50', hint: 'Latency: half of the work took no longer', pick: ({ latency }) => latency.p50, print: time },
  { title: 'p95', hint: 'Latency: 95 % of the work took no longer', pick: ({ latency }) => latency.p95, print: time },
  { title: 'p99', hint: 'Latency: 99 % of the work took no longer', pick: ({ latency }) => latency.p99, print: time },
  { title: 'most waiting', hint: 'Highest backlog', pick: ({ backlog }) => backlog.max, print: compact },
  { title: 'oldest', hint: 'Highest age of the oldest waiting work', pick: ({ age }) => age.max, print: time },
  { title: 'most at work', hint: 'Highest concurrency', pick: ({ concurrency }) => concurrency.max, print: compact },
  {
    title: 'cold starts',
    hint: 'Execution environments that had to be started',
    pick: ({ coldStarts }) => coldStarts,
    print: compact,
  },
];

/** Each resource in one row. Figures are means over the runs; the half width of the 95 % interval shows on hover. */
export function ResourceTable({ run }: { readonly run: Run }) {
  const document = useProject(documentOf);
  const selected = useSelection(({ resources }) => resources);
  const rows = Object.entries(run.result.resources).map(([id, figures]) => ({
    id,
    figures,
    record: document?.resources.find((resource) => resource.id === id),
  }));
  return (
    <table className="sim-table num">
      <caption className="spoken-only">
        Each resource in the observed time; figures are means over {run.result.replications} runs
      </caption>
      <thead>
        <tr>
          <th scope="col">Resource</th>
          {columns.map(({ title, hint }) => (
            <th key={title} scope="col" title={hint}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, figures, record }) => (
          <tr key={id} className={selected.includes(id) ? 'sim-table__selected' : ''}>
            <th scope="row">
              <button type="button" className="sim-table__name" onClick={() => select({ resources: [id] })}>
                <ServiceIcon service={record?.service ?? ''} size={16} />
                {record?.name ?? id}
              </button>
            </th>
            {columns.map((column) => (
              <Figure key={column.title} column={column} measured={column.pick(figures)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figure({ column, measured }: { readonly column: Column; readonly measured: Measured }) {
  const { mean, halfWidth } = measured;
  if (mean === 0) return <td className="sim-table__nothing">–</td>;
  const hint = halfWidth === null ? undefined : `± ${column.print(halfWidth)} (95 % interval over the runs)`;
  return (
    <td className={column.isTrouble ? 'sim-table__trouble' : ''} title={hint}>
      {column.print(mean)}
    </td>
  );
}
