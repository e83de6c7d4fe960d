/** The services and connection kinds that this build knows, by id. */
import type { ConnectionKind } from '#shared/model/connection';
import type { Config } from '#shared/model/graph';
import type { ServiceDefinition } from '#shared/model/service';
import { services } from '#shared/services/registry';

export { services };

const byId = new Map(services.map((service) => [service.id, service]));
const kinds = new Map(services.flatMap((service) => service.connections).map((kind) => [kind.id, kind]));

/** Undefined for a service that this build does not know: its resource is kept as it is. */
export const serviceOf = (id: string | undefined): ServiceDefinition | undefined => byId.get(id ?? '');
export const kindOf = (id: string | undefined): ConnectionKind | undefined => kinds.get(id ?? '');

interface Configurable {
  readonly config: { safeParse(value: unknown): { success: boolean; data?: unknown } };
}

/**
 * A configuration with its defaults. A field that does not hold falls back to its default, as the core does, so that
 * the card of a resource with one bad value still says what the others are.
 */
export function fullConfig(owner: Configurable, config: Config): Config {
  const whole = owner.config.safeParse(config);
  if (whole.success) return whole.data as Config;
  const kept: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(config)) {
    if (owner.config.safeParse({ [field]: value }).success) kept[field] = value;
  }
  return owner.config.safeParse(kept).data as Config;
}

/** Contracts under which failed or finished work is reported onwards. */
const outcomeContracts = new Set([...kinds.values()].filter(({ role }) => role !== 'work').map(({ from }) => from));

/** Whether a service can pass on what is left of failed work: to a dead-letter queue or a destination. */
export function sendsOutcomes(service: ServiceDefinition): boolean {
  return service.ports.some(({ side, contract }) => side === 'out' && outcomeContracts.has(contract));
}

/** Whether a service can pass on work. */
export function sendsWork(service: ServiceDefinition): boolean {
  return service.ports.some(({ side, contract }) => side === 'out' && workContracts.has(contract));
}

const workContracts = new Set([...kinds.values()].filter(({ role }) => role === 'work').map(({ from }) => from));
