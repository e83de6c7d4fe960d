/** Figures in words, the same on every platform. */

/**
 * Rounds USD half up to the cent, as AWS rounds the lines of a bill: 0.175 becomes 0.18 although the binary number is
 * a little less. Valid for amounts of at least 0 below 1e11 USD.
 */
export function roundToCent(usd: number): number {
  return Math.floor(usd * 100 * (1 + Number.EPSILON) + 0.5) / 100;
}

/** `1,234.56 USD`; amounts below a cent keep three significant digits: `0.000668 USD`. */
export function usdText(usd: number): string {
  if (usd > 0 && usd < 0.01) return `${plain(Number(usd.toPrecision(3)))} USD`;
  return `${grouped(roundToCent(usd), 2)} USD`;
}

/** A price of one unit in full: `0.0000166667`, never `1.66667e-5`. */
export function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(15).replace(/\.?0+$/, '') : text;
}

/** Thousands grouped by commas, at most three decimals where none are asked for: `2,628,000`, `57,220.459`. */
export function grouped(value: number, decimals?: number): string {
  const fixed = decimals === undefined ? atMostThreeDecimals(value) : value.toFixed(decimals);
  const point = fixed.indexOf('.');
  let at = point === -1 ? fixed.length : point;
  let text = point === -1 ? '' : fixed.slice(point);
  const start = fixed.startsWith('-') ? 1 : 0;
  while (at - start > 3) {
    text = `,${fixed.slice(at - 3, at)}${text}`;
    at -= 3;
  }
  return fixed.slice(0, at) + text;
}

function atMostThreeDecimals(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : value.toFixed(3).replace(/\.?0+$/, '');
}

/** A figure of any size at six significant digits at least: `2,628,000`, `14.305`, `0.000291`. */
export function figure(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return grouped(value);
  return plain(Number(value.toPrecision(6)));
}
