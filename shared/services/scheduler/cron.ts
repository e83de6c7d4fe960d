/** Cron expressions as EventBridge Scheduler takes them: minutes, hours, day of the month, month, day of the week, year. */

/** When a cron expression is due. */
export interface Cron {
  /** Minutes of a day, from 0 to 1,439, rising. */
  readonly minutes: readonly number[];
  /** Days of the calendar on which it is due, as a share of all: the mean over the 400 years of the Gregorian cycle. */
  readonly dayShare: number;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Leap days a year: 97 in 400 years. */
const LEAP = 0.2425;
const LENGTHS = [31, 28 + LEAP, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_PER_YEAR = 365 + LEAP;

/** Bounds and names of each field (scheduler UserGuide schedule-types, read 2026-11-26). */
interface Field {
  readonly title: string;
  readonly low: number;
  readonly high: number;
  readonly names?: readonly string[];
}

const MINUTE: Field = { title: 'minutes', low: 0, high: 59 };
const HOUR: Field = { title: 'hours', low: 0, high: 23 };
const DAY: Field = { title: 'day of the month', low: 1, high: 31 };
const MONTH: Field = { title: 'month', low: 1, high: 12, names: MONTHS };
const WEEKDAY: Field = { title: 'day of the week', low: 1, high: 7, names: WEEKDAYS };
const YEAR: Field = { title: 'year', low: 1970, high: 2199 };

/** Why an expression is not accepted, as the end of a sentence. */
class Fault extends Error {}

/** The expression, or what is wrong with it as the end of a sentence: `has 5 fields: …`. `cron(…)` around it is left out. */
export function readCron(text: string): Cron | { readonly fault: string } {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof Fault) return { fault: error.message };
    throw error;
  }
}

/** The fields without the `cron(…)` that some people write around them. */
export function cronFields(text: string): readonly string[] {
  return text
    .trim()
    .replace(/^cron\((.*)\)$/i, '$1')
    .split(/\s+/)
    .filter((field) => field !== '');
}

function read(text: string): Cron {
  const fields = cronFields(text);
  if (fields.length !== 6) {
    throw new Fault(
      `has ${fields.length} fields: EventBridge takes six, minutes, hours, day of the month, month, day of the week and year`,
    );
  }
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields;
  if ((day === '?') === (weekday === '?')) {
    throw new Fault('must have ? as the day of the month or as the day of the week, and not as both');
  }
  const minutes = valuesOf(minute, MINUTE);
  const hours = valuesOf(hour, HOUR);
  const months = valuesOf(month, MONTH);
  valuesOf(year, YEAR);
  const days = months.reduce((sum, each) => {
    const length = LENGTHS[each - 1] ?? 0;
    return sum + (weekday === '?' ? monthDays(day, length) : weekDays(weekday, length));
  }, 0);
  return {
    minutes: hours.flatMap((each) => minutes.map((past) => each * 60 + past)),
    dayShare: days / DAYS_PER_YEAR,
  };
}

/** Days of a month of so many days on which it is due, mean over leap years and others. */
function monthDays(field: string, length: number): number {
  const special = field.split(',').map((item) => specialDay(item.toUpperCase(), length));
  const plain = field.split(',').filter((_, index) => special[index] === undefined);
  const numbered = plain.length === 0 ? [] : valuesOf(plain.join(','), DAY);
  const days = numbered.reduce((sum, each) => sum + exists(each, length), 0);
  return Math.min(
    length,
    special.reduce<number>((sum, each) => sum + (each ?? 0), days),
  );
}

/** `L`, the last day; `LW`, the last weekday; `15W`, the weekday nearest to the 15th: one a month where there is one. */
function specialDay(item: string, length: number): number | undefined {
  if (item === 'L' || item === 'LW') return 1;
  if (!/^\d+W$/.test(item)) return undefined;
  return exists(valueOf(item.slice(0, -1), DAY), length);
}

/** 1 where the month has a day of this number, 0 where not; between for the 29th of February. */
const exists = (day: number, length: number): number => Math.max(0, Math.min(1, length - day + 1));

/** Days of a month of so many days on which it is due, mean over the weekdays on which months begin. */
function weekDays(field: string, length: number): number {
  const special = field.split(',').map((item) => specialWeekday(item.toUpperCase(), length));
  const plain = field.split(',').filter((_, index) => special[index] === undefined);
  const numbered = plain.length === 0 ? [] : valuesOf(plain.join(','), WEEKDAY);
  const days = (numbered.length * length) / 7;
  return Math.min(
    length,
    special.reduce<number>((sum, each) => sum + (each ?? 0), days),
  );
}

/** `6L`, the last Friday; `3#2`, the second Tuesday; `L` alone is Saturday. */
function specialWeekday(item: string, length: number): number | undefined {
  if (item === 'L') return length / 7;
  if (/^\w+L$/.test(item)) {
    valueOf(item.slice(0, -1), WEEKDAY);
    return 1;
  }
  const [day, place, more] = item.split('#');
  if (day === undefined || place === undefined || more !== undefined) return undefined;
  valueOf(day, WEEKDAY);
  if (!/^[1-5]$/.test(place)) throw new Fault(`has ${item} as the day of the week: # is followed by 1 to 5`);
  return Number(place) < 5 ? 1 : (length - 28) / 7;
}

/** The values of a field of `,`, `-`, `*` and `/`, rising. A range may run over the end: FRI-MON. */
function valuesOf(text: string, field: Field): readonly number[] {
  const found = new Set<number>();
  for (const item of text.split(',')) {
    const [range = '', step, more] = item.split('/');
    if (more !== undefined || (step !== undefined && !/^[1-9]\d*$/.test(step))) throw notUnderstood(item, field);
    const [low, high] = ends(range, step !== undefined, field);
    const length = (high - low + field.high - field.low + 1) % (field.high - field.low + 1);
    for (let past = 0; past <= length; past += Number(step ?? 1)) {
      const value = low + past;
      found.add(value > field.high ? value - (field.high - field.low + 1) : value);
    }
  }
  return [...found].toSorted((a, b) => a - b);
}

function ends(range: string, hasStep: boolean, field: Field): readonly [number, number] {
  if (range === '*') return [field.low, field.high];
  const [first = '', last, more] = range.split('-');
  if (more !== undefined) throw notUnderstood(range, field);
  const low = valueOf(first, field);
  if (last !== undefined) return [low, valueOf(last, field)];
  return [low, hasStep ? field.high : low];
}

function valueOf(text: string, field: Field): number {
  const name = field.names?.indexOf(text.toUpperCase()) ?? -1;
  if (name >= 0) return name + field.low;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= field.low && value <= field.high)) throw notUnderstood(text, field);
  return value;
}

const notUnderstood = (text: string, { title, low, high }: Field): Fault =>
  new Fault(`has ${text === '' ? 'nothing' : text} as the ${title}, which is none from ${low} to ${high}`);
