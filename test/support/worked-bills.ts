/** Monthly bills that others worked and published, priced from the quantities that they state. */
import { priceUsage } from '#shared/cost/bill';
import { loadPrices } from '#shared/cost/regions';
import { roundToCent } from '#shared/model/figures';
import worked from '../fixtures/worked-bills.json';

export interface WorkedBill {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly region: string;
  readonly freeTier: boolean;
  readonly usage: readonly { readonly line: string; readonly meter: string; readonly quantity: number }[];
  readonly published: { readonly lines: Readonly<Record<string, number>>; readonly totalUsd: number };
  /** What is rounded or wrong at the source. */
  readonly discrepancy?: string;
}

export const workedBills: readonly WorkedBill[] = worked.bills as unknown as readonly WorkedBill[];

interface Priced {
  /** Rounded to the cent, as AWS rounds it. */
  readonly lines: Readonly<Record<string, number>>;
  /** Sum of the rounded lines. */
  readonly totalUsd: number;
  readonly exact: number;
  readonly unpriced: readonly string[];
}

export async function priced(bill: WorkedBill): Promise<Priced> {
  const metered = bill.usage.map(({ line, meter, quantity }) => ({
    resource: line,
    usage: { meter, quantity, because: { formula: line, inputs: [] } },
  }));
  const { byResource, unpriced, usdPerMonth } = priceUsage(
    metered,
    await loadPrices(bill.region),
    { freeTier: bill.freeTier },
    Object.keys(bill.published.lines),
  );
  const lines = Object.fromEntries([...byResource].map(([line, usd]) => [line, roundToCent(usd)]));
  const totalUsd = roundToCent(Object.values(lines).reduce((sum, usd) => sum + usd, 0));
  return { lines, totalUsd, exact: usdPerMonth, unpriced };
}
