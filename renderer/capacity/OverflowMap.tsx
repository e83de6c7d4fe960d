import { ArrowRight } from 'lucide-react';
import type { Evaluation } from '#shared/evaluation/evaluation';
import type { OverflowEntry, SpillEnd } from '#shared/model/capacity';
import { rate } from '../design/format';
import { select, showLocation } from '../project/selection';

interface OverflowMapProps {
  readonly evaluation: Evaluation;
  nameOf(id: string): string;
}

const END_WORDS: Readonly<Record<SpillEnd, string>> = {
  caller: 'error to the caller',
  backlog: 'backlog that grows',
  'iterator age': 'iterator age that grows',
  'dead-letter queue': 'dead-letter queue',
  destination: 'failure destination',
  lost: 'lost',
};

/** Where the excess ends: from the limit that is full to the caller, the queue or the void. */
export function OverflowMap({ evaluation: { overflow, sustains }, nameOf }: OverflowMapProps) {
  return (
    <section className="overflow num" aria-label="Where the excess goes">
      <h3 className="limits__title">Where the excess goes</h3>
      {overflow.length === 0 && (
        <p className="dim">
          Everything finds room at this load.
          {sustains && sustains.perSecond > 0 && ` Turn the dial beyond ${rate(sustains.perSecond)} to see it spill.`}
        </p>
      )}
      <ul>
        {overflow.map((entry) => (
          <Spilled
            key={`${entry.resource} ${entry.at} ${entry.ends} ${entry.limit ?? ''} ${entry.story}`}
            entry={entry}
            nameOf={nameOf}
          />
        ))}
      </ul>
    </section>
  );
}

interface SpilledProps {
  readonly entry: OverflowEntry;
  nameOf(id: string): string;
}

function Spilled({ entry, nameOf }: SpilledProps) {
  const { resource, at, ends, rate: perSecond, story, seenAs, path } = entry;
  const isLoss = ends === 'lost';
  return (
    <li className="spilled">
      <strong className="spilled__rate">{rate(perSecond)}</strong>
      <div>
        <div className="spilled__path">
          <button type="button" className="link" onClick={() => showLocation({ resource })}>
            {nameOf(resource)}
          </button>
          <button
            type="button"
            className="spilled__arrow"
            aria-label="Show the way on the canvas"
            disabled={path.length === 0}
            onClick={() => select({ resources: [resource, at], connections: path })}
          >
            <ArrowRight size={13} />
          </button>
          {at !== resource && (
            <>
              <button type="button" className="link" onClick={() => showLocation({ resource: at })}>
                {nameOf(at)}
              </button>
              <ArrowRight size={13} aria-hidden="true" />
            </>
          )}
          <span className={`chip spilled__end ${isLoss ? 'spilled__end--lost' : ''}`}>{END_WORDS[ends]}</span>
        </div>
        <p className="text">
          {story}
          {seenAs !== undefined && <span className="dim"> — seen as {seenAs}</span>}
        </p>
      </div>
    </li>
  );
}
