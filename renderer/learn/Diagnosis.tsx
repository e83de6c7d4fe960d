import { useState } from 'react';
import { callerViews, type CallerView, diagnose, type Observation } from '#shared/lessons/diagnose';
import { lessons } from '#shared/lessons/lessons';
import { Segments } from '../design/Segments';
import { Source } from '../design/Why';

type Look = 'unknown' | 'yes' | 'no';

const LOOKS: readonly { readonly id: Look; readonly title: string }[] = [
  { id: 'unknown', title: 'Not looked' },
  { id: 'yes', title: 'Yes' },
  { id: 'no', title: 'No' },
];

const CALLER_WORDS: Readonly<Record<CallerView, string>> = {
  nothing: 'No error',
  '429': '429',
  '500': '500',
  late: 'Work comes late',
};
const CALLERS = [
  { id: 'unknown', title: 'Not known' },
  ...callerViews.map((id) => ({ id, title: CALLER_WORDS[id] })),
] as const;

const lookOf = (seen: boolean | undefined): Look => (seen === undefined ? 'unknown' : seen ? 'yes' : 'no');
const seenOf = (look: Look): boolean | undefined => (look === 'unknown' ? undefined : look === 'yes');

/** A person says what they observe of a function, and is told where the throttling comes from. */
export function Diagnosis({ onLesson }: { onLesson(id: string): void }) {
  const [{ inLog, inMetric, caller }, setSeen] = useState<Observation>({
    inLog: undefined,
    inMetric: undefined,
    caller: undefined,
  });
  const found = diagnose({ inLog, inMetric, caller });
  const isWhole = inLog !== undefined && inMetric !== undefined && caller !== undefined;
  return (
    <article className="lesson">
      <h3 className="lesson__title">Where does the throttling come from?</h3>
      <p className="dim">Say what you observe of one Lambda function, at the same minute.</p>
      <div className="diagnosis__questions">
        <span>“Rate exceeded”, 429 or ThrottlingException in the function’s log</span>
        <Segments<Look>
          label="Throttling messages in the function’s log"
          value={lookOf(inLog)}
          options={LOOKS}
          onChange={(look) => setSeen((seen) => ({ ...seen, inLog: seenOf(look) }))}
        />
        <span>Data points in the function’s Throttles metric</span>
        <Segments<Look>
          label="Data points in the Throttles metric"
          value={lookOf(inMetric)}
          options={LOOKS}
          onChange={(look) => setSeen((seen) => ({ ...seen, inMetric: seenOf(look) }))}
        />
        <span>What the function’s callers see</span>
        <Segments<CallerView | 'unknown'>
          label="What callers see"
          value={caller ?? 'unknown'}
          options={CALLERS}
          onChange={(view) => setSeen((seen) => ({ ...seen, caller: view === 'unknown' ? undefined : view }))}
        />
      </div>
      <div role="status" className="diagnosis__found">
        {found.length === 0 && <p className="dim">One answer is enough to begin with.</p>}
        {found.length > 0 && !isWhole && <p className="dim">What it may be. Each further answer shortens the list.</p>}
        {isWhole && found.length > 1 && <p className="dim">Both at once:</p>}
        {found.map(({ id, title, why, remedy, source, asOf, lesson }) => (
          <section key={id} className="diagnosis__cause">
            <h4>{title}</h4>
            <p>{why}</p>
            <p>
              <strong>What helps: </strong>
              {remedy}
            </p>
            <footer>
              <Source source={source} asOf={asOf} />
              <button type="button" className="button button--small" onClick={() => onLesson(lesson)}>
                Lesson: {lessons.find((each) => each.id === lesson)?.title}
              </button>
            </footer>
          </section>
        ))}
      </div>
    </article>
  );
}
