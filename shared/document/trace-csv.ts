/** A load over time as people have it: two columns of a table, copied or exported from a dashboard. */
import { ratio, type Ratio, seconds, type Seconds } from '#shared/model/unit';
import { quote } from './say';
import { SCENARIO_BOUNDS } from './scenario';

export type TracePoints = readonly (readonly [Seconds, Ratio])[];
export type TraceRead = { readonly points: TracePoints } | { readonly problem: string };

/**
 * Reads lines of a time and a number. Times are seconds, or dates with a time of day, which count from the first; the
 * number, divided by `unit`, is a factor of the drawn load: 1 for factors, the drawn rate for requests a second.
 * Columns are parted by a comma, semicolon, tab or space; a first line without a number is a heading.
 */
export function readTraceCsv(text: string, unit: number): TraceRead {
  if (!(unit > 0))
    return { problem: 'the drawn load is zero, so that no rate is a multiple of it: give factors instead' };
  const points: [Seconds, Ratio][] = [];
  let origin: number | undefined;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line);
    if (!read) {
      if (points.length === 0 && !/^\s*"?[-+.\d]/.test(line)) continue;
      return { problem: `line ${index + 1} holds no time and number: ${quote(line.trim().slice(0, 60))}` };
    }
    origin ??= read.isDate ? read.time : 0;
    const time = read.time - origin;
    const factor = read.number / unit;
    const problem = problemOf(time, factor, points.at(-1)?.[0]);
    if (problem !== undefined) return { problem: `line ${index + 1} ${problem}` };
    if (points.length === SCENARIO_BOUNDS.tracePoints) {
      return { problem: `more than ${SCENARIO_BOUNDS.tracePoints} lines: give fewer, such as one a minute` };
    }
    points.push([seconds(time), ratio(factor)]);
  }
  return points.length > 0 ? { points } : { problem: 'no line holds a time and a number, such as 60, 1.5' };
}

function problemOf(time: number, factor: number, before: number | undefined): string | undefined {
  if (!(time >= 0 && time <= SCENARIO_BOUNDS.seconds)) return 'has a time outside of 0 to 366 days';
  if (before !== undefined && time <= before) return `has a time that is not after the line before: ${time} s`;
  if (!(factor >= 0 && factor <= SCENARIO_BOUNDS.factor)) {
    return `has a load outside of 0 to ${SCENARIO_BOUNDS.factor} times the drawn one`;
  }
  return undefined;
}

interface Line {
  readonly time: number;
  readonly isDate: boolean;
  readonly number: number;
}

const DATE = /^(\d{4})[-/](\d\d)[-/](\d\d)[T ]+(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(?:Z|\+00:?00)?$/;

function readLine(line: string): Line | undefined {
  const cells = cellsOf(line);
  const [when = '', value = ''] = cells;
  const number = numberIn(value);
  if (cells.length < 2 || number === undefined) return undefined;
  const [, year, month, day, hour, minute, second = '0'] = DATE.exec(when) ?? [];
  if (year !== undefined) {
    const days = daysFromCivil(Number(year), Number(month), Number(day));
    const time = days * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
    return { time, isDate: true, number };
  }
  const time = numberIn(when);
  return time === undefined ? undefined : { time, isDate: false, number };
}

/** A space parts columns only where nothing else does: dates hold one. */
function cellsOf(line: string): readonly string[] {
  const separator = [';', '\t', ','].find((each) => line.includes(each)) ?? /\s+/;
  return line
    .trim()
    .split(separator)
    .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

const numberIn = (text: string): number | undefined =>
  /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;

/** Days since 1970-01-01 in the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms"). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}
