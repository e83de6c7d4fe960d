import type { LadderEntry } from '#shared/model/capacity';
import { figure, perSecondOf, rate } from '../design/format';
import { MAX_LOAD, MIN_LOAD, setLoadFactor, useEvaluation } from '../evaluation/store';
import { showLocation } from '../project/selection';
import { documentOf, useProject } from '../project/store';
import { dialPosition, factorAt, STEPS } from './dial-scale';
import { setView } from './view';
import './load-dial.css';

/** Turn it and watch rates, utilisation and cost move: the load from a tenth to ten times what is drawn. */
export function LoadDial() {
  const loadFactor = useEvaluation((state) => state.loadFactor);
  const evaluation = useEvaluation((state) => state.evaluation);
  const ladder = evaluation?.ladder ?? [];
  const atOne = evaluation ? evaluation.entryPerSecond / evaluation.loadFactor : 0;
  const sustained = atOne > 0 ? evaluation?.sustains?.perSecond : undefined;
  const perSecond = atOne * loadFactor;
  const unit = evaluation?.entryUnit ?? null;
  return (
    <section className="dial" aria-label="Load">
      <div className="dial__slider">
        <Track
          ladder={ladder}
          sustained={sustained === undefined ? undefined : sustained / atOne}
          factor={loadFactor}
        />
        <input
          className="dial__input"
          type="range"
          min={0}
          max={STEPS}
          step={1}
          value={Math.round(dialPosition(loadFactor) * STEPS)}
          disabled={!evaluation}
          aria-label="Load"
          aria-valuetext={valueText(perSecond, unit, loadFactor, sustained)}
          title="Load, from a tenth to ten times what is drawn. Double-click: as drawn"
          onChange={({ target }) => setLoadFactor(factorAt(Number(target.value)))}
          onDoubleClick={() => setLoadFactor(1)}
        />
      </div>
      <div className="dial__reading num">
        <div className="dial__rate">
          <strong>{figure(perSecond)}</strong>
          <span className="dim">{perSecondOf(unit)}</span>
          <button
            type="button"
            className="dial__factor"
            title="Back to the load as drawn"
            disabled={loadFactor === 1}
            onClick={() => setLoadFactor(1)}
          >
            ×{figure(loadFactor)}
          </button>
        </div>
        <Sustains hasLoad={atOne > 0} />
      </div>
    </section>
  );
}

function valueText(perSecond: number, unit: string | null, factor: number, sustained: number | undefined): string {
  const words = `${figure(perSecond)}${unit === null ? '' : ` ${unit}`} per second, ${figure(factor)} times the load as drawn`;
  if (sustained === undefined) return words;
  return perSecond > sustained
    ? `${words}, beyond the ${figure(sustained)} that it sustains`
    : `${words}, of the ${figure(sustained)} that it sustains`;
}

/** The load that the design sustains, and what breaks first. */
function Sustains({ hasLoad }: { readonly hasLoad: boolean }) {
  const sustains = useEvaluation((state) => state.evaluation?.sustains);
  const resources = useProject(documentOf)?.resources;
  if (sustains === undefined) return <div className="dial__sustains dim">evaluating…</div>;
  if (!hasLoad) return <div className="dial__sustains dim">no entry sends anything yet</div>;
  if (sustains === null) return <div className="dial__sustains dim">no limit breaks under load</div>;
  const name = resources?.find(({ id }) => id === sustains.resource)?.name ?? sustains.resource;
  return (
    <button
      type="button"
      className="dial__sustains"
      title={`The first limit to break, ${name}: ${sustains.title}. A click shows it`}
      onClick={() => {
        setView({ showsInspector: true, inspectorTab: 'numbers' });
        showLocation({ resource: sustains.resource });
      }}
    >
      sustains <strong>{rate(sustains.perSecond)}</strong>
      <span className="dim">
        {' '}
        · {name}: {sustains.title}
      </span>
    </button>
  );
}

interface TrackProps {
  readonly ladder: readonly LadderEntry[];
  readonly sustained: number | undefined;
  readonly factor: number;
}

/** The ramp along the dial: calm, watch, tight and over by how near the first limit is; a tick for each further one. */
function Track({ ladder, sustained, factor }: TrackProps) {
  const percentAt = (value: number): string => `${dialPosition(value) * 100}%`;
  const stops =
    sustained === undefined
      ? 'var(--load-calm) 0 100%'
      : [
          `var(--load-calm) 0 ${percentAt(sustained * 0.6)}`,
          `var(--load-watch) 0 ${percentAt(sustained * 0.85)}`,
          `var(--load-tight) 0 ${percentAt(sustained)}`,
          'var(--load-over) 0 100%',
        ].join(', ');
  const isOnDial = (value: number): boolean => value > MIN_LOAD && value < MAX_LOAD;
  return (
    <div className="dial__track" aria-hidden="true">
      <div className="dial__ramp" style={{ background: `linear-gradient(90deg, ${stops})` }}>
        {sustained !== undefined && <div className="dial__beyond" style={{ left: percentAt(sustained) }} />}
        <div className="dial__rest" style={{ left: percentAt(factor) }} />
      </div>
      {ladder
        .filter(({ loadFactor }) => isOnDial(loadFactor))
        .slice(0, 12)
        .map(({ loadFactor, limit, resource, connection }) => (
          <span
            key={`${limit} ${resource} ${connection ?? ''}`}
            className="dial__tick"
            style={{ left: percentAt(loadFactor) }}
          />
        ))}
      {sustained !== undefined && isOnDial(sustained) && (
        <span className="dial__mark" style={{ left: percentAt(sustained) }} />
      )}
      <span className="dial__drawn" style={{ left: percentAt(1) }} />
    </div>
  );
}
