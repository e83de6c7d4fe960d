import type { EvaluatedResource } from '#shared/evaluation/evaluation';
import type { ResourceRecord } from '#shared/model/edit';
import { figure, rate, time } from '../design/format';
import { Why } from '../design/Why';
import { useEvaluatedResource } from '../evaluation/store';
import { Limit } from './Limit';

/** Rates, waiting and each limit with its headroom, the binding one first. */
export function ResourceNumbers({ record }: { readonly record: ResourceRecord }) {
  const result = useEvaluatedResource(record.id);
  if (!result) return <p className="inspector__nothing dim">No figures: see the findings.</p>;
  return (
    <>
      <section className="section" aria-label="Rates">
        <dl className="facts num">
          {rows(result).map(([title, text]) => (
            <div key={title} className="facts__row">
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
          <div className="facts__row">
            <dt>Mean latency</dt>
            <dd>
              <Why
                of={`mean latency of ${record.name}`}
                explanation={result.latency.because}
                grade={result.latency.grade}
                band={result.latency.band}
              >
                {time(result.latencySeconds)}
              </Why>
            </dd>
          </div>
        </dl>
      </section>
      <section aria-label="Limits">
        <h3 className="section__title section section__title--alone">Limits, the fullest first</h3>
        {result.limits.length === 0 && <p className="story dim">AWS sets no limit here.</p>}
        {result.limits.map((limit) => (
          <Limit key={`${limit.id} ${limit.connection ?? ''}`} limit={limit} />
        ))}
      </section>
    </>
  );
}

function rows(result: EvaluatedResource): readonly (readonly [title: string, text: string])[] {
  const all: readonly (readonly [string, string, boolean])[] = [
    ['Offered', rate(result.offeredPerSecond), true],
    ['Done', rate(result.completedPerSecond), true],
    ['Refused', rate(result.throttledPerSecond), result.throttledPerSecond > 0],
    ['Failed', rate(result.failedPerSecond), result.failedPerSecond > 0],
    ['Backlog grows by', rate(result.waitingPerSecond), result.waitingPerSecond > 0],
    ['In work', figure(result.inFlight), true],
    ['Waiting', figure(result.queueLength), result.queueLength > 0],
  ];
  return all.filter(([, , isShown]) => isShown).map(([title, text]) => [title, text]);
}
