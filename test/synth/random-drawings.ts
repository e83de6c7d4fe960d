/** Random legal drawings that may be deployed: Spillway finds no error in them, and exports them. */
import fc from 'fast-check';
import { exportCdk } from '#shared/cdk/export';
import { check } from '#shared/check/check';
import type { Graph } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { drawing } from '../support/drawing';
import { randomDrawing } from '../support/random-drawing';

const FEWEST_CONNECTIONS = 2;
const ROUND = 100;
/** About fifty are made for one that may be deployed. */
const MOST_ROUNDS = 100;

/** By `random-<seed>-<which of the seed>`, in the order in which they are made: the same for the same seed. */
export async function deployableDrawings(count: number, seed: number): Promise<ReadonlyMap<string, Graph>> {
  const found = new Map<string, Graph>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const drawings = fc.sample(randomDrawing, { numRuns: ROUND, seed: seed * MOST_ROUNDS + round });
    for (const [at, drawn] of drawings.entries()) {
      if ((drawn.connections ?? []).length < FEWEST_CONNECTIONS) continue;
      const graph = drawing(drawn);
      if (!(await mayBeDeployed(graph))) continue;
      found.set(`random-${seed}-${round * ROUND + at}`, graph);
      if (found.size === count) return found;
    }
  }
  throw new Error(`only ${found.size} of ${count} drawings of seed ${seed} may be deployed`);
}

async function mayBeDeployed(graph: Graph): Promise<boolean> {
  if (check(graph, services).some(({ severity }) => severity === 'error')) return false;
  return (await exportCdk(graph, undefined, { version: '1.2.3', force: true })).blocked === undefined;
}
