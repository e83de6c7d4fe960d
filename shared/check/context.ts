import type { CapacityResult } from '#shared/model/capacity';
import type { Contract } from '#shared/model/contract';
import type { Graph } from '#shared/model/graph';
import type { RuleContext } from '#shared/model/rule';
import type { Registry } from '#shared/model/service';

/** What rules may ask: quotas as the account has them (own value, then the Region's, then AWS's default), and the drawing. */
export function ruleContext(graph: Graph, registry: Registry, capacity: CapacityResult | undefined): RuleContext {
  const { account } = graph;
  const quotas = new Map(registry.flatMap((service) => service.quotas).map((quota) => [quota.id, quota]));
  const resources = new Set(graph.resources.map(({ id }) => id));
  const connections = new Set(graph.connections.map(({ id }) => id));
  return {
    account,
    graph,
    capacity,
    quota(id) {
      const quota = quotas.get(id);
      if (!quota) throw new Error(`no service states the quota ${id}`);
      return account.quotas[id] ?? quota.byRegion?.[account.region] ?? quota.value;
    },
    serviceTaking: (contract: Contract) =>
      registry.find(({ ports }) => ports.some((port) => port.side === 'in' && port.contract === contract)),
    hasResource: (id) => resources.has(id),
    hasConnection: (id) => connections.has(id),
  };
}
