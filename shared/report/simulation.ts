/** A simulation as a person reads it. Figures come with the half width of their 95 % interval over the replications. */
import type { ProjectDocument } from '#shared/document/schema';
import { number } from '#shared/evaluation/figures';
import type { Measured, ResourceResult, SimulationResult } from '#shared/simulation/result';
import { counted, factorText, latencyText } from './figures';
import { type Names, namesIn } from './names';
import { type Paint, plainPaint } from './paint';
import { printable } from './printable';
import { type Column, textTable } from './table';

export interface SimulatedRow extends ResourceResult {
  readonly id: string;
  readonly observedSeconds: number;
  /** Whether all runs were observed for the same time; where not, the spread of a count says nothing of its rate. */
  readonly isObservedAlike: boolean;
}

export function simulatedRows(result: SimulationResult): readonly SimulatedRow[] {
  const { resources, observedSeconds, isSteady, outcome } = result;
  // A warm-up that was sought is found at another time in each run.
  const isObservedAlike = isSteady === null && outcome === 'completed';
  return Object.entries(resources).map(([id, resource]) => ({ id, observedSeconds, isObservedAlike, ...resource }));
}

export function simulatedColumns(names: Names): readonly Column<SimulatedRow>[] {
  return [
    { title: 'resource', text: ({ id }) => names.resource(id) },
    rate('offered/s', ({ offered }) => offered),
    rate('served/s', ({ served }) => served),
    rate('throttled/s', ({ throttled }) => throttled),
    rate('failed/s', ({ failed }) => failed),
    rate('dead-lettered/s', ({ deadLettered }) => deadLettered),
    rate('lost/s', ({ lost }) => lost),
    time('latency p50', ({ latency }) => latency.p50),
    time('p95', ({ latency }) => latency.p95),
    time('p99', ({ latency }) => latency.p99),
    level('mean waiting', ({ backlog }) => backlog.mean),
    level('most waiting', ({ backlog }) => backlog.max),
    level('waiting at the end', ({ backlog }) => backlog.final),
    level('most at work', ({ concurrency }) => concurrency.max),
  ];
}

export interface SimulatedScenario {
  readonly name: string;
  readonly loadFactor: number;
}

export function simulationText(
  result: SimulationResult,
  scenario: SimulatedScenario,
  { name, resources, connections }: ProjectDocument,
  paint: Paint = plainPaint,
): string {
  const names = namesIn(printable({ resources, connections }));
  const { outcome, seed, replications, duration, warmUpSeconds, isSteady, events } = result;
  const runs = counted(replications, 'run');
  const load = scenario.loadFactor === 1 ? '' : `, ${factorText(scenario.loadFactor)} the load`;
  return [
    `${paint.strong(printable(name))}: ${printable(scenario.name)}${load}, ${runs} of ${number(duration)} s, seed ${seed}, ${counted(events, 'event')}\n`,
    events === 0 ? `${paint.severity(NOTHING, 'warning')}\n` : '',
    outcome === 'completed' ? '' : `${paint.severity(stopped(outcome), 'error')}\n`,
    isSteady === false
      ? `${paint.severity('No steady state was found: the figures depend on how long it runs.', 'warning')}\n`
      : '',
    warmUpSeconds > 0 ? `The first ${number(warmUpSeconds)} s are left out as warm-up.\n` : '',
    '\n',
    textTable(simulatedColumns(names), simulatedRows(result), { paint }),
    replications > 1 ? `\n± is half the width of the 95 % interval over the runs.\n` : '',
  ].join('');
}

const NOTHING =
  'Nothing came in: no client, schedule or other entry sends anything in this time at this load, so that there is nothing to see.';

function stopped(outcome: Exclude<SimulationResult['outcome'], 'completed'>): string {
  switch (outcome) {
    case 'backlog unbounded':
      return 'Stopped early: more work waited than a run can hold, so the figures are of the time before.';
    case 'event budget spent':
      return 'Stopped early: the run took more events than a run may, so the figures are of the time before.';
    case 'cancelled':
      return 'Stopped early: the run was cancelled.';
    default:
      return outcome satisfies never;
  }
}

type Choice = (row: SimulatedRow) => Measured;

/** Counts of the observed time, as a rate. */
function rate(title: string, pick: Choice): Column<SimulatedRow> {
  const perSecond = (row: SimulatedRow): Measured => {
    const { mean, halfWidth } = pick(row);
    const { observedSeconds, isObservedAlike } = row;
    if (observedSeconds === 0) return { mean: 0, halfWidth: null };
    return {
      mean: mean / observedSeconds,
      halfWidth: halfWidth === null || !isObservedAlike ? null : halfWidth / observedSeconds,
    };
  };
  return measured(title, perSecond, estimate);
}

const time = (title: string, pick: Choice): Column<SimulatedRow> => measured(title, pick, latencyText);
const level = (title: string, pick: Choice): Column<SimulatedRow> => measured(title, pick, estimate);

function measured(title: string, pick: Choice, print: (value: number) => string): Column<SimulatedRow> {
  return {
    title,
    isRight: true,
    text: (row) => {
      // Of an interval two digits say all.
      const { mean, halfWidth } = pick(row);
      if (mean === 0) return '–';
      return halfWidth === null || halfWidth === 0
        ? print(mean)
        : `${print(mean)} ± ${print(Number(halfWidth.toPrecision(2)))}`;
    },
    value: (row) => pick(row).mean,
  };
}

function estimate(value: number): string {
  return number(Math.abs(value) < 1000 ? Number(value.toPrecision(3)) : value);
}
