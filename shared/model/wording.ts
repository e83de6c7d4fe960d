/** Words that findings share: times, sizes and lists as a person says them. */
import { grouped } from './figures';

/** `30 s`, `6 h`, `4 days`; what is not a whole number of hours or days stays in seconds. */
export function durationText(seconds: number): string {
  if (seconds >= 86_400 && seconds % 86_400 === 0) return counted(seconds / 86_400, 'day');
  if (seconds >= 7200 && seconds % 3600 === 0) return `${seconds / 3600} h`;
  return `${short(seconds)} s`;
}

/** A time that a person reads rather than sets: two significant digits in the unit that fits, `33 min`. */
export function roughTime(seconds: number): string {
  const { size, unit } = UNITS.find(({ from }) => seconds >= from) ?? { size: 1, unit: 's' };
  const value = Number((seconds / size).toPrecision(2));
  return unit === 'day' ? counted(value, 'day') : `${grouped(value)} ${unit}`;
}

const UNITS = [
  { from: 172_800, size: 86_400, unit: 'day' },
  { from: 7200, size: 3600, unit: 'h' },
  { from: 120, size: 60, unit: 'min' },
] as const;

/** `256 KiB`, `1 MiB`, else bytes: `300,000 bytes`. */
export function bytesText(size: number): string {
  if (size >= 1_048_576 && size % 1_048_576 === 0) return `${size / 1_048_576} MiB`;
  if (size >= 1024 && size % 1024 === 0) return `${grouped(size / 1024)} KiB`;
  return `${grouped(Math.round(size))} bytes`;
}

/** Three significant digits below a thousand, whole above: `0.49`, `12.5`, `1,120`. */
export function short(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 1000
    ? grouped(Math.round(value))
    : grouped(Number(value.toPrecision(3)));
}

/** `1 shard`, `2 shards`. */
export function counted(count: number, noun: string): string {
  return `${short(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`; of many more than `most` only so many: `a, b and 12 more`. */
export function listed(names: readonly string[], most = Infinity): string {
  if (names.length > most + 1) return `${names.slice(0, most).join(', ')} and ${grouped(names.length - most)} more`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
