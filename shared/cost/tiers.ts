/** Tiered prices: each band's price holds for the units inside the band. */
import type { PriceTier } from '#shared/model/cost';

/** What falls into one band. */
export interface Band {
  readonly quantity: number;
  readonly usdPerUnit: number;
}

/**
 * Splits a monthly quantity over the bands of a price, lowest first; bands that it does not reach are left out.
 * A quantity on a bound belongs whole to the bands below it.
 */
export function bandsOf(quantity: number, tiers: readonly PriceTier[]): readonly Band[] {
  const bands: Band[] = [];
  let floor = 0;
  for (const { upTo, usd } of tiers) {
    const inside = Math.min(quantity, upTo ?? Infinity) - floor;
    if (inside <= 0) break;
    bands.push({ quantity: inside, usdPerUnit: usd });
    floor += inside;
  }
  return bands;
}

/** USD for what falls into some bands. */
export function costOf(bands: readonly Band[]): number {
  let usd = 0;
  for (const band of bands) usd += band.quantity * band.usdPerUnit;
  return usd;
}
