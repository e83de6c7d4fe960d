/** Figures as people read them. Three significant digits where a figure is an estimate, all of them where it is a setting. */
import type { FieldDescription } from '#shared/model/field';
import type { LimitUnit } from '#shared/model/fact';
import { compact, compactRate, percent, pricesOf } from '#shared/picture/figures';

const MINUS = '−';
export { compact, compactRate, percent, pricesOf };

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 12 });
const significant = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const cents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An estimate in full: whole from 100 on, else three significant digits. `1,120`, `4.25`. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  const size = Math.abs(value);
  const text = size >= 100 ? whole.format(size) : size > 0 && size < 0.001 ? '<0.001' : significant.format(size);
  return value < 0 && text !== '0' ? MINUS + text : text;
}

/** A setting, with every digit that it has. */
export function exact(value: number): string {
  return plain.format(value).replace('-', MINUS);
}

export const rate = (perSecond: number): string => `${figure(perSecond)}/s`;

/** Behind a figure: ` requests/s`; `/s` of what differs. */
export const perSecondOf = (unit: string | null): string => (unit === null ? '/s' : ` ${unit}/s`);

/** Money a month: cents below 100 dollars, whole dollars above. */
export function usd(value: number): string {
  const size = Math.abs(value);
  const text = size === 0 ? '0' : size < 0.005 ? '<0.01' : size < 100 ? cents.format(size) : whole.format(size);
  return `${value < 0 ? MINUS : ''}$${text}`;
}

const TIMES: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
  [0.001, 'ms'],
];

/** A time that somebody set, in the largest unit that loses nothing: `30 s`, `4 d`, `250 ms`; minutes from five on. */
export function settingTime(seconds: number): string {
  if (seconds === 0) return '0 s';
  for (const [size, name] of TIMES) {
    const amount = seconds / size;
    const isWhole = Math.abs(amount - Math.round(amount)) < 1e-9;
    if (amount < 1 || (size >= 60 && (!isWhole || seconds < 300))) continue;
    return `${exact(Number(amount.toPrecision(12)))} ${name}`;
  }
  return `${exact(Number((seconds * 1000).toPrecision(12)))} ms`;
}

/** A time that was computed: `134 ms`, `1.24 s`, `3.2 h`. */
export function time(seconds: number): string {
  if (!Number.isFinite(seconds)) return '∞';
  // Less than a nanosecond is rounding.
  if (seconds < 1e-9) return '0 s';
  if (seconds < 1e-6) return '<0.001 ms';
  if (seconds < 1) return `${significant.format(seconds * 1000)} ms`;
  if (seconds < 120) return `${significant.format(seconds)} s`;
  if (seconds < 7200) return `${significant.format(seconds / 60)} min`;
  if (seconds < 172_800) return `${significant.format(seconds / 3600)} h`;
  return `${significant.format(seconds / 86_400)} d`;
}

const SIZES: readonly (readonly [bytes: number, name: string])[] = [
  [1024 ** 4, 'TiB'],
  [1024 ** 3, 'GiB'],
  [1024 ** 2, 'MiB'],
  [1024, 'KiB'],
];

/** A size that somebody set, in the largest binary unit that loses nothing: `256 KiB`. */
export function settingSize(value: number): string {
  for (const [size, name] of SIZES) {
    if (value >= size && Number.isInteger((value / size) * 4)) return `${exact(value / size)} ${name}`;
  }
  return `${exact(value)} B`;
}

/** A size that was computed. */
export function sizeOf(value: number): string {
  const step = SIZES.find(([size]) => value >= size);
  return step ? `${significant.format(value / step[0])} ${step[1]}` : `${significant.format(value)} B`;
}

/** A figure in the unit of its limit. */
export function inUnit(value: number, unit: LimitUnit): string {
  switch (unit) {
    case '1/s':
      return `${figure(value)}/s`;
    case 'calls/s':
      return `${figure(value)} calls/s`;
    case 'B':
      return sizeOf(value);
    case 'B/s':
      return `${sizeOf(value)}/s`;
    case 's':
      return time(value);
    case 'ratio':
      return percent(value);
    case 'concurrent':
    case 'messages':
    case 'count':
      return figure(value);
    default:
      return unit satisfies never;
  }
}

/** The text of a configuration value in its field, without losing anything of it. */
export function fieldText(field: Pick<FieldDescription, 'kind' | 'unit' | 'max'>, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value);
  switch (field.kind) {
    case 'duration':
    case 'distribution':
      return settingTime(value);
    case 'size':
      return settingSize(value);
    case 'rate':
      return `${exact(value)}/s`;
    case 'count':
      return field.unit ? `${exact(value)} ${field.unit}` : exact(value);
    case 'ratio':
      // A field that may exceed 1 is a multiple and not a share.
      return (field.max ?? 1) > 1 ? exact(value) : `${exact(Number((value * 100).toPrecision(12)))} %`;
    case 'choice':
    case 'flag':
    case 'text':
      return exact(value);
    default:
      return field.kind satisfies never;
  }
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `1 function`, `3 functions`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole.format(count)} ${count === 1 ? one : many}`;
