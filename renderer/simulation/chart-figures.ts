/** Figures beside and in the charts. */
import { compact, time } from '../design/format';
import type { ChartUnit } from './chart-data';

/** A moment of a run: `2:05`, `1:02:05`; with tenths in the first ten seconds. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  if (seconds < 10 && seconds !== whole) return `0:0${seconds.toFixed(1)}`;
  const part = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${part(minutes)}:${part(whole % 60)}` : `${minutes}:${part(whole % 60)}`;
}

export function inChartUnit(value: number, unit: ChartUnit): string {
  switch (unit) {
    case 's':
      return time(value);
    case '/s':
      return `${compact(value)}/s`;
    case '':
      return compact(value);
    default:
      return unit satisfies never;
  }
}
