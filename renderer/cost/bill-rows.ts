import type { LineItem } from '#shared/model/cost';

export type BillSorting = 'usd' | 'resource';

/** The lines of a bill: dearest first, or resource by resource with the dearest resource first. */
export function billRows(lines: readonly LineItem[], sorting: BillSorting): readonly LineItem[] {
  const byUsd = (a: LineItem, b: LineItem): number => (b.usd ?? 0) - (a.usd ?? 0) || (a.title < b.title ? -1 : 1);
  if (sorting === 'usd') return lines.toSorted(byUsd);
  const totals = new Map<string, number>();
  for (const { resource, usd = 0 } of lines) totals.set(resource, (totals.get(resource) ?? 0) + usd);
  return lines.toSorted(
    (a, b) =>
      (totals.get(b.resource) ?? 0) - (totals.get(a.resource) ?? 0) ||
      (a.resource < b.resource ? -1 : a.resource > b.resource ? 1 : byUsd(a, b)),
  );
}
