/** Figures in sentences: three significant digits, thousands apart, the unit after. */
import type { LimitUnit } from '#shared/model/fact';
import { grouped, plain } from '#shared/model/figures';

/** Three significant digits, but no rounding of whole numbers: 1,120 stays 1,120. */
export function number(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return grouped(Math.round(value));
  const short = Number(value.toPrecision(3));
  return Math.abs(short) < 1 ? plain(short) : grouped(short);
}

export function percent(share: number): string {
  return `${number(share * 100)} %`;
}

const SUFFIX: Readonly<Record<LimitUnit, string>> = {
  '1/s': '/s',
  'B/s': ' bytes/s',
  B: ' bytes',
  s: ' s',
  'calls/s': ' calls/s',
  concurrent: ' concurrent',
  messages: ' messages',
  count: '',
  ratio: '',
};

/** A figure with its unit: `1,120/s`, `100 concurrent`. */
export function figure(value: number, unit: LimitUnit): string {
  return `${number(value)}${SUFFIX[unit]}`;
}
