/** The value of a setting in words, with every digit that it has: what differs must not read the same. */
import type { FieldDescription } from '#shared/model/field';
import { bytesText, durationText } from '#shared/model/wording';
import { isJsonObject } from './json';
import { sayNumber } from './say';

/** What a field is, as far as its value's words depend on it. A quota and a scenario's time have a unit only. */
export type ValueKind = Partial<Pick<FieldDescription, 'kind' | 'unit' | 'labels' | 'unset' | 'max'>>;

/** `30 s`, `256 KiB`, `12 messages`, `FIFO`; of a field that is not set what that means, or `not set`. */
export function settingText(value: unknown, field: ValueKind = {}): string {
  if (value === undefined || value === null) return field.unset ?? 'not set';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string') return field.labels?.[value] ?? (value === '' ? 'empty' : value);
  if (typeof value === 'number') return numberText(value, field);
  if (field.kind === 'distribution' && isJsonObject(value)) return lawText(value);
  return plainWords(value);
}

function numberText(value: number, { kind, unit, max = 1 }: ValueKind): string {
  switch (kind) {
    case 'duration':
      return timeText(value);
    case 'size':
      return bytesText(value);
    case 'rate':
      return `${sayNumber(value)}/s`;
    case 'ratio':
      // A field that may exceed 1 is a multiple and not a share.
      return max > 1 ? sayNumber(value) : `${sayNumber(Number((value * 100).toPrecision(12)))} %`;
    default:
      return inUnit(value, unit);
  }
}

function inUnit(value: number, unit: string | undefined): string {
  if (unit === 's') return timeText(value);
  if (unit === '1/s') return `${sayNumber(value)}/s`;
  return unit === undefined || unit === 'count' || unit === 'ratio' ? sayNumber(value) : `${sayNumber(value)} ${unit}`;
}

function timeText(seconds: number): string {
  if (Number.isInteger(seconds)) return durationText(seconds);
  return seconds < 1 ? `${sayNumber(Number((seconds * 1000).toPrecision(12)))} ms` : `${sayNumber(seconds)} s`;
}

/** `exponential, mean 100 ms`; the spread only of the law that has one of its own. */
function lawText({ distribution, mean, scv }: Readonly<Record<string, unknown>>): string {
  const middle = typeof mean === 'number' ? `mean ${timeText(mean)}` : plainWords(mean);
  const law = `${plainWords(distribution)}, ${middle}`;
  return distribution === 'lognormal' ? `${law}, squared coefficient of variation ${plainWords(scv)}` : law;
}

/** Any JSON as words: `spike: factor 3, at 60`; `none` for an empty list. */
function plainWords(value: unknown): string {
  if (typeof value === 'number') return sayNumber(value);
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(plainWords).join('; ');
  if (!isJsonObject(value)) return String(value);
  const { kind, ...rest } = value;
  const parts = Object.entries(rest).map(([name, each]) => `${name} ${plainWords(each)}`);
  if (typeof kind !== 'string') return parts.join(', ');
  return parts.length === 0 ? kind : `${kind}: ${parts.join(', ')}`;
}
