/** Figures as a card or a line has room for them. */

const MINUS = '−';
const significant = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

const STEPS: readonly (readonly [size: number, letter: string])[] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** An estimate in few characters: `1.12k`, `0.25`, `14.3M`. */
export function compact(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  const sign = value < 0 ? MINUS : '';
  if (size < 0.001) return `${sign}<0.001`;
  // 999.6 reads as 1k and not as 1,000.
  const rounded = Number(size.toPrecision(3));
  const step = STEPS.find(([least]) => rounded >= least);
  return sign + (step ? `${significant.format(size / step[0])}${step[1]}` : significant.format(size));
}

/** Characters for what comes in and what goes out of a card, beside how full it is. */
const ROOM = 12;

/** What comes in, where it is not what goes out and there is room for both; and what goes out. */
export function throughput(offeredPerSecond: number, completedPerSecond: number): { offered?: string; done: string } {
  const offered = compact(offeredPerSecond);
  const done = compact(completedPerSecond);
  return offered === done || offered.length + done.length > ROOM ? { done } : { offered, done };
}

export const compactRate = (perSecond: number): string => `${compact(perSecond)}/s`;

/** Beyond this it does not matter how far a limit of hardly anything is exceeded, and a card has no room to say it. */
const MOST_PERCENT = 9_999;

/** A share or a utilisation: `10.7 %`; one decimal below 100 %, none above. */
export function percent(share: number): string {
  const value = share * 100;
  if (!Number.isFinite(value)) return '∞ %';
  if (value > MOST_PERCENT) return `>${MOST_PERCENT.toLocaleString('en-US')} %`;
  if (value > 0 && value < 0.05) return '<0.1 %';
  const digits = value >= 99.95 || Number.isInteger(Math.round(value * 10) / 10) ? 0 : 1;
  // 99.96 % used is not yet full.
  const text = share < 1 && value >= 99.95 ? '99.9' : value.toFixed(digits);
  return `${Number(text).toLocaleString('en-US')} %`;
}

/** How fresh a bill is, by the day of its oldest price: `prices of 2026-08-21 or later`. */
export const pricesOf = (asOf: string): string => (asOf === '' ? 'no prices known' : `prices of ${asOf} or later`);
