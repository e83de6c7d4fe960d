/** Price data as it is kept in `prices/`, joined into the list that a bill reads. */
import type { FreeTier, PriceDimension, PriceList } from '#shared/model/cost';

/** `prices/meters.json`: what each meter counts, the same everywhere, and the places that prices were read from. */
export interface MeterData {
  readonly sources: Readonly<Record<string, { readonly address: string; readonly title: string }>>;
  readonly meters: Readonly<
    Record<
      string,
      { readonly title: string; readonly unit: string; readonly metering: string; readonly freeTier?: FreeTier }
    >
  >;
}

/** `prices/<region>.json`: what a unit of each meter costs there. A meter that is absent has no known price. */
export interface PriceData {
  readonly region: string;
  readonly prices: Readonly<
    Record<
      string,
      {
        /** Bands as `[up to this monthly quantity, USD per unit]`, in order; null: no bound. */
        readonly tiers: readonly (readonly (number | null)[])[];
        readonly source: string;
        readonly asOf: string;
        readonly confidence: string;
      }
    >
  >;
}

/**
 * The prices of one Region, with those that do not depend on the Region.
 * @throws for a price whose meter or source is not described, whose bands do not rise to one without bound, or
 *   whose price is not a number of at least 0.
 */
export function priceList(regional: PriceData, global: PriceData, shared: MeterData): PriceList {
  const dimensions = new Map<string, PriceDimension>();
  for (const book of [global, regional])
    for (const meter of Object.keys(book.prices)) dimensions.set(meter, dimension(meter, book, shared));
  let asOf = '';
  for (const price of dimensions.values()) if (price.asOf > asOf) asOf = price.asOf;
  return { region: regional.region, asOf, price: (meter) => dimensions.get(meter) };
}

/** The list of a Region whose prices are not known: every meter is without price, and nothing counts as free. */
export function noPrices(region: string): PriceList {
  return { region, asOf: '', price: () => undefined };
}

function dimension(meter: string, book: PriceData, shared: MeterData): PriceDimension {
  const described = shared.meters[meter];
  const row = book.prices[meter];
  const source = row && shared.sources[row.source];
  if (!described || !row || !source)
    throw new Error(`price of ${meter} in ${book.region} lacks ${described ? `source ${row?.source}` : 'a meter'}`);
  const tiers = row.tiers.map(([upTo, usd]) => ({ upTo: upTo ?? null, usd: usd ?? NaN }));
  let floor = 0;
  for (const [i, { upTo, usd }] of tiers.entries()) {
    const isLast = i === tiers.length - 1;
    if ((upTo === null) !== isLast || (upTo !== null && upTo <= floor) || !(usd >= 0))
      throw new Error(`price of ${meter} in ${book.region} has a band up to ${upTo} at ${usd} USD after ${floor}`);
    floor = upTo ?? floor;
  }
  if (tiers.length === 0) throw new Error(`price of ${meter} in ${book.region} has no band`);
  return {
    meter,
    title: described.title,
    unit: described.unit,
    tiers,
    ...(described.freeTier ? { freeTier: described.freeTier } : {}),
    metering: described.metering,
    confidence: row.confidence === 'high' || row.confidence === 'medium' ? row.confidence : 'low',
    source: source.address,
    asOf: row.asOf,
  };
}
