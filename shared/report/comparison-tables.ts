/** A comparison as rows: figures before and after, and what changed in the drawing. */
import type { ChangeKind, DesignChange, DesignDifference } from '#shared/document/changes';
import type { Comparison, FirstLimit, Pair } from '#shared/evaluation/compare';
import type { JudgedAssertion } from '#shared/evaluation/assertions';
import { number } from '#shared/evaluation/figures';
import { usdText } from '#shared/model/figures';
import { counted, latencyText, rateText } from './figures';
import { countSentence } from './findings';
import type { Column } from './table';

export interface FigureRow {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** `+12.5 %`; `same`; empty where there is nothing to subtract. */
  readonly change: string;
  /** Whether it is a change that a person would want; undefined where that is not ours to say. */
  readonly isBetter?: boolean;
}

export const FIRST_LIMIT = 'breaks first';

/** What the design sustains, its first limit, its latencies, its cost; the load only where it is not the same. */
export function figureRows(comparison: Comparison): readonly FigureRow[] {
  const { entryPerSecond, sustainsPerSecond, firstLimit, latencies, usdPerMonth, region } = comparison;
  return [
    ...(region.before === region.after ? [] : [wordRow('Region', region)]),
    ...(isSame(entryPerSecond) ? [] : [figureRow('load', entryPerSecond, rateText)]),
    figureRow('sustains', sustainsPerSecond, rateText, { none: 'any load', isMoreBetter: true }),
    wordRow(FIRST_LIMIT, { before: limitText(firstLimit.before), after: limitText(firstLimit.after) }),
    ...latencies.map((entry) =>
      figureRow(`latency at ${entry.name}`, entry, latencyText, { none: 'not there', isMoreBetter: false }),
    ),
    figureRow('cost a month', usdPerMonth, usdText, { none: 'no prices known', isMoreBetter: false, isMoney: true }),
  ];
}

export const figureColumns: readonly Column<FigureRow>[] = [
  { title: '', text: ({ title }) => title },
  { title: 'before', text: ({ before }) => before },
  { title: 'after', text: ({ after }) => after },
  {
    title: 'change',
    text: ({ change }) => change,
    paint(text, { isBetter }, paint) {
      if (isBetter === undefined) return text;
      return isBetter ? paint.good(text) : paint.severity(text, 'warning');
    },
  },
];

interface FigureOptions {
  /** What a missing figure says. */
  readonly none?: string;
  readonly isMoreBetter?: boolean;
  readonly isMoney?: boolean;
}

/** Below this share two figures are the same figure, computed twice. */
const ROUNDING = 1e-9;

function figureRow(
  title: string,
  { before, after }: Pair<number | null>,
  text: (value: number) => string,
  { none = '', isMoreBetter, isMoney = false }: FigureOptions = {},
): FigureRow {
  const said = (value: number | null): string => (value === null ? none : text(value));
  const row = { title, before: said(before), after: said(after) };
  if (before === null || after === null) return { ...row, change: before === after ? 'same' : '' };
  if (isSame({ before, after })) return { ...row, change: 'same' };
  const by = after - before;
  const share = before === 0 ? '' : `${sign(by)}${number((Math.abs(by) / before) * 100)} %`;
  const money = isMoney ? `${sign(by)}${usdText(Math.abs(by))}` : '';
  const change = money !== '' && share !== '' ? `${money} (${share})` : money || share;
  return { ...row, change, ...(isMoreBetter === undefined ? {} : { isBetter: by > 0 === isMoreBetter }) };
}

function wordRow(title: string, { before, after }: Pair<string>): FigureRow {
  return { title, before, after, change: before === after ? 'same' : '' };
}

function isSame({ before, after }: Pair<number>): boolean {
  return Math.abs(after - before) <= ROUNDING * Math.max(Math.abs(before), Math.abs(after));
}

function sign(by: number): string {
  return by < 0 ? '−' : '+';
}

function limitText(limit: FirstLimit | null): string {
  return limit ? `${limit.name}: ${limit.title}` : 'nothing';
}

export const CHANGE_MARKS: Readonly<Record<ChangeKind | 'moved', string>> = {
  added: '+',
  removed: '−',
  changed: '~',
  moved: '↔',
};

/** `2 added, 1 changed and 3 only moved`; `the same drawing`. */
export function differenceSentence({ changes, moved, extent }: DesignDifference): string {
  if (extent === 'none') return 'the same design';
  const parts = (['added', 'removed', 'changed'] as const).flatMap((kind) => {
    const count = changes.filter(({ change }) => change === kind).length;
    return count === 0 ? [] : [`${number(count)} ${kind}`];
  });
  if (moved.length > 0) parts.push(`${number(moved.length)} only moved`);
  return parts.join(', ');
}

/** `1 error appeared; 2 warnings gone`; `none appeared, none gone`. */
export function findingsSentence({ findings: { appeared, gone } }: Comparison): string {
  const said = (list: Comparison['findings']['appeared'], what: string): string =>
    `${list.length === 0 ? 'none' : countSentence(list.map(({ acknowledged: _acknowledged, ...rest }) => rest))} ${what}`;
  return `${said(appeared, 'appeared')}; ${said(gone, 'gone')}`;
}

/** `1 assertion broken, 2 mended`; empty where none changed. */
export function assertionsSentence({ assertions: { broken, mended } }: Comparison): string {
  const said = (list: readonly JudgedAssertion[], what: string): readonly string[] =>
    list.length === 0 ? [] : [`${counted(list.length, 'assertion')} ${what}`];
  return [...said(broken, 'broken'), ...said(mended, 'mended')].join(', ');
}

/** `Timeout: 30 s → 60 s`; of something new or gone the setting alone. */
export function fieldLines({ change, fields }: DesignChange): readonly string[] {
  return fields.map(({ title, beforeText, afterText }) => {
    if (change === 'added') return `${title}: ${afterText}`;
    return change === 'removed' ? `${title}: ${beforeText}` : `${title}: ${beforeText} → ${afterText}`;
  });
}
