/** Spreads the replications of a simulation over worker threads. The result does not depend on how many there are. */
import { availableParallelism } from 'node:os';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import { services } from '#shared/services/registry';
import type { SimulationResult } from '#shared/simulation/result';
import { merge, type ShardResult } from '#shared/simulation/shard';
import { prepare, replicationsOf, type SimulationOptions } from '#shared/simulation/simulate';
import { summarise } from '#shared/simulation/summarise';
import createWorker from './simulation-worker?nodeWorker';

export interface ShardOrder {
  readonly document: ProjectDocument;
  readonly options: SimulationOptions;
  readonly replications: readonly number[];
}

export async function simulateOnThreads(
  document: ProjectDocument,
  options: SimulationOptions,
): Promise<SimulationResult> {
  const shares = dealt(replicationsOf(options), availableParallelism());
  const shards = await Promise.all(shares.map((replications) => onThread({ document, options, replications })));
  return summarise(
    prepare(resolve(document, services).graph, services, options),
    shards.reduce((a, b) => merge(a, b)),
  );
}

/** As even as possible; no hand is empty. */
export function dealt(replications: readonly number[], hands: number): readonly (readonly number[])[] {
  const count = Math.max(1, Math.min(hands, replications.length));
  return Array.from({ length: count }, (_, hand) => replications.filter((each) => each % count === hand));
}

function onThread(order: ShardOrder): Promise<ShardResult> {
  return new Promise((settle, fail) => {
    const worker = createWorker({ workerData: order });
    worker.once('message', settle);
    worker.once('error', fail);
    worker.once('exit', (code) => fail(new Error(`a simulation thread ended with ${code} and no result`)));
  });
}
