/** A long run in steps, as a worker takes it: how long it takes, how soon it can be stopped, and what it keeps in memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Graph } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { ShardRun } from '#shared/simulation/shard';
import { prepare } from '#shared/simulation/simulate';

export interface LongRun {
  readonly events: number;
  /** Processor time of all threads. */
  readonly seconds: number;
  /** The longest step on the clock on the wall: a run is cancelled between two steps. */
  readonly longestStepMs: number;
  /** Growth of what the garbage collector leaves, from a fifth of the events on. */
  readonly heapBytesPerEvent: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** @param events about as many, at `perSecond` events a simulated second */
export function longRun(graph: Graph, events: number, perSecond: number): LongRun {
  const duration = events / perSecond;
  const run = new ShardRun(
    prepare(graph, services, { duration, seed: 1, profile: { kind: 'constant' }, failures: [], replications: 1 }),
    [0],
  );
  const before = process.cpuUsage();
  let longestStepMs = 0;
  let warm: { readonly heap: number; readonly events: number } | undefined;
  let isOver = false;
  let last: { readonly heap: number; readonly events: number } | undefined;
  while (!isOver) {
    const began = performance.now();
    isOver = run.step();
    longestStepMs = Math.max(longestStepMs, performance.now() - began);
    const { events: handled } = run.progress();
    if (handled < events / 5) continue;
    warm ??= { heap: heap(), events: handled };
    // The last step gathers the result, which is not the run's own memory.
    if (!isOver && handled - (last ?? warm).events > events / 10) last = { heap: heap(), events: handled };
  }
  const { user, system } = process.cpuUsage(before);
  return {
    events: run.progress().events,
    seconds: (user + system) / 1e6,
    longestStepMs,
    heapBytesPerEvent: last && warm ? (last.heap - warm.heap) / (last.events - warm.events) : 0,
  };
}
