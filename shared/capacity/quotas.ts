/** Quotas as an account has them: its own values before the Region's before AWS's default. */
import type { Quota } from '#shared/model/fact';
import type { Account, Graph, Resource } from '#shared/model/graph';
import type { PoolSpec, Registry } from '#shared/model/service';

export interface QuotaBook {
  /** Value of a quota; throws for an id that no service states. */
  value(id: string): number;
  quota(id: string): Quota;
}

export function quotaBook(registry: Registry, account: Account): QuotaBook {
  const byId = new Map(registry.flatMap(({ quotas }) => quotas).map((quota) => [quota.id, quota]));
  const values = new Map<string, number>();
  for (const quota of byId.values()) {
    values.set(quota.id, account.quotas[quota.id] ?? quota.byRegion?.[account.region] ?? quota.value);
  }
  return {
    value(id) {
      const value = values.get(id);
      if (value === undefined) throw new Error(`no service states the quota ${id}`);
      return value;
    },
    quota(id) {
      const quota = byId.get(id);
      if (!quota) throw new Error(`no service states the quota ${id}`);
      return quota;
    },
  };
}

export interface Pool extends PoolSpec {
  /** In the unit of its quota. */
  readonly sizeNow: number;
}

/** Shared pools of a drawing with their sizes. */
export function pools(graph: Graph, registry: Registry, book: QuotaBook): ReadonlyMap<string, Pool> {
  const found = new Map<string, Pool>();
  for (const service of registry) {
    if (service.pools.length === 0) continue;
    const own: Resource[] = graph.resources.filter((resource) => resource.service.id === service.id);
    for (const pool of service.pools) {
      found.set(pool.id, { ...pool, sizeNow: pool.size(book.value(pool.quota), own) });
    }
  }
  return found;
}
