/** The free tier: monthly allowances, some of them shared by several meters. */
import type { PriceList } from '#shared/model/cost';

/**
 * How much of each meter's monthly use is free.
 *
 * Meters that share an allowance draw on it in proportion to their use: use accrues evenly over the month, so that is
 * their mix on the day on which the allowance runs out.
 * @param used monthly quantity by meter, in the meter's unit
 * @throws where meters that share an allowance disagree on its size
 */
export function freeQuantities(used: ReadonlyMap<string, number>, prices: PriceList): ReadonlyMap<string, number> {
  const pools = new Map<string, { allowance: number; used: number }>();
  for (const [meter, quantity] of used) {
    const freeTier = prices.price(meter)?.freeTier;
    if (!freeTier) continue;
    const pool = pools.get(freeTier.pool) ?? { allowance: freeTier.quantity, used: 0 };
    if (pool.allowance !== freeTier.quantity)
      throw new Error(`allowance ${freeTier.pool} is ${pool.allowance} and, for ${meter}, ${freeTier.quantity}`);
    pool.used += quantity;
    pools.set(freeTier.pool, pool);
  }
  const free = new Map<string, number>();
  for (const [meter, quantity] of used) {
    const freeTier = prices.price(meter)?.freeTier;
    const pool = freeTier && pools.get(freeTier.pool);
    if (!pool || quantity === 0) continue;
    free.set(meter, pool.used <= pool.allowance ? quantity : (pool.allowance * quantity) / pool.used);
  }
  return free;
}
