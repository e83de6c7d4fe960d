/** Bills of drawings for tests. */
import { assessCapacity } from '#shared/capacity/assess';
import { bill } from '#shared/cost/bill';
import { loadPrices } from '#shared/cost/regions';
import type { Bill, LineItem } from '#shared/model/cost';
import { SECONDS_PER_MONTH } from '#shared/model/unit';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from './drawing';

export interface Billed {
  readonly freeTier?: boolean;
  readonly loadFactor?: number;
}

export async function billed(drawn: Drawn, { freeTier = false, loadFactor = 1 }: Billed = {}): Promise<Bill> {
  const graph = drawing(drawn);
  const capacity = assessCapacity(graph, services, { loadFactor });
  return bill(graph, capacity, await loadPrices(graph.account.region), { freeTier });
}

/** Rate of a client that makes so many requests in a month of 730 h. */
export function aMonth(requests: number): number {
  return requests / SECONDS_PER_MONTH;
}

/** The lines of a meter; `title` picks one where several share it. */
export function linesOf({ lines }: Bill, meter: string, title?: string): readonly LineItem[] {
  return lines.filter((line) => line.meter === meter && (title === undefined || line.title === title));
}

/** Monthly quantity of a meter over all its lines. */
export function quantityOf(month: Bill, meter: string, title?: string): number {
  return linesOf(month, meter, title).reduce((sum, { quantity }) => sum + quantity, 0);
}

/** USD of a meter over all its lines. */
export function usdOf(month: Bill, meter: string, title?: string): number {
  return linesOf(month, meter, title).reduce((sum, { usd }) => sum + (usd ?? Number.NaN), 0);
}
