import { useId, useState } from 'react';
import { readTraceCsv, type TracePoints } from '#shared/document/trace-csv';
import { Segments } from '../design/Segments';
import { capital, counted, rate } from '../design/format';
import { useEvaluation } from '../evaluation/store';

type Unit = 'factor' | 'rate';

/** More is pasted than typed: a long trace is not spelled out in the field. */
const MOST_SHOWN = 500;
/** A larger file is no list of so many points as a scenario may hold. */
const MOST_BYTES = 10_000_000;

interface TraceFieldProps {
  readonly points: TracePoints;
  onChange(points: TracePoints): void;
}

/** A load over time from a table that is pasted, dropped or typed. What cannot be read stays, with what is wrong. */
export function TraceField({ points, onChange }: TraceFieldProps) {
  const id = useId();
  const drawn = useEvaluation(({ evaluation }) => evaluation && evaluation.entryPerSecond / evaluation.loadFactor);
  const entryUnit = useEvaluation(({ evaluation }) => evaluation?.entryUnit ?? null);
  const [unit, setUnit] = useState<Unit>('factor');
  const [draft, setDraft] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const read = draft === undefined ? undefined : readTraceCsv(draft, unit === 'rate' ? (drawn ?? 0) : 1);
  const problem = trouble ?? (read && 'problem' in read ? read.problem : undefined);
  const take = (text: string): void => {
    setTrouble(undefined);
    setDraft(text);
  };
  const drop = async (files: FileList): Promise<void> => {
    const file = files[0];
    if (!file) return;
    if (file.size > MOST_BYTES) setTrouble(`${file.name} is too large for a trace: at most 10 MB`);
    else take(await file.text().catch(() => ''));
  };
  return (
    <div className="trace-field">
      <span className="trace-field__head">
        <label className="label" htmlFor={id}>
          Seconds or date, and load
        </label>
        <Segments<Unit>
          label="The load is given as"
          value={unit}
          options={[
            { id: 'factor', title: '× drawn load' },
            { id: 'rate', title: entryUnit === null ? 'Per second' : `${capital(entryUnit)}/s` },
          ]}
          onChange={setUnit}
        />
      </span>
      <textarea
        id={id}
        className="input num trace-field__text"
        rows={5}
        spellCheck={false}
        value={draft ?? textOf(points)}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-read`}
        onChange={({ target }) => take(target.value)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          if (event.dataTransfer.files.length === 0) return;
          event.preventDefault();
          void drop(event.dataTransfer.files);
        }}
      />
      <span id={`${id}-read`} className="trace-field__read num" role="status">
        {problem !== undefined && <span className="trace-field__problem">{problem}</span>}
        {problem === undefined && read && 'points' in read && (
          <>
            <span className="dim">
              {counted(read.points.length, 'point')}
              {unit === 'rate' && drawn !== undefined && `, as multiples of the ${rate(drawn)} drawn`}
            </span>
            <button
              type="button"
              className="button button--small"
              onClick={() => {
                onChange(read.points);
                setDraft(undefined);
              }}
            >
              Take the trace
            </button>
          </>
        )}
        {problem === undefined && !read && (
          <span className="dim">{counted(points.length, 'point')}. Paste or drop a CSV file to replace them.</span>
        )}
      </span>
    </div>
  );
}

const textOf = (points: TracePoints): string =>
  points.length > MOST_SHOWN ? '' : points.map(([time, factor]) => `${time}, ${factor}`).join('\n');
