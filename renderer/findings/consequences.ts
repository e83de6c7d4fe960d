/** What an edit would change, in figures. */
import type { Evaluation } from '#shared/evaluation/evaluation';
import { percent, rate, usd } from '../design/format';
import { countBySeverity } from './store';

export interface Consequence {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly isChanged: boolean;
}

/** Load that is sustained, cost, headroom and findings, before and after. */
export function consequencesOf(before: Evaluation, after: Evaluation): readonly Consequence[] {
  const rows: readonly (readonly [title: string, (evaluation: Evaluation) => string])[] = [
    ['Sustains', ({ sustains }) => (sustains ? rate(sustains.perSecond) : 'any load')],
    ['Breaks first', ({ sustains }) => sustains?.title ?? 'nothing'],
    ['Headroom', headroom],
    ['Cost a month', ({ cost }) => usd(cost.usdPerMonth)],
    ['Errors', ({ findings }) => String(countBySeverity(findings).error)],
    ['Warnings', ({ findings }) => String(countBySeverity(findings).warning)],
  ];
  return rows.map(([title, text]) => {
    const [first, second] = [text(before), text(after)];
    return { title, before: first, after: second, isChanged: first !== second };
  });
}

function headroom({ sustains, entryPerSecond }: Evaluation): string {
  if (!sustains || entryPerSecond === 0) return '—';
  if (sustains.perSecond === 0) return 'none';
  const free = 1 - entryPerSecond / sustains.perSecond;
  return free >= 0 ? percent(free) : `none, ${percent(entryPerSecond / sustains.perSecond - 1)} over`;
}
