/** From the replications to the result: means, intervals, merged histograms, series. */
import * as Answer from '#shared/model/answer';
import * as Counter from '#shared/model/counter';
import * as Gauge from '#shared/model/gauge';
import { replicationInterval } from '#shared/queueing/intervals';
import type { RunSpec } from './compile';
import { digestOf } from './digest';
import { Figure, SERIES, type SeriesName, percentilesInto } from './figures';
import { CELLS } from './histogram';
import type { ReplicationResult, RunOutcome } from './replication';
import type {
  AnswersSeen,
  DurationFigures,
  LevelFigures,
  Measured,
  ResourceResult,
  SimulationResult,
  TracedMessage,
} from './result';
import type { ShardResult } from './shard';

/** Worst first. */
const outcomes: readonly RunOutcome[] = ['backlog unbounded', 'event budget spent', 'cancelled', 'completed'];

export function summarise(spec: RunSpec, { replications }: ShardResult): SimulationResult {
  const { resources } = spec.graph;
  const columns = replications.length > 0 ? Math.min(...replications.map((each) => each.columns)) : 0;
  const found = replications.map(({ isSteady }) => isSteady);
  return {
    outcome: outcomes.find((outcome) => replications.some((each) => each.outcome === outcome)) ?? 'cancelled',
    seed: spec.seed,
    replications: replications.length,
    duration: spec.span.horizon,
    warmUpSeconds: mean(replications.map(({ warmUp }) => warmUp)),
    observedSeconds: mean(replications.map(({ observed }) => observed)),
    isSteady: found.includes(undefined) || found.length === 0 ? null : !found.includes(false),
    events: replications.reduce((sum, { events }) => sum + events, 0),
    digest: digestOf(replications),
    resources: Object.fromEntries(resources.map(({ id }, index) => [id, resourceResult(replications, index)])),
    answers: Object.fromEntries(
      spec.graph.connections.map(({ id }, index) => [id, answersSeen(spec, replications, index)]),
    ),
    series: {
      columnWidth: spec.span.columnWidth,
      columns,
      resources: Object.fromEntries(resources.map(({ id }, index) => [id, meanSeries(replications, index, columns)])),
    },
    traces: tracesOf(spec, replications[0]),
    discrepancies: replications.flatMap(({ discrepancies }) => discrepancies),
  };
}

function resourceResult(replications: readonly ReplicationResult[], resource: number): ResourceResult {
  const rows = replications.map(({ figures }) => figures[resource]!);
  const figure = (at: number): Measured => measured(rows.map((row) => row[at]!));
  const gauge = (which: number): LevelFigures => ({
    mean: figure(Figure.gaugeMean + which),
    max: figure(Figure.gaugeMax + which),
    final: figure(Figure.gaugeFinal + which),
  });
  return {
    offered: figure(Counter.offered),
    admitted: measured(rows.map((row) => row[Counter.offered]! - row[Counter.throttled]!)),
    throttled: figure(Counter.throttled),
    throttledAttempts: figure(Counter.throttledAttempts),
    served: figure(Counter.served),
    failed: figure(Counter.failed),
    deadLettered: figure(Counter.deadLettered),
    lost: figure(Counter.lost),
    duplicates: figure(Counter.duplicates),
    filtered: figure(Counter.filtered),
    retries: figure(Counter.retries),
    timeouts: figure(Counter.timeouts),
    attempts: figure(Counter.attempts),
    wasted: figure(Counter.wasted),
    coldStarts: figure(Counter.coldStarts),
    latency: durations(replications, resource, 'latencies', Figure.latencyMean),
    endToEnd: durations(replications, resource, 'endToEnds', Figure.endToEndMean),
    concurrency: gauge(Gauge.concurrency),
    backlog: gauge(Gauge.backlog),
    inFlight: gauge(Gauge.inFlight),
    environments: gauge(Gauge.environments),
    age: { mean: figure(Figure.ageMean), max: figure(Figure.ageMax), final: figure(Figure.ageFinal) },
  };
}

/** Percentiles are those of all replications together; their intervals come from the single ones. */
function durations(
  replications: readonly ReplicationResult[],
  resource: number,
  which: 'latencies' | 'endToEnds',
  from: number,
): DurationFigures {
  const rows = replications.map(({ figures }) => figures[resource]!);
  const max = Math.max(0, ...rows.map((row) => row[from + 4]!));
  const cells = new Uint32Array(CELLS);
  for (const each of replications) {
    const own = each.cells[resource]![which];
    for (let cell = 0; cell < CELLS; cell++) cells[cell]! += own[cell]!;
  }
  const together = new Float64Array(3);
  percentilesInto(together, 0, cells, max);
  const single = (at: number): Measured => measured(rows.map((row) => row[from + at]!));
  const merged = (at: number): Measured => ({ mean: together[at - 1]!, halfWidth: single(at).halfWidth });
  return { mean: single(0), p50: merged(1), p95: merged(2), p99: merged(3), max: { mean: max, halfWidth: null } };
}

function measured(values: readonly number[]): Measured {
  if (values.length === 0) return { mean: 0, halfWidth: null };
  const { mean: value, halfWidth } = replicationInterval(values);
  return { mean: value, halfWidth: Number.isFinite(halfWidth) ? halfWidth : null };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

const words: Readonly<Record<Answer.Code, string>> = {
  [Answer.taken]: 'served',
  [Answer.pending]: 'pending',
  [Answer.throttled]: 'throttled',
  [Answer.failed]: 'failed',
  [Answer.serverError]: '500',
  [Answer.badGateway]: '502',
  [Answer.unavailable]: '503',
  [Answer.timedOut]: '504',
  [Answer.gaveUp]: 'caller gave up waiting',
};

/** A throttle is called what the connection's behaviour says that the caller sees. */
function answersSeen(spec: RunSpec, replications: readonly ReplicationResult[], connection: number): AnswersSeen {
  const seen: Record<string, number> = {};
  for (let answer = 0; answer < Answer.COUNT; answer++) {
    const count = mean(replications.map((each) => each.seen[connection * Answer.COUNT + answer]!));
    if (count === 0) continue;
    seen[wordFor(spec, connection, answer as Answer.Code)] = count;
  }
  return seen;
}

function wordFor(spec: RunSpec, index: number, answer: Answer.Code): string {
  const connection = spec.graph.connections[index]!;
  const seenAs = answer === Answer.throttled ? connection.kind.behaviour(connection).throttleSeenAs : undefined;
  return seenAs ?? words[answer];
}

function meanSeries(
  replications: readonly ReplicationResult[],
  resource: number,
  columns: number,
): Record<SeriesName, readonly number[]> {
  const entries = SERIES.map((name, row) => {
    const values = new Float64Array(columns);
    for (const each of replications) {
      const own = each.series[resource]!;
      for (let column = 0; column < columns; column++) {
        values[column]! += own[row * each.columns + column]! / replications.length;
      }
    }
    return [name, [...values]] as const;
  });
  return Object.fromEntries(entries) as Record<SeriesName, readonly number[]>;
}

function tracesOf(spec: RunSpec, replication: ReplicationResult | undefined): readonly TracedMessage[] {
  const id = (resource: number): string => spec.graph.resources[resource]!.id;
  return (replication?.traces ?? []).map(({ born, visits }) => ({
    born,
    visits: visits.map(({ resource, from, to, answer }) => ({
      resource: id(resource),
      from,
      to,
      answer: words[answer],
    })),
  }));
}
