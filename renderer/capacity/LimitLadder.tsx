import type { Evaluation } from '#shared/evaluation/evaluation';
import type { LadderEntry } from '#shared/model/capacity';
import { compact, rate } from '../design/format';
import { type LoadLevel, loadLevel } from '#shared/picture/load';
import { setView } from '../app/view';
import { showLocation } from '../project/selection';
import { logScale } from './scale';

interface LimitLadderProps {
  readonly evaluation: Evaluation;
  nameOf(id: string): string;
}

/** Each limit with the load at which it breaks, lowest first, on one axis with the present load as a line. */
export function LimitLadder({ evaluation: { ladder, sustains, entryPerSecond, entryUnit }, nameOf }: LimitLadderProps) {
  if (ladder.length === 0) {
    const isEndless = sustains?.perSecond === 0;
    return (
      <section className="ladder" aria-label="Ladder of limits">
        <h3 className="limits__title">What breaks first</h3>
        <p className="dim">
          {isEndless
            ? `Work circles for ever at ${nameOf(sustains.resource)}: any load grows until a limit refuses it. Break the loop first.`
            : 'No limit moves with the load: give an entry a rate, or connect it to something.'}
        </p>
      </section>
    );
  }
  const scale = logScale([entryPerSecond, ...ladder.map(({ perSecond }) => perSecond)]);
  const percentAt = (value: number): string => `${scale.at(value) * 100}%`;
  return (
    <section className="ladder num" aria-label="Ladder of limits">
      <h3 className="limits__title">
        What breaks first{' '}
        <span className="dim">
          entry load at which each limit is full, {entryUnit === null ? 'per second' : `${entryUnit} a second`}
        </span>
      </h3>
      <div className="ladder__grid">
        <div className="ladder__axis" aria-hidden="true">
          {scale.ticks.map((tick) => (
            <span key={tick} className="ladder__tick" style={{ left: percentAt(tick) }}>
              {compact(tick)}
            </span>
          ))}
        </div>
        <ol className="ladder__rungs">
          {ladder.map((entry) => (
            <Rung
              key={`${entry.limit} ${entry.resource} ${entry.connection ?? ''}`}
              entry={entry}
              left={percentAt(entry.perSecond)}
              level={loadLevel(entryPerSecond / entry.perSecond)}
              name={entry.sharedBy ? entry.sharedBy.map(nameOf).join(', ') : nameOf(entry.resource)}
            />
          ))}
        </ol>
        <div className="ladder__plot" aria-hidden="true">
          {scale.ticks.map((tick) => (
            <span key={tick} className="ladder__line" style={{ left: percentAt(tick) }} />
          ))}
          <span className="ladder__now" style={{ left: percentAt(entryPerSecond) }}>
            <span>now {rate(entryPerSecond)}</span>
          </span>
        </div>
      </div>
    </section>
  );
}

interface RungProps {
  readonly entry: LadderEntry;
  readonly left: string;
  readonly level: LoadLevel;
  readonly name: string;
}

function Rung({ entry, left, level, name }: RungProps) {
  const { title, perSecond, beyond, resource, connection, isDeliberate, grade } = entry;
  return (
    <li className="rung">
      <button
        type="button"
        className="rung__name"
        title={`${name}: ${title}. Beyond: ${beyond}`}
        onClick={() => {
          setView({ showsInspector: true, inspectorTab: 'numbers' });
          showLocation(connection === undefined ? { resource } : { connection });
        }}
      >
        <span className="rung__resource">{name}</span>
        <span className="rung__limit dim">{title}</span>
        {isDeliberate && <span className="chip">deliberate</span>}
        <span className="spoken-only">
          {' '}
          breaks at {rate(perSecond)}; beyond: {beyond}
        </span>
      </button>
      <span className="rung__track" aria-hidden="true">
        <span className={`rung__bar rung__bar--${level}`} style={{ width: left }} />
        <span className="rung__value" style={{ left }}>
          {grade === 'exact' ? '' : '≈ '}
          {compact(perSecond)}
        </span>
      </span>
    </li>
  );
}
