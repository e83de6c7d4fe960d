/** Figures of a resource that a stage states for each drive. */
import type { Solution } from '#shared/capacity/solve';
import type { CapacityReport, SpillEnd } from '#shared/model/capacity';

/** In this order; rates per second. Those before `settled` come about before work waits. */
export const FIGURES = [
  'offered',
  'throttled',
  'failed',
  'served',
  'deadLettered',
  'lost',
  'inWork',
  'queue',
  'latency',
] as const;
export type FigureName = (typeof FIGURES)[number];
export const FIGURE_COUNT = FIGURES.length;

export const offeredRow = (resource: number): number => resource * FIGURE_COUNT;

/** Of all resources, one after the other. */
export function figuresOf({ reports }: Solution, ids: readonly string[]): Float64Array {
  const figures = new Float64Array(ids.length * FIGURE_COUNT);
  ids.forEach((id, index) => {
    const report = reports.get(id);
    if (report) figures.set(rowOf(report), index * FIGURE_COUNT);
  });
  return figures;
}

function rowOf(report: CapacityReport): readonly number[] {
  const deadLettered = spilled(report, 'dead-letter queue');
  const lost = spilled(report, 'lost');
  return [
    report.offered,
    report.throttled,
    Math.max(0, report.failed - deadLettered - lost),
    report.completed,
    deadLettered,
    lost,
    report.inFlight,
    report.queueLength,
    report.latency.value,
  ];
}

function spilled({ spills }: CapacityReport, end: SpillEnd): number {
  let sum = 0;
  for (const { ends, rate } of spills) if (ends === end) sum += rate;
  return sum;
}
