import { useMemo, useState } from 'react';
import { counted, time } from '../design/format';
import { Segments } from '../design/Segments';
import { ServiceIcon } from '../design/ServiceIcon';
import { select } from '../project/selection';
import { kindOf } from '../project/catalogue';
import { documentOf, useProject } from '../project/store';
import { clock } from './chart-figures';
import { inOrder, ordered, type TraceOrder, type TraceStory } from './trace-story';
import { type Run, setColumn } from './store';

/** Some messages of the first run, each followed from its birth to where it came to rest. */
export function Traces({ run: { result } }: { readonly run: Run }) {
  const [order, setOrder] = useState<TraceOrder>('longest');
  const [chosen, setChosen] = useState(0);
  const stories = useMemo(() => ordered(result.traces, order), [result, order]);
  const nameOf = useNames();
  const story = stories[Math.min(chosen, stories.length - 1)];
  return (
    <section className="traces" aria-label="Messages">
      <div className="traces__pick">
        <Segments<TraceOrder>
          label="Which messages"
          value={order}
          options={[
            { id: 'longest', title: 'Longest first' },
            { id: 'trouble', title: 'With trouble' },
            { id: 'time', title: 'By time' },
          ]}
          onChange={(next) => {
            setOrder(next);
            setChosen(0);
          }}
        />
        {stories.length === 0 ? (
          <p className="dim">
            {order === 'trouble'
              ? `None of the ${result.traces.length} messages that were followed was refused, failed or tried again.`
              : 'No message was followed to an end.'}
          </p>
        ) : (
          <ul className="traces__list scroll num">
            {stories.map((each, index) => (
              <li key={`${each.trace.born} ${each.trace.visits.length} ${each.lasted}`}>
                <button
                  type="button"
                  className="traces__item"
                  aria-pressed={each === story}
                  onClick={() => {
                    setChosen(index);
                    setColumn(
                      Math.min(result.series.columns - 1, Math.floor(each.trace.born / result.series.columnWidth)),
                    );
                  }}
                >
                  <span>{clock(each.trace.born)}</span>
                  <span>{time(each.lasted)}</span>
                  <span className={each.hadTrouble ? 'traces__trouble' : 'dim'}>
                    {each.answer} at {nameOf(each.restsAt).name}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {story && <Story story={story} nameOf={nameOf} />}
    </section>
  );
}

interface Named {
  readonly name: string;
  readonly service: string;
}

function useNames(): (id: string) => Named {
  const document = useProject(documentOf);
  return (id) => document?.resources.find((resource) => resource.id === id) ?? { name: id, service: '' };
}

/** What a resource hands failed work to: a dead-letter queue or a failure destination. */
function useHeir(id: string | undefined): string | undefined {
  const connections = useProject((state) => documentOf(state)?.connections);
  return connections?.find(({ from, kind }) => from === id && kindOf(kind)?.role === 'failure')?.to;
}

interface StoryProps {
  readonly story: TraceStory;
  nameOf(id: string): Named;
}

/** One message's stays as bars over the time since it was born. */
function Story({ story, nameOf }: StoryProps) {
  const { trace, lasted, again, restsAt, answer } = story;
  const heir = useHeir(answer === 'failed' ? restsAt : undefined);
  const visits = inOrder(trace.visits);
  const share = (seconds: number): string => `${(lasted > 0 ? seconds / lasted : 0) * 100}%`;
  const seen = new Map<string, number>();
  return (
    <div className="story num">
      <p>
        Born at {clock(trace.born)}, it made {counted(visits.length, 'stay')} in {time(lasted)}
        {again > 0 ? `, ${counted(again, 'of them a repetition', 'of them repetitions')}` : ''}, and{' '}
        {heir ? 'was then handed to ' : 'came to rest at '}
        <strong>{nameOf(heir ?? restsAt).name}</strong>
        {heir ? '' : `: ${answer}`}.
      </p>
      <ol className="story__stays">
        {visits.map((visit, index) => {
          const attempt = (seen.get(visit.resource) ?? 0) + 1;
          seen.set(visit.resource, attempt);
          const { name, service } = nameOf(visit.resource);
          return (
            // A message may be at one place twice within one instant.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className="stay">
              <button type="button" className="sim-table__name" onClick={() => select({ resources: [visit.resource] })}>
                <ServiceIcon service={service} size={16} />
                {name}
                {attempt > 1 && <span className="chip">again, {attempt}</span>}
              </button>
              <span className="stay__track" aria-hidden="true">
                <span
                  className={`stay__bar ${visit.answer === 'served' ? '' : 'stay__bar--trouble'}`}
                  style={{ left: share(visit.from - trace.born), width: share(visit.to - visit.from) }}
                />
              </span>
              <span>
                <span className="spoken-only">from {time(visit.from - trace.born)}, for </span>
                {time(visit.to - visit.from)}
              </span>
              <span className={visit.answer === 'served' ? 'dim' : 'traces__trouble'}>{visit.answer}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
