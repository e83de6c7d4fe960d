/**
 * The language of Find: terms that must all hold. A word is part of a name; `service:sqs`, `is:throttled`, `uses:dlq`
 * and `rule:…` ask for a property; `util>80`, `cost>10` and `rate<=5` compare a figure; `-` before a term turns it round.
 */
import { nearest } from '#shared/document/nearest';

export const STATES = [
  'throttled',
  'over',
  'waiting',
  'failing',
  'modified',
  'unconnected',
  'noted',
  'entry',
  'error',
  'warning',
] as const;
export const USES = ['dlq', 'sync', 'async', 'poll'] as const;
export const FIGURES = ['util', 'cost', 'rate'] as const;
export const COMPARISONS = ['>=', '<=', '>', '<', '='] as const;

export type StateName = (typeof STATES)[number];
export type Use = (typeof USES)[number];
export type FigureName = (typeof FIGURES)[number];
export type Comparison = (typeof COMPARISONS)[number];

export type Condition =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'state'; readonly state: StateName }
  | { readonly kind: 'use'; readonly use: Use }
  | { readonly kind: 'rule'; readonly rule: string }
  /** `util` in percent of the binding limit, `cost` in USD a month, `rate` offered per second. */
  | {
      readonly kind: 'figure';
      readonly figure: FigureName;
      readonly comparison: Comparison;
      readonly value: number;
    };

export type Term = Condition & { readonly isTurned: boolean };

export type Query = { readonly terms: readonly Term[] } | { readonly problem: string };

/** A service as Find may be asked for it. */
export interface NamedService {
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
}

/** Parses a query; what cannot be understood is told as a sentence that says what can. */
export function parseQuery(text: string, services: readonly NamedService[]): Query {
  const terms: Term[] = [];
  for (const [, minus = '', quoted, bare = ''] of text.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
    const condition = quoted === undefined ? conditionOf(bare, services) : { kind: 'word' as const, text: quoted };
    if (typeof condition === 'string') return { problem: condition };
    if (condition.kind === 'word' && condition.text === '') continue;
    terms.push({ ...condition, isTurned: minus === '-' });
  }
  return { terms };
}

const COMPARED = /^([a-z]+)(>=|<=|>|<|=)(.*)$/i;
const FIELD = /^([a-z]+):(.*)$/i;

function conditionOf(word: string, services: readonly NamedService[]): Condition | string {
  const compared = COMPARED.exec(word);
  if (compared) return figureOf(compared[1] ?? '', compared[2] as Comparison, compared[3] ?? '');
  const field = FIELD.exec(word);
  if (!field) return { kind: 'word', text: word };
  const [, name = '', value = ''] = field;
  switch (name.toLowerCase()) {
    case 'service':
      return serviceOf(value, services);
    case 'is': {
      const state = oneOf(value, STATES);
      return state ? { kind: 'state', state } : unknown('is', value, STATES);
    }
    case 'uses': {
      const use = oneOf(value, USES);
      return use ? { kind: 'use', use } : unknown('uses', value, USES);
    }
    case 'rule':
      return value === '' ? 'rule: needs a part of a rule’s name: rule:visibility' : { kind: 'rule', rule: value };
    default:
      return `${name}: cannot be asked for: service:, is:, uses: and rule: can; put “${word}” in quotes for a name`;
  }
}

function figureOf(name: string, comparison: Comparison, text: string): Condition | string {
  const figure = oneOf(name, FIGURES);
  if (!figure) return `${name} is no figure to compare: ${FIGURES.join(', ')} are`;
  const value = text === '' ? Number.NaN : Number(text.replace(/^\$|%$/g, '').replaceAll(',', ''));
  if (!Number.isFinite(value)) return `${figure}${comparison} needs a number: ${EXAMPLES[figure]}`;
  return { kind: 'figure', figure, comparison, value };
}

const EXAMPLES: Readonly<Record<FigureName, string>> = {
  util: 'util>80 finds what is more than 80 % used',
  cost: 'cost>10 finds what costs more than $10 a month',
  rate: 'rate>100 finds what is offered more than 100 a second',
};

function serviceOf(value: string, services: readonly NamedService[]): Condition | string {
  const wanted = value.toLowerCase();
  const found =
    services.find(({ id, shortTitle }) => id === wanted || shortTitle.toLowerCase() === wanted) ??
    (wanted === '' ? undefined : services.find(({ title }) => title.toLowerCase().includes(wanted)));
  const ids = services.map(({ id }) => id);
  return found ? { kind: 'service', service: found.id } : unknown('service', value, ids);
}

function oneOf<T extends string>(value: string, words: readonly T[]): T | undefined {
  return words.find((word) => word === value.toLowerCase());
}

function unknown(field: string, value: string, words: readonly string[]): string {
  const meant = value === '' ? undefined : nearest(value, words);
  if (meant !== undefined) return `${field}:${value} is not known: perhaps ${field}:${meant} is meant`;
  const what = value === '' ? `${field}: needs a word` : `${field}:${value} is not known`;
  return `${what}: one of ${words.join(', ')}`;
}
