import { useState } from 'react';
import { fieldText } from '../design/format';
import { endMerging } from '../project/store';
import { checkNumber } from './check-number';
import type { FieldControlProps } from './Field';

/**
 * A number with its unit, typed as people write it. Each valid state is a change at once; an invalid one stays in the
 * field with what is wrong, however long it takes to mend.
 */
export function NumberField({ id, field, value, describedBy, onChange }: FieldControlProps) {
  const [draft, setDraft] = useState<string>();
  const [known, setKnown] = useState(value);
  if (!Object.is(known, value)) {
    // Undone, mended by a remedy or reset: what was typed is out of date, unless it is what made the change.
    setKnown(value);
    if (draft !== undefined && !isText(field, draft, value)) setDraft(undefined);
  }
  const shown = draft ?? fieldText(field, value);
  const checked = draft === undefined || draft.trim() === '' ? undefined : checkNumber(field, draft);
  const problem = checked && 'problem' in checked ? checked.problem : undefined;
  const origin = field.defaultFrom && (field.defaultFrom === 'aws' ? ' · AWS' : ' · assumed');
  const placeholder =
    field.default === undefined ? (field.unset ?? 'not set') : `${fieldText(field, field.default)}${origin ?? ''}`;

  const type = (text: string): void => {
    setDraft(text);
    if (text.trim() === '') {
      if (value !== undefined) onChange(undefined);
      return;
    }
    const next = checkNumber(field, text);
    if ('value' in next && next.value !== value) onChange(next.value);
  };
  const leave = (): void => {
    endMerging();
    if (problem === undefined) setDraft(undefined);
  };
  const step = (by: number): void => {
    const from =
      typeof value === 'number' ? value : typeof field.default === 'number' ? field.default : (field.min ?? 0);
    type(fieldText(field, Math.min(field.max ?? Infinity, Math.max(field.min ?? -Infinity, from + by))));
  };
  return (
    <span className="number-field">
      <input
        id={id}
        className="input num"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={shown}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? describedBy : `${id}-problem`}
        onChange={({ target }) => type(target.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') leave();
          if (event.key === 'Escape') setDraft(undefined);
          if (field.kind !== 'count' || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
          event.preventDefault();
          step(event.key === 'ArrowUp' ? 1 : -1);
        }}
      />
      {problem !== undefined && (
        <span id={`${id}-problem`} className="number-field__problem" role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}

function isText(field: FieldControlProps['field'], draft: string, value: unknown): boolean {
  if (draft.trim() === '') return value === undefined;
  const checked = checkNumber(field, draft);
  return 'value' in checked && checked.value === value;
}
