/** The bill in words, as a summary by resource and line by line. */
import type { Evaluation } from '#shared/evaluation/evaluation';
import { number } from '#shared/evaluation/figures';
import type { LineItem } from '#shared/model/cost';
import { usdText } from '#shared/model/figures';
import { pricesOf } from '#shared/picture/figures';
import type { Names } from './names';
import { type Paint, plainPaint } from './paint';
import { type Column, textTable } from './table';

type Cost = Evaluation['cost'];

/** `6,289.19 USD a month in us-east-1 (730 h, prices of 2026-08-21 or later, no free tier)`. */
export function billSentence({ usdPerMonth, region, asOf, freeTier, unpriced }: Cost): string {
  if (asOf === '') return `no prices are known for ${region}`;
  const free = freeTier ? 'free tier counted' : 'no free tier';
  const missing = unpriced.length > 0 ? `, without ${unpriced.join(', ')}, whose price is not known` : '';
  return `${usdText(usdPerMonth)} a month in ${region} (730 h, ${pricesOf(asOf)}, ${free})${missing}`;
}

/** Dearest first. */
export function billLines({ lines }: Cost): readonly LineItem[] {
  return lines.toSorted((a, b) => (b.usd ?? 0) - (a.usd ?? 0));
}

export function billColumns(names: Names): readonly Column<LineItem>[] {
  return [
    { title: 'resource', text: ({ resource }) => names.resource(resource) },
    {
      title: 'connection',
      text: ({ connection }) => (connection === undefined ? '' : names.connection(connection)),
    },
    { title: 'what is counted', text: ({ title }) => title },
    {
      title: 'quantity',
      isRight: true,
      text: ({ quantity }) => number(quantity),
      value: ({ quantity }) => quantity,
    },
    { title: 'unit', text: ({ unit }) => unit },
    {
      title: 'free',
      isRight: true,
      text: ({ freeQuantity }) => (freeQuantity > 0 ? number(freeQuantity) : '–'),
      value: ({ freeQuantity }) => freeQuantity,
    },
    {
      title: 'USD a month',
      isRight: true,
      text: ({ usd }) => (usd === undefined ? 'not known' : amount(usd)),
      value: ({ usd }) => usd,
    },
    { title: 'meter', text: ({ meter }) => meter },
    { title: 'price as of', text: ({ because }) => because.asOf ?? '' },
  ];
}

interface ResourceCost {
  readonly id: string;
  readonly usd: number;
  readonly largest: string;
}

/** What each resource costs, dearest first, with its largest line; resources that cost nothing are left out. */
export function billSummary({ cost, resources }: Evaluation, names: Names, paint: Paint = plainPaint): string {
  const lines = billLines(cost);
  const rows = Object.entries(resources)
    .map(([id, { usdPerMonth }]) => ({
      id,
      usd: usdPerMonth,
      largest: lines.find(({ resource }) => resource === id)?.title ?? '',
    }))
    .filter(({ usd }) => usd > 0)
    .toSorted((a, b) => b.usd - a.usd);
  return rows.length === 0 ? '' : textTable(summaryColumns(names), rows, { paint });
}

function summaryColumns(names: Names): readonly Column<ResourceCost>[] {
  return [
    { title: 'USD a month', isRight: true, text: ({ usd }) => amount(usd) },
    { title: 'resource', text: ({ id }) => names.resource(id) },
    { title: 'most of it', text: ({ largest }) => largest },
  ];
}

const amount = (usd: number): string => usdText(usd).replace(/ USD$/, '');
