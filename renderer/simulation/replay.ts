/**
 * What cards and lines show while a moment of a run is looked at: figures that were simulated, and nothing that was
 * not. Where neither is at hand the figure is left out.
 */
import type { EvaluatedConnection, EvaluatedLimit, EvaluatedResource } from '#shared/evaluation/evaluation';
import type { ConnectionRecord } from '#shared/model/edit';
import type { SeriesName } from '#shared/simulation/figures';
import { useMemo } from 'react';
import { useEvaluatedConnection, useEvaluatedResource, useEvaluation } from '../evaluation/store';
import { useProject } from '../project/store';
import { type SimulationState, useSimulation } from './store';

type Moment = Readonly<Record<SeriesName, number>>;

/** The resource at the replay's moment; undefined where no replay is shown. */
function useMoment(id: string | undefined): Moment | undefined {
  const run = useSimulation((state) => state.run);
  const column = useSimulation((state) => state.column);
  return useMemo(() => momentOf(run, column, id), [id, run, column]);
}

function momentOf(
  run: SimulationState['run'],
  column: SimulationState['column'],
  id: string | undefined,
): Moment | undefined {
  const series = id === undefined ? undefined : run?.result.series.resources[id];
  if (!series || column === undefined) return undefined;
  return Object.fromEntries(Object.entries(series).map(([name, values]) => [name, values[column] ?? 0])) as Moment;
}

/** What the card of a resource shows: the replay's moment, else the steady state. */
export function useShownResource(id: string): EvaluatedResource | undefined {
  const steady = useEvaluatedResource(id);
  const moment = useMoment(id);
  return useMemo(() => (moment && steady ? atMoment(steady, moment) : steady), [steady, moment]);
}

/** What a line shows: where only one connection leads to a resource, what is offered there came over it. */
export function useShownConnection(id: string): EvaluatedConnection | undefined {
  const steady = useEvaluatedConnection(id);
  const isReplaying = useSimulation(({ run, column }) => run !== undefined && column !== undefined);
  const target = useProject(({ history }) => onlyWayTo(history?.document.connections, id));
  const moment = useMoment(target);
  return useMemo(() => (isReplaying && steady ? connectionAt(steady, moment) : steady), [isReplaying, steady, moment]);
}

/** The same of all lines at once, by connection id. */
export function useShownConnections(): (id: string) => EvaluatedConnection | undefined {
  const steady = useEvaluation((state) => state.evaluation?.connections);
  const run = useSimulation((state) => state.run);
  const column = useSimulation((state) => state.column);
  const connections = useProject(({ history }) => history?.document.connections);
  return (id) => {
    const known = steady?.[id];
    if (!known || !run || column === undefined) return known;
    return connectionAt(known, momentOf(run, column, onlyWayTo(connections, id)));
  };
}

const connectionAt = (steady: EvaluatedConnection, moment: Moment | undefined): EvaluatedConnection => ({
  ...steady,
  perSecond: moment?.offered ?? 0,
  throttledShare: moment && moment.offered > 0 ? Math.min(1, moment.throttled / moment.offered) : 0,
  delayedShare: 0,
  failedShare: 0,
});

type Connections = readonly ConnectionRecord[];

/** To where each connection leads that is the only one to do so; worked out once for all lines. */
const onlyWays = new WeakMap<Connections, ReadonlyMap<string, string>>();

function onlyWayTo(connections: Connections | undefined, id: string): string | undefined {
  if (!connections) return undefined;
  const known = onlyWays.get(connections) ?? onlyWaysOf(connections);
  onlyWays.set(connections, known);
  return known.get(id);
}

function onlyWaysOf(connections: Connections): ReadonlyMap<string, string> {
  const into = new Map<string, number>();
  for (const { to } of connections) into.set(to, (into.get(to) ?? 0) + 1);
  return new Map(connections.flatMap(({ id, to }) => (into.get(to) === 1 ? [[id, to]] : [])));
}

/** @returns the steady result with what the moment says in its place */
export function atMoment(steady: EvaluatedResource, moment: Moment): EvaluatedResource {
  const limits = steady.limits.flatMap((limit) => {
    const used = usedAt(limit, steady, moment);
    return used === undefined ? [] : [{ ...limit, used, utilisation: used / limit.limit }];
  });
  const tightest = limits.toSorted((a, b) => b.utilisation - a.utilisation);
  return {
    ...steady,
    offeredPerSecond: moment.offered,
    admittedPerSecond: Math.max(0, moment.offered - moment.throttled),
    completedPerSecond: moment.served,
    failedPerSecond: moment.failed,
    throttledPerSecond: moment.throttled,
    inFlight: moment.inFlight,
    queueLength: moment.backlog,
    latencySeconds: moment.latency,
    utilisation: tightest[0]?.utilisation ?? 0,
    limits: tightest,
  };
}

/** How much of a limit is used at the moment, where the run measured just that: what is the resource's own alone. */
function usedAt(limit: EvaluatedLimit, steady: EvaluatedResource, moment: Moment): number | undefined {
  if (!(limit.limit > 0)) return undefined;
  const isOwn = limit.connection === undefined && limit.pool === undefined;
  switch (limit.unit) {
    case 'concurrent':
      // A mapping's or a pool's concurrency is the resource's where nothing else draws on it.
      return isOwn || isNear(limit.used, steady.inFlight) ? moment.concurrency : undefined;
    case 'messages':
      return isOwn ? moment.inFlight : undefined;
    case '1/s':
    case 'calls/s':
      // A rate that is the offered one at the steady state is so at each moment.
      return isNear(limit.used, steady.offeredPerSecond) ? moment.offered : undefined;
    case 'B':
    case 'B/s':
    case 's':
    case 'ratio':
    case 'count':
      return undefined;
    default:
      return limit.unit satisfies never;
  }
}

const isNear = (a: number, b: number): boolean => a > 0 && Math.abs(a - b) <= 0.001 * Math.max(a, b);
