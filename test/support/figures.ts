/** The figures of a drawing at its load, of which the alarms of an exported app speak. */
import { assessCapacity } from '#shared/capacity/assess';
import type { ExportFigures } from '#shared/cdk/figures';
import type { Graph } from '#shared/model/graph';
import { services } from '#shared/services/registry';

export function figuresOf(graph: Graph): ExportFigures {
  const { resources, entryRate } = assessCapacity(graph, services, { loadFactor: 1 });
  return {
    entryPerSecond: entryRate,
    sustains: null,
    ladder: [],
    findings: [],
    cost: { usdPerMonth: 0, region: 'us-east-1', asOf: '2026-11-23' },
    resources: Object.fromEntries(
      [...resources].map(([id, { offered, completed, failed, latency, limits }]) => [
        id,
        {
          offeredPerSecond: offered,
          completedPerSecond: completed,
          failedPerSecond: failed,
          latencySeconds: latency.value,
          limits,
        },
      ]),
    ),
  };
}
