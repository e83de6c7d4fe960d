/** The services and connection kinds that this build knows, by id. */
import { resolveConfig } from '#shared/document/resolve-config';
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

/** A configuration with its defaults; a field that does not hold counts as its default, as in the core. */
export function fullConfig(
  owner: Pick<ServiceDefinition, 'config'> | Pick<ConnectionKind, 'config'>,
  config: Config,
): Config {
  return resolveConfig(config, owner.config, { target: { resource: '' }, name: '' }).config;
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
