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

export function figure(value: number, unit: LimitUnit): string {
  switch (unit) {
    case '1/s':
      return `${number(value)}/s`;
    case 'B/s':
      return `${number(value)} bytes/s`;
    case 'B':
      return `${number(value)} bytes`;
    case 's':
      return `${number(value)} s`;
    case 'calls/s':
      return `${number(value)} calls/s`;
    case 'concurrent':
      return `${number(value)} concurrent`;
    case 'messages':
      return `${number(value)} messages`;
    case 'count':
    case 'ratio':
      return number(value);
  }
}
