/** The sum of a figure over items, in their order; 0 for none. */
export function total<T>(items: readonly T[], value: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += value(item);
  return sum;
}
