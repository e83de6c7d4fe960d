/** What finds no room at a resource: refused, or left waiting in a backlog that grows. */
import type { Evaluation } from '#shared/evaluation/evaluation';
import { NOTICEABLE } from './line-form';

export type Spill = { readonly kind: 'refused' | 'backlog'; readonly perSecond: number };

/** Undefined where all of it fits, or what does not is rounding. */
export function spillOf(evaluation: Evaluation, id: string): Spill | undefined {
  const result = evaluation.resources[id];
  if (!result) return undefined;
  const least = result.offeredPerSecond * NOTICEABLE;
  if (result.throttledPerSecond > least) return { kind: 'refused', perSecond: result.throttledPerSecond };
  const growth = backlogsOf(evaluation).get(id) ?? 0;
  return growth > least ? { kind: 'backlog', perSecond: growth } : undefined;
}

/** Work per second that a limit refuses or leaves behind, in the whole design; what fails for other reasons is left out. */
export function withoutRoom({ overflow }: Evaluation): number {
  return overflow
    .filter(({ limit, ends }) => limit !== undefined || ends === 'backlog' || ends === 'iterator age')
    .reduce((sum, { rate }) => sum + rate, 0);
}

const known = new WeakMap<Evaluation, ReadonlyMap<string, number>>();

/** Growth per second of what waits, by the resource that it waits at: a full consumer is not where it waits. */
export function backlogsOf(evaluation: Evaluation): ReadonlyMap<string, number> {
  const before = known.get(evaluation);
  if (before) return before;
  const growth = new Map<string, number>();
  for (const { at, ends, rate } of evaluation.overflow) {
    if (ends === 'backlog' || ends === 'iterator age') growth.set(at, (growth.get(at) ?? 0) + rate);
  }
  known.set(evaluation, growth);
  return growth;
}
