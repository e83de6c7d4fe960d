import type { CapacityResult } from '#shared/model/capacity';

/** Mean number of batches at once that a mapping's load asks for: what the capacity room states as used of its limit. */
export function neededConcurrency(
  mapping: string,
  worker: string,
  capacity: CapacityResult | undefined,
): number | undefined {
  return capacity?.resources.get(worker)?.limits.find(({ connection }) => connection === mapping)?.used;
}
