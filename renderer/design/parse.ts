/** What people type into number fields: `5m`, `250 ms`, `1h30m`, `256 KiB`, `1.5k/s`, `10 %`. Undefined for what is no number. */
import type { FieldKind } from '#shared/model/field';

const SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  millisecond: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  w: 604_800,
  week: 604_800,
};

/** AWS writes KB for 1,024 bytes in the limits of Lambda, SQS and Kinesis; the field shows KiB for what it understood. */
const BYTES: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  byte: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
};

const MULTIPLES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };
const PERIODS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  month: 2_628_000,
  mo: 2_628_000,
};

const clean = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[,_\u00a0\u202f]/g, '')
    .replace('−', '-');
const singular = (word: string): string => (word.length > 2 ? word.replace(/s$/, '') : word);
/** 1.1 × 60 is 66, not 66.00000000000001. */
const tidy = (value: number): number => Number(value.toPrecision(14));

/** Seconds. A bare number is in seconds; parts add up: `1h 30m`. */
export function parseTime(text: string): number | undefined {
  const input = clean(text);
  if (/^-?\d*\.?\d+$/.test(input)) return Number(input);
  const parts = [...input.matchAll(/(\d*\.?\d+)\s*([a-z]+)\s*/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== input) return undefined;
  let total = 0;
  for (const [, amount, word] of parts) {
    const size = SECONDS[singular(word ?? '')];
    if (size === undefined) return undefined;
    total += Number(amount) * size;
  }
  return tidy(total);
}

/** Bytes. A bare number is in bytes. */
export function parseSize(text: string): number | undefined {
  const match = /^(-?\d*\.?\d+)\s*([a-z]*)$/.exec(clean(text));
  const size = match && BYTES[singular(match[2] ?? '')];
  return size ? tidy(Number(match[1]) * size) : undefined;
}

/** Per second. A bare number is per second; `300/min`, `10M a month`. */
export function parseRate(text: string): number | undefined {
  const match = /^(-?\d*\.?\d+)\s*([kmg]?)\s*(?:(?:\/|per|an?)\s*([a-z]+))?$/.exec(clean(text));
  const multiple = match && MULTIPLES[match[2] ?? ''];
  const period = match && (match[3] === undefined ? 1 : PERIODS[singular(match[3])]);
  return multiple && period ? tidy((Number(match[1]) * multiple) / period) : undefined;
}

/** A plain number with an optional multiple and, ignored, the field's own unit: `1k`, `512 MB`. */
export function parseCount(text: string, unit?: string): number | undefined {
  let input = clean(text);
  if (unit && input.endsWith(unit.toLowerCase())) input = input.slice(0, -unit.length).trim();
  const match = /^(-?\d*\.?\d+)\s*([kmg]?)$/.exec(input);
  const multiple = match && MULTIPLES[match[2] ?? ''];
  return multiple ? tidy(Number(match[1]) * multiple) : undefined;
}

/** A share: `10 %`, `0.1`, or a multiple `× 2`, `2x`. */
export function parseRatio(text: string): number | undefined {
  const match = /^(?:[×x]\s*)?(-?\d*\.?\d+)\s*(%|[×x])?$/.exec(clean(text));
  if (!match) return undefined;
  return tidy(match[2] === '%' ? Number(match[1]) / 100 : Number(match[1]));
}

export function parseField(kind: FieldKind, text: string, unit?: string): number | undefined {
  switch (kind) {
    case 'duration':
    case 'distribution':
      return parseTime(text);
    case 'size':
      return parseSize(text);
    case 'rate':
      return parseRate(text);
    case 'ratio':
      return parseRatio(text);
    case 'count':
      return parseCount(text, unit);
    case 'choice':
    case 'flag':
    case 'text':
      throw new Error(`a ${kind} field holds no number`);
    default:
      return kind satisfies never;
  }
}
