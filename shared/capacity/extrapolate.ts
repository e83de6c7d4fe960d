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

/**
 * Where a share leads that moves the same way by steps which become slowly shorter, no more than half of what is left to
 * 0 or 1 at once; undefined where it does not, or comes close soon enough by itself.
 */
export function extrapolatedShare(first: number, second: number, now: number): number | undefined {
  const step = now - second;
  const ratio = step / (second - first);
  if (!(ratio > SLOW && ratio < ENDLESS)) return undefined;
  return Math.min((1 + now) / 2, Math.max(now / 2, now + (step * ratio) / (1 - ratio)));
}
