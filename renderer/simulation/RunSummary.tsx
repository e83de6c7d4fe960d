import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { agreementOf } from '#shared/report/agreement';
import { counted, figure, rate, settingTime, time } from '../design/format';
import { useEvaluation } from '../evaluation/store';
import { documentOf, useProject } from '../project/store';
import { isComparable } from './comparable';
import { clock } from './chart-figures';
import type { Run } from './store';

/** Named no more of them than one reads. */
const MOST_NAMED = 3;

/** What the run was, how far it can be believed, and by which digest another run of it is known. */
export function RunSummary({ run, earlier }: { readonly run: Run; readonly earlier: Run | undefined }) {
  const meaning = useProject((state) => state.meaning);
  const { result, scenario, loadFactor, tookMs } = run;
  const { seed, replications, duration, events, digest, warmUpSeconds } = result;
  return (
    <section className="sim-summary" aria-label="Result">
      <p className="num">
        <strong>{scenario}</strong>
        {loadFactor === 1 ? '' : `, ×${figure(loadFactor)} the load`}: {counted(replications, 'run')} of{' '}
        {settingTime(duration)}, {counted(events, 'event')} in {time(tookMs / 1000)}, seed {seed}, digest{' '}
        <code className="sim-summary__digest">{digest}</code>
        {warmUpSeconds > 0 && `; the first ${time(warmUpSeconds)} are left out as warm-up`}
        {earlier?.result.digest === digest && <span className="chip">the same as the run before</span>}
      </p>
      {meaning !== run.meaning && (
        <Remark>The design was changed since this run: run it again for figures of what is drawn.</Remark>
      )}
      <Outcome run={run} />
      {result.isSteady === false && (
        <Remark>No steady state was found: work piles up, and the figures depend on how long it runs.</Remark>
      )}
      {result.discrepancies.map((sentence) => (
        <Remark key={sentence}>The books of the run do not balance, which is a mistake of Spillway: {sentence}.</Remark>
      ))}
      <AgreementNote run={run} meaning={meaning} />
    </section>
  );
}

function Outcome({ run: { result } }: { readonly run: Run }) {
  const until = clock(result.series.columns * result.series.columnWidth);
  switch (result.outcome) {
    case 'completed':
      return null;
    case 'backlog unbounded':
      return (
        <Remark>
          The backlog is unbounded: more work waited at once than a run can hold (two million messages). Figures are of
          the time until {until}. Give the consumer more room, or bound what comes in.
        </Remark>
      );
    case 'event budget spent':
      return (
        <Remark>
          The run took more events than one may take (500 million). Figures are of the time until {until}: a shorter
          duration or less load says the same.
        </Remark>
      );
    case 'cancelled':
      return <Remark>Cancelled: figures are of the time until {until}, and of the runs that had begun.</Remark>;
    default:
      return result.outcome satisfies never;
  }
}

function AgreementNote({ run, meaning }: { readonly run: Run; readonly meaning: number }) {
  const evaluation = useEvaluation((state) => state.evaluation);
  const document = useProject(documentOf);
  const found = useMemo(
    () =>
      evaluation && document && isComparable(run, evaluation, meaning)
        ? agreementOf(run.result, evaluation, document)
        : undefined,
    [run, evaluation, document, meaning],
  );
  if (!found) return null;
  const { otherLoads, disagreements } = found;
  const nameOf = (id: string): string => document?.resources.find((resource) => resource.id === id)?.name ?? id;
  const [other] = otherLoads;
  if (other) {
    return (
      <p className="dim">
        {nameOf(other.resource)} sent {rate(other.simulated)} in this time, and {rate(other.computed)} in the mean of a
        longer one: rates are not held against the capacity engine.
      </p>
    );
  }
  if (disagreements.length === 0) {
    return (
      <p className="dim">Offered, served, throttled and failed rates agree with the capacity engine everywhere.</p>
    );
  }
  const rest = disagreements.length - MOST_NAMED;
  return (
    <Remark>
      Simulation and capacity engine disagree:{' '}
      {disagreements
        .slice(0, MOST_NAMED)
        .map(
          ({ resource, of, computed, simulated, halfWidth }) =>
            `${nameOf(resource)} ${of} ${rate(simulated)} ± ${figure(halfWidth)} simulated, ${rate(computed)} computed`,
        )
        .join('; ')}
      {rest > 0 && `; and ${rest} more`}.
      {run.result.isSteady === false &&
        ' What was still growing in this run counts in its means: a warm-up leaves that out.'}
    </Remark>
  );
}

function Remark({ children }: { readonly children: React.ReactNode }) {
  return (
    <p className="sim-summary__remark">
      <TriangleAlert size={13} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
