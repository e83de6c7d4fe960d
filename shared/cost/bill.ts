/**
 * The monthly bill of a drawing. Services say what they use; here use is added up per meter over the whole account,
 * because allowances and bands are the account's, and what a meter costs is shared out to the lines that use it.
 */
import { type CapacityResult, type ConnectionFlow, SERVED } from '#shared/model/capacity';
import type { Bill, LineItem, PriceList, Usage } from '#shared/model/cost';
import type { Connection, Graph } from '#shared/model/graph';
import type { Bytes, PerSecond } from '#shared/model/unit';
import { freeQuantities } from './allowance';
import { type ChargeInWords, chargeInWords, explainLine, explainUnpriced, type MeterCharge } from './line-explanation';
import { bandsOf, costOf } from './tiers';

export interface BillOptions {
  /** Takes off AWS's monthly allowances, as if this drawing were alone in its account. */
  readonly freeTier: boolean;
}

/** Use of a meter by a resource. */
export interface MeteredUsage {
  readonly resource: string;
  readonly usage: Usage;
}

/**
 * What the drawing costs in a month of 730 h at the load of `capacity`, in USD.
 * @throws for a resource that `capacity` does not know, and for use that is negative or not finite
 */
export function bill(graph: Graph, capacity: CapacityResult, prices: PriceList, options: BillOptions): Bill {
  const metered: MeteredUsage[] = [];
  for (const resource of graph.resources) {
    const report = capacity.resources.get(resource.id);
    if (!report) throw new Error(`resource ${resource.id} is not in the capacity result`);
    const flow = (connection: Connection): ConnectionFlow => capacity.connections.get(connection.id) ?? IDLE;
    const context = {
      resource,
      account: graph.account,
      report,
      flow,
      rate: (connection: Connection) => flow(connection).flow.rate,
    };
    for (const usage of resource.service.usage(context)) metered.push({ resource: resource.id, usage });
  }
  return priceUsage(
    metered,
    prices,
    options,
    graph.resources.map(({ id }) => id),
  );
}

/**
 * Prices metered use. Lines keep the order of `metered`; use of 0 makes no line. The total is the sum of the lines in
 * their order, unrounded; a meter's lines share its cost in proportion to their use.
 * @param resources ids that `byResource` lists even without a line
 */
export function priceUsage(
  metered: readonly MeteredUsage[],
  prices: PriceList,
  { freeTier }: BillOptions,
  resources: readonly string[] = [],
): Bill {
  const used = usedByMeter(metered);
  const charges = chargesByMeter(used, prices, freeTier);
  const lines: LineItem[] = [];
  const byResource = new Map<string, number>(resources.map((id) => [id, 0]));
  const unpriced = new Set<string>();
  let usdPerMonth = 0;
  for (const item of metered) {
    if (item.usage.quantity === 0) continue;
    const line = lineOf(item, prices.region, charges.get(item.usage.meter));
    lines.push(line);
    if (line.usd === undefined) unpriced.add(line.meter);
    usdPerMonth += line.usd ?? 0;
    byResource.set(line.resource, (byResource.get(line.resource) ?? 0) + (line.usd ?? 0));
  }
  return {
    region: prices.region,
    asOf: oldest(charges) ?? prices.asOf,
    freeTier,
    lines,
    usdPerMonth,
    byResource,
    unpriced: [...unpriced].toSorted(),
  };
}

const IDLE: ConnectionFlow = { flow: { rate: 0 as PerSecond, size: 0 as Bytes, perCall: 1 }, outcome: SERVED };

function usedByMeter(metered: readonly MeteredUsage[]): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const { resource, usage } of metered) {
    if (!(usage.quantity >= 0 && usage.quantity < Infinity))
      throw new Error(`${resource} uses ${usage.quantity} of ${usage.meter}: it must be finite and at least 0`);
    used.set(usage.meter, (used.get(usage.meter) ?? 0) + usage.quantity);
  }
  return used;
}

interface Charged {
  readonly charge: MeterCharge;
  readonly words: ChargeInWords;
}

function chargesByMeter(
  used: ReadonlyMap<string, number>,
  prices: PriceList,
  freeTier: boolean,
): ReadonlyMap<string, Charged> {
  const free = freeTier ? freeQuantities(used, prices) : new Map<string, number>();
  const charges = new Map<string, Charged>();
  for (const [meter, quantity] of used) {
    const price = prices.price(meter);
    if (!price) continue;
    const freeQuantity = free.get(meter) ?? 0;
    const bands = bandsOf(quantity - freeQuantity, price.tiers);
    const charge = { price, used: quantity, free: freeQuantity, bands, usd: costOf(bands) };
    charges.set(meter, { charge, words: chargeInWords(charge) });
  }
  return charges;
}

/** The bill is no fresher than its oldest price. */
function oldest(charges: ReadonlyMap<string, Charged>): string | undefined {
  const used = [...charges.values()].filter(({ charge }) => charge.used > 0);
  return used.map(({ charge }) => charge.price.asOf).toSorted()[0];
}

function lineOf({ resource, usage }: MeteredUsage, region: string, charged: Charged | undefined): LineItem {
  const price = charged?.charge.price;
  const named = {
    resource,
    ...(usage.connection === undefined ? {} : { connection: usage.connection }),
    meter: usage.meter,
    title: usage.title ?? price?.title ?? usage.meter,
    quantity: usage.quantity,
    unit: price?.unit ?? '',
  };
  if (!charged) return { ...named, freeQuantity: 0, usd: undefined, because: explainUnpriced(usage, region) };
  const { charge, words } = charged;
  const share = usage.quantity / charge.used;
  const usd = charge.usd * share;
  return { ...named, freeQuantity: charge.free * share, usd, because: explainLine(usage, charge, words, usd) };
}
