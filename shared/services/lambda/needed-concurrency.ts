import type { CapacityResult } from '#shared/model/capacity';
import type { FunctionConfig } from './config';
import { runTime } from './run-time';
import type { QueueMapping } from './triggers';

/**
 * Mean number of batches at once that a mapping's load asks for, by Little's law: messages per second × time per message
 * in full batches. Undefined where the capacity engine has not run.
 */
export function neededConcurrency(
  { id, config, to }: QueueMapping,
  capacity: CapacityResult | undefined,
  batchBytes: number,
): number | undefined {
  const flow = capacity?.connections.get(id)?.flow;
  if (!flow) return undefined;
  const { duration, timeout, perRecord } = to.resource.config as FunctionConfig;
  const batch = Math.max(1, Math.min(config.batchSize, Math.floor(batchBytes / Math.max(1, flow.size))));
  return flow.rate * config.filterShare * (runTime({ duration, timeout }) / batch + perRecord);
}
