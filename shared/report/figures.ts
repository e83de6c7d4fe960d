/** Figures of a report as a person reads them. */
import { number, percent } from '#shared/evaluation/figures';
import { plain } from '#shared/model/figures';
import { roughTime } from '#shared/model/wording';

/** Three significant digits below a thousand: `571/s`, `0.0417/s`, `1,120/s`. */
export function rateText(perSecond: number): string {
  return `${estimate(perSecond)}/s`;
}

/** `1.43×`. */
export function factorText(factor: number): string {
  return `${estimate(factor)}×`;
}

/** `5.46 ms`, `1.2 s`, `33 min`. */
export function latencyText(seconds: number): string {
  // Less than a nanosecond is rounding.
  if (seconds < 1e-9) return '0 s';
  if (seconds < 1e-6) return '<0.001 ms';
  if (seconds < 1) return `${plain(Number((seconds * 1000).toPrecision(3)))} ms`;
  return roughTime(seconds);
}

/** A share, but a full limit only where it is full: 0.9996 is `99.9 %`; and nothing used only where nothing is. */
export function shareText(share: number): string {
  if (share > 0.9995 && share < 1) return '99.9 %';
  if (share > 0 && share < 0.0005) return '<0.1 %';
  return percent(Number(share.toPrecision(3)));
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function estimate(value: number): string {
  return number(Math.abs(value) < 1000 ? Number(value.toPrecision(3)) : value);
}
