import type { EvaluatedLimit } from '#shared/evaluation/evaluation';
import { inUnit, percent } from '../design/format';
import { loadLevel } from '#shared/picture/load';
import { LoadBar } from '../design/LoadBar';
import { Why } from '../design/Why';
import { setView } from '../app/view';
import { apply } from '../findings/actions';
import { RemedyButton } from '../findings/RemedyButton';
import { showLocation } from '../project/selection';

/** One limit: how much of it is used, what becomes of the rest, what sets it and what raises it. */
export function Limit({ limit }: { readonly limit: EvaluatedLimit }) {
  const { title, used, limit: size, unit, utilisation, grade, because, beyond, setBy, raise, pool } = limit;
  const level = loadLevel(utilisation);
  return (
    <div className="limit num">
      <div className="limit__head">
        <span className="limit__title">
          {title}
          {pool !== undefined && <span className="dim"> · shared</span>}
        </span>
        <span className={`limit__share limit__share--${level}`}>
          {level === 'over' && <span aria-hidden="true">▲ </span>}
          {percent(utilisation)}
        </span>
      </div>
      <LoadBar utilisation={utilisation} />
      <div className="limit__facts">
        <Why of={`${title}: ${percent(utilisation)} used`} explanation={because} grade={grade}>
          {inUnit(used, unit)} of {inUnit(size, unit)}
        </Why>
        <span>{utilisation < 1 ? `${percent(1 - utilisation)} free` : ''}</span>
      </div>
      {utilisation >= 0.6 && (
        <div className="limit__actions">
          <span className="dim">Beyond: {beyond}</span>
        </div>
      )}
      {(raise ?? setBy?.field) !== undefined && (
        <div className="limit__actions">
          {raise && <RemedyButton remedy={raise} className="button button--small" onApply={() => apply(raise)} />}
          {setBy?.field !== undefined && (
            <button
              type="button"
              className="link"
              onClick={() => {
                setView({ inspectorTab: 'configure' });
                showLocation(setBy);
              }}
            >
              Show the setting
            </button>
          )}
        </div>
      )}
    </div>
  );
}
