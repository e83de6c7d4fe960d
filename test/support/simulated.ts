/** Runs of drawings for tests: one replication, constant load and no failures unless a test says otherwise. */
import type { Graph } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import type { SimulationResult } from '#shared/simulation/result';
import { simulate, type SimulationOptions } from '#shared/simulation/simulate';
import { drawing, type Drawn } from './drawing';

export function simulated(drawn: Drawn, options: Partial<SimulationOptions> & { duration: number }): SimulationResult {
  return simulateGraph(drawing(drawn), options);
}

export function simulateGraph(
  graph: Graph,
  options: Partial<SimulationOptions> & { duration: number },
): SimulationResult {
  return simulate(graph, services, {
    seed: 1,
    profile: { kind: 'constant' },
    failures: [],
    replications: 1,
    warmUp: 0,
    ...options,
  });
}

/** Load for the first `seconds` only. */
export const burst = (seconds: number) =>
  ({
    kind: 'trace',
    points: [
      [0, 1],
      [seconds, 1],
      [seconds + 1e-6, 0],
    ],
  }) as const;

/** When a series is 0 from there to its end, in seconds; the width of a column is its precision. */
export function emptyFrom({ series }: SimulationResult, resource: string, name: 'backlog' | 'age'): number {
  const values = series.resources[resource]![name];
  let last = values.length;
  while (last > 0 && values[last - 1] === 0) last--;
  return last * series.columnWidth;
}

/** A duration that is always the same. */
export const always = (mean: number) => ({ distribution: 'constant', mean, scv: 0 });
export const exponentially = (mean: number) => ({ distribution: 'exponential', mean, scv: 1 });
