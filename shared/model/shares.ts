/**
 * How requests divide among several ways: those with a stated share keep it, the others take what is left evenly.
 * Shares that exceed the whole are scaled down to it, and leave nothing for the others.
 * @param stated 0 to 1 each; undefined where none is stated
 */
export function dividedShares(stated: readonly (number | undefined)[]): readonly number[] {
  const named = stated.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const open = stated.filter((share) => share === undefined).length;
  const rest = open === 0 ? 0 : Math.max(0, 1 - named) / open;
  const scale = named > 1 ? 1 / named : 1;
  return stated.map((share) => (share ?? rest) * scale);
}

/** What rounding of percentages may leave. */
const ROUNDING = 0.005;

/** What stated shares add up to, where that is not the whole or leaves nothing for those without one. */
export function sharesOff(
  stated: readonly (number | undefined)[],
): { readonly sum: number; readonly leavesOthers: boolean } | undefined {
  const named = stated.filter((share) => share !== undefined);
  if (named.length === 0) return undefined;
  const sum = named.reduce<number>((total, share) => total + share, 0);
  const leavesOthers = named.length < stated.length;
  return (leavesOthers ? sum <= 1 : Math.abs(sum - 1) <= ROUNDING) ? undefined : { sum, leavesOthers };
}
