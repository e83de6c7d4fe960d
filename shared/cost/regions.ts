/** The Regions whose prices Spillway carries. Each is read from its own file when it is needed. */
import type { PriceList } from '#shared/model/cost';
import type { Finding } from '#shared/model/finding';
import type { OfferRules } from './offers';
import { noPrices, type PriceData, priceList } from './price-list';

interface PricedRegion {
  readonly name: string;
  load(): Promise<{ readonly default: PriceData }>;
}

const REGIONS: Readonly<Record<string, PricedRegion>> = {
  'us-east-1': { name: 'US East (N. Virginia)', load: () => import('./prices/us-east-1.json') },
  'us-west-2': { name: 'US West (Oregon)', load: () => import('./prices/us-west-2.json') },
  'eu-west-1': { name: 'Europe (Ireland)', load: () => import('./prices/eu-west-1.json') },
  'eu-central-1': { name: 'Europe (Frankfurt)', load: () => import('./prices/eu-central-1.json') },
  'ap-southeast-1': { name: 'Asia Pacific (Singapore)', load: () => import('./prices/ap-southeast-1.json') },
  'ap-northeast-1': { name: 'Asia Pacific (Tokyo)', load: () => import('./prices/ap-northeast-1.json') },
  'sa-east-1': { name: 'South America (São Paulo)', load: () => import('./prices/sa-east-1.json') },
};

/** Region code → AWS's name of it, in the order in which a chooser lists them. */
export const PRICED_REGIONS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(REGIONS).map(([region, { name }]) => [region, name]),
);

/** The prices of a Region; of one that Spillway has no prices for, a list that knows none. */
export async function loadPrices(region: string): Promise<PriceList> {
  const known = await priceData(region);
  return known ? pricesFrom(known) : noPrices(region);
}

/** The list made of one Region's prices and of those that are the same everywhere. @throws as `priceList` does */
export async function pricesFrom(regional: PriceData): Promise<PriceList> {
  const [global, meters] = await Promise.all([import('./prices/global.json'), import('./prices/meters.json')]);
  return priceList(regional, global.default, meters.default);
}

/** The prices of a Region as they are kept; undefined for one that Spillway has no prices for. */
export async function priceData(region: string): Promise<PriceData | undefined> {
  return Object.hasOwn(REGIONS, region) ? (await REGIONS[region]?.load())?.default : undefined;
}

/** Which product of AWS's price files prices which meter. */
export const offerRules = async (): Promise<OfferRules> => (await import('./prices/offers.json')).default;

/** Says that a Region has no prices, and which have; undefined for one that has. */
export function unpricedRegion(region: string): Finding | undefined {
  if (Object.hasOwn(REGIONS, region)) return undefined;
  return {
    rule: 'cost/region-has-prices',
    owner: 'cost',
    severity: 'info',
    at: {},
    message: `no prices are known for region ${region}, so nothing is priced: prices are known for ${Object.keys(REGIONS).join(', ')}`,
  };
}
