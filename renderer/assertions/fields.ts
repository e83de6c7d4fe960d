/** The kinds of assertion as a person reads and types them, and a first one of each that fits the design. */
import type { Assertion } from '#shared/document/assertion';
import { freshId } from '#shared/document/ids';
import type { ProjectDocument } from '#shared/document/schema';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { exact } from '../design/format';
import type { FieldControlProps } from '../inspector/Field';

type Kind = Assertion['kind'];
type NumberField = FieldControlProps['field'];

/** What a kind asserts, and after its figure what the figure is of. */
export const WORDS: Readonly<Record<Kind, { readonly before: string; readonly after: string }>> = {
  sustains: { before: 'Sustains at least', after: 'before a limit breaks' },
  cost: { before: 'Costs at most', after: 'a month' },
  headroom: { before: 'Leaves free at least', after: 'under' },
  latency: { before: 'Answers on average within', after: 'at' },
  'no-errors': { before: 'No finding of severity error stands', after: '' },
  'no-loss': { before: 'No work is lost', after: '' },
};

export const KINDS = Object.keys(WORDS) as readonly Kind[];

const TITLES: Readonly<Record<Kind, string>> = {
  sustains: 'Sustained load',
  cost: 'Monthly cost',
  headroom: 'Headroom under the limits',
  latency: 'Latency of a resource',
  'no-errors': 'No errors',
  'no-loss': 'No lost work',
};
export const titleOf = (kind: Kind): string => TITLES[kind];

const field = (more: Partial<NumberField> & Pick<NumberField, 'kind' | 'title'>): NumberField => ({
  name: more.title,
  group: 'basic',
  help: '',
  default: undefined,
  ...more,
});

/** The number that a kind asks for; undefined for those that ask for none. */
export function numberOf(kind: Kind): { readonly name: 'atLeast' | 'atMost'; readonly field: NumberField } | undefined {
  switch (kind) {
    case 'sustains':
      return { name: 'atLeast', field: field({ kind: 'rate', title: 'Sustained load', min: 0 }) };
    case 'cost':
      return { name: 'atMost', field: field({ kind: 'count', title: 'Monthly cost', unit: 'USD', min: 0 }) };
    case 'headroom':
      return { name: 'atLeast', field: field({ kind: 'ratio', title: 'Free share', min: 0, max: 1 }) };
    case 'latency':
      return { name: 'atMost', field: field({ kind: 'duration', title: 'Mean latency', min: 0 }) };
    default:
      return undefined;
  }
}

export const LOAD_FIELD = field({ kind: 'ratio', title: 'Load factor', min: 0.001, max: 1_000_000, default: 1 });

/** What the design does today leaves little to wish for, and more would be a wish: so it begins there, rounded. */
const HEADROOM = 0.3;
const FALLBACK_LATENCY = 1;

/** A first assertion of a kind, which holds or nearly holds now; `at` is the resource that a person looks at. */
export function firstOf(
  kind: Kind,
  { assertions, resources }: ProjectDocument,
  evaluation: Evaluation | undefined,
  at: string | undefined,
): Assertion {
  const id = freshId(
    kind,
    assertions.map((each) => each.id),
  );
  const dial = evaluation?.loadFactor ?? 1;
  const load = dial === 1 ? {} : { loadFactor: dial };
  const resource = at ?? busiest(evaluation) ?? resources[0]?.id ?? '';
  switch (kind) {
    case 'sustains':
      return { id, kind, atLeast: rounded(evaluation?.entryPerSecond ?? 0) } as Assertion;
    case 'cost':
      return { id, kind, ...load, atMost: rounded((evaluation?.cost.usdPerMonth ?? 0) * 1.1) } as Assertion;
    case 'headroom':
      return { id, kind, ...load, atLeast: HEADROOM, ...(at === undefined ? {} : { resource: at }) } as Assertion;
    case 'latency': {
      const now = evaluation?.resources[resource]?.latencySeconds ?? FALLBACK_LATENCY;
      return { id, kind, ...load, resource, atMost: rounded(now * 1.1) || FALLBACK_LATENCY } as Assertion;
    }
    case 'no-errors':
    case 'no-loss':
      return { id, kind, ...load } as Assertion;
    default:
      return kind satisfies never;
  }
}

/** Up to two significant digits. */
function rounded(value: number): number {
  if (value <= 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / step - 1e-9) * step).toPrecision(2));
}

/** The entry's own answer time is what its users feel: the slowest answer of what is offered most. */
function busiest(evaluation: Evaluation | undefined): string | undefined {
  const known = Object.entries(evaluation?.resources ?? {}).filter(([, { latencySeconds }]) => latencySeconds > 0);
  return known.toSorted(([, a], [, b]) => b.offeredPerSecond - a.offeredPerSecond)[0]?.[0];
}

/** The assertion in one line, for those who cannot see the form. */
export function sentenceOf(assertion: Assertion, nameOf: (id: string) => string): string {
  const { before, after } = WORDS[assertion.kind];
  const value = 'atLeast' in assertion ? assertion.atLeast : 'atMost' in assertion ? assertion.atMost : undefined;
  const where = 'resource' in assertion && assertion.resource !== undefined ? nameOf(assertion.resource) : '';
  return [before, value === undefined ? '' : exact(value), after, where].filter(Boolean).join(' ');
}
