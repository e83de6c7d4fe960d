import type { ConnectionKind, Role } from '#shared/model/connection';
import type { Contract } from '#shared/model/contract';
import type { Registry, ServiceDefinition } from '#shared/model/service';

/** Services and connection kinds of a registry by their ids. */
export interface Catalogue {
  service(id: string): ServiceDefinition | undefined;
  kind(id: string): ConnectionKind | undefined;
  readonly serviceIds: readonly string[];
  /** Those that carry work first, then in the registry's order. */
  readonly kinds: readonly ConnectionKind[];
  /** Of `kinds`, those that lead from one contract to another. */
  between(from: Contract, to: Contract): readonly ConnectionKind[];
}

const ROLES: readonly Role[] = ['work', 'failure', 'success'];

const catalogues = new WeakMap<Registry, Catalogue>();

export function catalogueOf(registry: Registry): Catalogue {
  const known = catalogues.get(registry);
  if (known) return known;
  const services = new Map(registry.map((service) => [service.id, service]));
  const kinds = ROLES.flatMap((role) =>
    registry.flatMap(({ connections }) => connections.filter((kind) => kind.role === role)),
  );
  const kindsById = new Map(kinds.map((kind) => [kind.id, kind]));
  const kindsByContracts = new Map<string, ConnectionKind[]>();
  for (const kind of kinds) {
    const key = contracts(kind.from, kind.to);
    kindsByContracts.set(key, [...(kindsByContracts.get(key) ?? []), kind]);
  }
  const catalogue: Catalogue = {
    service: (id) => services.get(id),
    kind: (id) => kindsById.get(id),
    serviceIds: [...services.keys()],
    kinds,
    between: (from, to) => kindsByContracts.get(contracts(from, to)) ?? [],
  };
  catalogues.set(registry, catalogue);
  return catalogue;
}

function contracts(from: Contract, to: Contract): string {
  return `${from} ${to}`;
}
