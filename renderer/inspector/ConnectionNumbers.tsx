import type { ConnectionRecord } from '#shared/model/edit';
import { percent, rate, sizeOf, time } from '../design/format';
import { useEvaluatedConnection, useEvaluation } from '../evaluation/store';
import { Limit } from './Limit';

/** What flows on a connection, what became of it, and the limits that are its own. */
export function ConnectionNumbers({ record }: { readonly record: ConnectionRecord }) {
  const result = useEvaluatedConnection(record.id);
  const ends = useEvaluation((state) => state.evaluation?.resources);
  if (!result) return <p className="inspector__nothing dim">No figures: see the findings.</p>;
  const limits = [record.from, record.to]
    .flatMap((id) => ends?.[id]?.limits ?? [])
    .filter(({ connection }) => connection === record.id);
  const served = Math.max(0, 1 - result.throttledShare - result.failedShare - result.delayedShare);
  const rows: readonly (readonly [string, string])[] = [
    ['Rate', rate(result.perSecond)],
    ['Mean size', sizeOf(result.sizeBytes)],
    ['Throughput', `${sizeOf(result.perSecond * result.sizeBytes)}/s`],
    ['Served', percent(served)],
    ['Refused', percent(result.throttledShare)],
    ['Failed', percent(result.failedShare)],
    ['Left behind', percent(result.delayedShare)],
    ['Mean latency', time(result.latencySeconds)],
  ];
  return (
    <>
      <section className="section" aria-label="Flow">
        <dl className="facts num">
          {rows.map(([title, text]) => (
            <div key={title} className="facts__row">
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </section>
      {limits.length > 0 && (
        <section aria-label="Limits">
          <h3 className="section__title section section__title--alone">Limits of this connection</h3>
          {limits.map((limit) => (
            <Limit key={limit.id} limit={limit} />
          ))}
        </section>
      )}
    </>
  );
}
