/** Runs some replications of a simulation on a thread of their own. */
import { parentPort, workerData } from 'node:worker_threads';
import { resolve } from '#shared/document/resolve';
import { services } from '#shared/services/registry';
import { runShard, type ShardResult } from '#shared/simulation/shard';
import { prepare } from '#shared/simulation/simulate';
import type { ShardOrder } from './simulation-threads';

const { document, options, replications } = workerData as ShardOrder;
const spec = prepare(resolve(document, services).graph, services, options);
parentPort?.postMessage(runShard(spec, replications) satisfies ShardResult);
