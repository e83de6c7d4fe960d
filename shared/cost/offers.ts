/**
 * AWS's public price files, one for each service and Region, against the prices that Spillway carries. Which product of
 * a file prices which meter is data (`prices/offers.json`); where none or several fit, nothing is taken: a name that
 * AWS moved must not become a wrong price.
 */
import type { PriceData } from './price-list';

export interface OfferRules {
  /** The day on which the rules were checked. */
  readonly asOf: string;
  readonly meters: Readonly<Record<string, OfferRule>>;
}

export interface OfferRule {
  /** AWS's code of the price file: `AWSLambda`. */
  readonly offer: string;
  readonly family?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Ends of the usage type after the Region's prefix; one of them fits. */
  readonly usage: readonly string[];
  /** A usage type that has this in it is another product. */
  readonly exclude?: string;
}

type Tiers = PriceData['prices'][string]['tiers'];

export interface RefreshedPrice {
  readonly meter: string;
  readonly now: Tiers;
  /** Undefined for a meter whose price was not known. */
  readonly was: Tiers | undefined;
  readonly isChanged: boolean;
}

export interface RefusedPrice {
  readonly meter: string;
  readonly why: string;
}

export interface Refresh {
  readonly offer: string;
  /** AWS's version of the file and the day of its publication. */
  readonly version: string;
  readonly publishedOn: string;
  readonly prices: readonly RefreshedPrice[];
  readonly refused: readonly RefusedPrice[];
}

/** What cannot be a price file, in a sentence for the person who named it. */
export interface NotAnOffer {
  readonly why: string;
}

interface Product {
  readonly sku: string;
  readonly family: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** On-demand terms have this code; free tiers, which are products of their own, another. */
const ON_DEMAND = 'JRTCKXETXF';
/** Relative difference below which two prices are the same number written twice. */
const SAME = 1e-9;

/**
 * Reads one price file.
 * @param file JSON of `…/offers/v1.0/aws/<service>/current/<region>/index.json`, parsed
 * @param known the prices of the Region that the file is of
 */
export function refresh(file: unknown, rules: OfferRules, known: PriceData): Refresh | NotAnOffer {
  const { offerCode: offer, version, publicationDate, products: rows } = record(file);
  if (typeof offer !== 'string' || typeof version !== 'string' || !isRecord(rows)) {
    return { why: 'it has no offerCode, version and products: an index.json of AWS’s price list was expected' };
  }
  const own = Object.entries(rules.meters).filter(([, rule]) => rule.offer === offer);
  if (own.length === 0) return { why: `no meter of Spillway is priced by ${offer}` };
  const products = Object.values(rows).flatMap(productOf);
  const regions = new Set(products.map(({ attributes }) => attributes['regionCode']).filter(isNamed));
  if (!regions.has(known.region)) {
    return { why: `it is of ${[...regions].toSorted().join(', ') || 'no Region'}, not of ${known.region}` };
  }
  const found = own.map(([meter, rule]) => priceOf(meter, rule, products, file, known));
  return {
    offer,
    version,
    publishedOn: typeof publicationDate === 'string' ? publicationDate.slice(0, 10) : '',
    prices: found.filter((each): each is RefreshedPrice => 'now' in each),
    refused: found.filter((each): each is RefusedPrice => 'why' in each),
  };
}

/** The prices of a Region with what was read put in its place; a refused meter keeps the price it had. */
export function refreshed(known: PriceData, refreshes: readonly Refresh[]): PriceData {
  const prices = { ...known.prices };
  for (const { offer, publishedOn, prices: read } of refreshes) {
    for (const { meter, now } of read) {
      prices[meter] = { tiers: now, source: `offer-${offer}`, asOf: publishedOn, confidence: 'high' };
    }
  }
  return {
    region: known.region,
    prices: Object.fromEntries(Object.entries(prices).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function priceOf(
  meter: string,
  rule: OfferRule,
  products: readonly Product[],
  file: unknown,
  known: PriceData,
): RefreshedPrice | RefusedPrice {
  const fitting = products.filter((product) => fits(product, rule, known.region));
  const [product] = fitting;
  if (!product)
    return { meter, why: `no product of usage type ${rule.usage.join(' or ')} fits: AWS may have renamed it` };
  if (fitting.length > 1) {
    return {
      meter,
      why: `several products fit, and only one can be right: ${fitting.map(({ sku }) => sku).join(', ')}`,
    };
  }
  const bands = bandsOf(product.sku, file);
  if (typeof bands === 'string') return { meter, why: `${product.sku} ${bands}` };
  const was = known.prices[meter]?.tiers;
  return { meter, now: bands, was, isChanged: was === undefined || !same(was, bands) };
}

function fits({ family, attributes }: Product, rule: OfferRule, region: string): boolean {
  const usage = attributes['usagetype'];
  if (typeof usage !== 'string' || attributes['regionCode'] !== region) return false;
  // The whole of what stands after the Region's prefix: `Request` is not `Lambda-Edge-Request`.
  const own = usage.replace(/^[A-Z]{2,4}\d?-/, '');
  if (!rule.usage.includes(own) && !rule.usage.includes(usage)) return false;
  if (rule.exclude !== undefined && usage.includes(rule.exclude)) return false;
  if (rule.family !== undefined && family !== rule.family) return false;
  return Object.entries(rule.attributes ?? {}).every(([name, value]) => attributes[name] === value);
}

/** Bands of the on-demand term, without the one that is free: free tiers are counted apart. Else why there are none. */
function bandsOf(sku: string, file: unknown): Tiers | string {
  const terms = record(record(record(record(file)['terms'])['OnDemand'])[sku]);
  const term = record(terms[`${sku}.${ON_DEMAND}`]);
  const rows = Object.values(record(term['priceDimensions'])).map((row) => {
    const { beginRange, endRange, pricePerUnit } = record(row);
    return {
      from: decimal(beginRange),
      upTo: endRange === 'Inf' ? null : decimal(endRange),
      usd: decimal(record(pricePerUnit)['USD']),
    };
  });
  if (rows.length === 0) return 'has no on-demand price';
  if (rows.some(({ from, upTo, usd }) => Number.isNaN(from) || Number.isNaN(upTo) || !(usd >= 0))) {
    return 'has a price or a bound that is no number';
  }
  const ordered = rows.toSorted((a, b) => a.from - b.from);
  const priced = ordered[0]?.usd === 0 && ordered.length > 1 ? ordered.slice(1) : ordered;
  if (priced.length < ordered.length && priced.length > 1) return 'has several bands after a free one';
  return priced.map(({ upTo, usd }) => [upTo, usd]);
}

function same(a: Tiers, b: Tiers): boolean {
  const flat = (tiers: Tiers): readonly (number | null)[] => tiers.flat();
  const [x, y] = [flat(a), flat(b)];
  return (
    x.length === y.length &&
    x.every((value, at) => {
      const other = y[at] ?? null;
      return value === null || other === null
        ? value === other
        : Math.abs(value - other) <= SAME * Math.max(value, other);
    })
  );
}

function productOf(row: unknown): readonly Product[] {
  const { sku, productFamily, attributes } = record(row);
  if (typeof sku !== 'string') return [];
  return [{ sku, family: typeof productFamily === 'string' ? productFamily : '', attributes: record(attributes) }];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
const isNamed = (value: unknown): value is string => typeof value === 'string' && value !== '';
/** AWS writes numbers as text; `NaN` for what is none. */
const decimal = (text: unknown): number => (typeof text === 'string' && text.trim() !== '' ? Number(text) : NaN);
