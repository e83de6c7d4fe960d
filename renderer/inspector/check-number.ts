import type { FieldDescription } from '#shared/model/field';
import { fieldText } from '../design/format';
import { parseField } from '../design/parse';

type NumberDescription = Pick<FieldDescription, 'kind' | 'unit' | 'min' | 'max' | 'whole'>;

export type Checked = { readonly value: number } | { readonly problem: string };

const EXAMPLES: Readonly<Partial<Record<FieldDescription['kind'], string>>> = {
  duration: '30 s, 5 min, 250 ms or 4 d',
  distribution: '100 ms or 1.5 s',
  size: '256 KiB or 1 MiB',
  rate: '100/s, 300/min or 1k/s',
  ratio: '10 % or 0.1',
  count: '100 or 1.5k',
};

/** What was typed, as a value that AWS allows, or what is wrong with it and what is allowed. */
export function checkNumber(field: NumberDescription, text: string): Checked {
  const value = parseField(field.kind, text, field.unit);
  if (value === undefined) return { problem: `not understood: write it like ${EXAMPLES[field.kind] ?? '100'}` };
  const { min = -Infinity, max = Infinity } = field;
  if (value < min || value > max) return { problem: `must be ${boundsText(field)}` };
  if (field.whole && !Number.isInteger(value)) return { problem: `must be a whole number, ${boundsText(field)}` };
  return { value };
}

/** `from 1 s to 12 h`. */
export function boundsText(field: NumberDescription): string {
  const { min, max } = field;
  const hasMin = min !== undefined && Number.isFinite(min);
  const hasMax = max !== undefined && Number.isFinite(max);
  if (hasMin && hasMax) return `from ${fieldText(field, min)} to ${fieldText(field, max)}`;
  if (hasMin) return `at least ${fieldText(field, min)}`;
  return hasMax ? `at most ${fieldText(field, max)}` : 'a number';
}
