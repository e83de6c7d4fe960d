/** Ratio of two changes from which on a flow comes closer too slowly to be waited for. */
const SLOW = 0.9;
/** The same from which on it does not come closer at all: each pass adds as much as the one before. */
const ENDLESS = 1 - 1e-6;

/**
 * Where a rate leads that grew from `first` over `second` to `now` by steps of a constant ratio, `most` at most (Aitken's
 * Δ², 1926); undefined where it does not grow, or comes close soon enough by itself. All per second.
 */
export function extrapolated(first: number, second: number, now: number, most: number): number | undefined {
  const step = now - second;
  const ratio = step / (second - first);
  if (!(step > 0) || !(ratio > SLOW)) return undefined;
  return ratio >= ENDLESS ? most : Math.min(most, now + (step * ratio) / (1 - ratio));
}
