/** Usage and prices. A service says what is used; the engine prices it. */
import type { CapacityReport, ConnectionFlow } from './capacity';
import type { Explanation, ExplanationInput } from './explanation';
import type { Provenance } from './fact';
import type { Account, Config, Connection, Resource } from './graph';

/** What a service uses of one priced dimension in a month of 730 h. */
export interface Usage {
  /** Id of the price dimension, `service/dimension` as in the price data: `lambda/requests_x86`. */
  readonly meter: string;
  /** In the meter's unit, a month. */
  readonly quantity: number;
  /** What is counted, for the line of the bill: `Empty receives`. The meter's own title where absent. */
  readonly title?: string;
  /** The connection that causes it, where one does. */
  readonly connection?: string;
  /** In words: `1,000 invocations/s × 2,628,000 s`. */
  readonly because: { readonly formula: string; readonly inputs: readonly ExplanationInput[] };
}

export interface UsageContext<C = Config> {
  readonly resource: Resource<C>;
  readonly account: Account;
  readonly report: CapacityReport;
  /** Rate on a connection, per second, as the capacity engine found it. */
  rate(connection: Connection): number;
  /** Rate and size on a connection and what became of it. Nothing flows on one that the engine did not reach. */
  flow(connection: Connection): ConnectionFlow;
}

/** A band of a tiered price: `usd` for each unit up to the cumulative monthly quantity `upTo` (null: no bound). */
export interface PriceTier {
  readonly upTo: number | null;
  readonly usd: number;
}

export interface FreeTier {
  readonly quantity: number;
  /** Allowance that several meters share; own id where not shared. */
  readonly pool: string;
  readonly note?: string;
}

export interface PriceDimension extends Provenance {
  readonly meter: string;
  /** `Requests, standard queues`. */
  readonly title: string;
  readonly unit: string;
  readonly tiers: readonly PriceTier[];
  readonly freeTier?: FreeTier;
  readonly metering: string;
  readonly confidence: 'high' | 'medium' | 'low';
}

export interface PriceList {
  readonly region: string;
  /** Newest date among its prices. */
  readonly asOf: string;
  /** Undefined where no price is known: the bill then says so, and never counts it as 0. */
  price(meter: string): PriceDimension | undefined;
}

export interface LineItem {
  readonly resource: string;
  /** The connection that causes it, where one does. */
  readonly connection?: string;
  readonly meter: string;
  readonly title: string;
  readonly quantity: number;
  readonly unit: string;
  readonly freeQuantity: number;
  /** Undefined where the price is not known. */
  readonly usd: number | undefined;
  readonly because: Explanation;
}

export interface Bill {
  readonly region: string;
  /** Day of the oldest price on it: every other is of that day or later. Empty where no price is known. */
  readonly asOf: string;
  readonly freeTier: boolean;
  readonly lines: readonly LineItem[];
  readonly usdPerMonth: number;
  readonly byResource: ReadonlyMap<string, number>;
  /** Meters without a known price in this Region. */
  readonly unpriced: readonly string[];
}
