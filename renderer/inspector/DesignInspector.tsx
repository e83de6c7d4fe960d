import type { ProjectDocument } from '#shared/document/schema';
import { withoutRoom } from '#shared/picture/spill';
import { percent, rate, usd } from '../design/format';
import { useEvaluation } from '../evaluation/store';
import { Quotas } from './Quotas';

/** With nothing selected: the design as a whole, and the account that it runs in. */
export function DesignInspector({ document }: { readonly document: ProjectDocument }) {
  return (
    <div className="inspector__content scroll">
      <header className="inspector__head">
        <div className="inspector__title">
          <h2 className="inspector__name">{document.name}</h2>
          <p className="dim">Select a resource or a connection for its settings.</p>
        </div>
      </header>
      <Summary />
      <Quotas document={document} />
    </div>
  );
}

function Summary() {
  const evaluation = useEvaluation((state) => state.evaluation);
  if (!evaluation) return null;
  const { entryPerSecond, entryUnit, sustains, cost } = evaluation;
  const perMillion = entryPerSecond > 0 ? (cost.usdPerMonth / (entryPerSecond * 2_628_000)) * 1_000_000 : undefined;
  const spilled = withoutRoom(evaluation);
  return (
    <section className="section" aria-label="Summary">
      <h3 className="section__title">At this load</h3>
      <dl className="facts num">
        <dt>Entry load</dt>
        <dd>{rate(entryPerSecond)}</dd>
        <dt>Sustains</dt>
        <dd>{sustains ? rate(sustains.perSecond) : entryPerSecond > 0 ? 'no limit breaks' : 'nothing is sent yet'}</dd>
        {sustains && sustains.perSecond > 0 && entryPerSecond > 0 && (
          <>
            <dt>Headroom</dt>
            <dd>
              {sustains.perSecond >= entryPerSecond
                ? percent(1 - entryPerSecond / sustains.perSecond)
                : `▲ ${percent(entryPerSecond / sustains.perSecond - 1)} over`}
            </dd>
          </>
        )}
        <dt>Finds no room</dt>
        <dd>{spilled > 0 ? rate(spilled) : 'nothing'}</dd>
        <dt>Cost a month</dt>
        <dd>{usd(cost.usdPerMonth)}</dd>
        {perMillion !== undefined && (
          <>
            <dt>Per million {entryUnit ?? 'arrivals'}</dt>
            <dd>{usd(perMillion)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
