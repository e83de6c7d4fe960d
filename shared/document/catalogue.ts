import type { ConnectionKind, Role } from '#shared/model/connection';
import type { Registry, ServiceDefinition } from '#shared/model/service';

/** Services and connection kinds of a registry by their ids. */
export interface Catalogue {
  service(id: string): ServiceDefinition | undefined;
  kind(id: string): ConnectionKind | undefined;
  readonly serviceIds: readonly string[];
  /** Those that carry work first, then in the registry's order. */
  readonly kinds: readonly ConnectionKind[];
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
  const serviceIds = [...services.keys()];
  const catalogue = {
    serviceIds,
    service: (id: string) => services.get(id),
    kind: (id: string) => kindsById.get(id),
    kinds,
  };
  catalogues.set(registry, catalogue);
  return catalogue;
}
