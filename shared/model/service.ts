/** A service: everything that Spillway knows about one AWS service, stated by its own folder. */
import type { CapacityContext, CapacityReport } from './capacity';
import type { EmitContext, ResourceCode } from './cdk';
import type { ConnectionKind, Refusal } from './connection';
import type { Contract, Terms } from './contract';
import type { Usage, UsageContext } from './cost';
import type { Provenance, Quota, SharedPool } from './fact';
import type { ConfigSchema } from './field';
import type { Config, Connection, Resource } from './graph';
import type { AccountRule, ResourceRule } from './rule';
import type { ActorFactory, Disturbance } from './simulation';
import type { PerSecond } from './unit';

export type Category = 'entry' | 'edge' | 'compute' | 'messaging' | 'streams' | 'stores';

/** What a resource offers (`in`) or asks of others (`out`) under a contract. */
export interface Port<C = Config, K extends Contract = Contract> {
  readonly side: 'in' | 'out';
  readonly contract: K;
  terms(config: C): Terms<K>;
}

/** A shared pool with its size, which may depend on what resources reserve of it. */
export interface PoolSpec extends SharedPool {
  size(quota: number, resources: readonly Resource[]): number;
}

/**
 * How AWS's recursive loop detection sees a service: it follows work through it (`follows`), or it also ends a loop
 * there after so many passes (`stopsAfter`).
 */
export type LoopGuard = { readonly follows: true } | (Provenance & { readonly stopsAfter: number });

/**
 * Why no kind leads from one of a service's contracts to a peer's, where people look for one: because AWS has none, or
 * because it is not modelled.
 */
export interface StatedRefusal extends Omit<Refusal, 'instead'> {
  readonly from: Contract;
  /** Undefined for every contract that no kind leads to. */
  readonly to?: Contract;
}

/** What can go wrong with a resource in a run so that the run changes; a failure of another kind would do nothing there. */
export interface Reactions {
  readonly failures: readonly Exclude<Disturbance['kind'], 'quotas'>[];
  /** Ids of quotas whose cut the resource notices. */
  readonly quotas: readonly string[];
}

export interface ServiceSpec<C> {
  /** Kebab case, stable for ever: `api-gateway`. */
  readonly id: string;
  /** AWS's name: `Amazon SQS queue`. */
  readonly title: string;
  /** The word under the icon: `Queue`. */
  readonly shortTitle: string;
  readonly category: Category;
  readonly summary: string;
  /** Words of intent by which the palette finds it: `buffer`, `fan out`. */
  readonly keywords: readonly string[];
  readonly defaultName: string;
  readonly config: ConfigSchema<C>;
  readonly ports: readonly Port<C>[];
  /** The kinds that this service configures. */
  readonly connections: readonly ConnectionKind[];
  /** More telling ones first. */
  readonly refusals?: readonly StatedRefusal[];
  readonly quotas: readonly Quota[];
  readonly pools: readonly PoolSpec[];
  readonly rules: readonly ResourceRule<C>[];
  /** Rules on all resources of the service together. */
  readonly accountRules?: readonly AccountRule<C>[];
  /** Absent where a loop through the service goes undetected. */
  readonly loopGuard?: LoopGuard;
  /** Whether work that comes in by one connection can leave by the other; absent where all of it can. */
  passesOn?(inbound: Connection, outbound: Connection): boolean;
  /** Whether what it keeps is encrypted with a key of the customer's own, which those who use it need too; absent: never. */
  hasOwnKey?(config: C): boolean;
  /** The card's second line: the kind and the one setting that matters. */
  cardLine(config: C): string;
  /** Rate of an entry resource at load factor 1; absent for all others, undefined where this one waits to be started. */
  entryRate?(config: C): PerSecond | undefined;
  /** What that rate counts, in the plural: `requests`. */
  entryUnit?(config: C): string;
  capacity(context: CapacityContext<C>): CapacityReport;
  /**
   * The configuration that a resource behaves as if it had while a disturbance lasts, in the mean; undefined where no
   * configuration says it. Absent where none of the service's disturbances can be said so.
   */
  disturbed?(config: C, disturbance: Disturbance): C | undefined;
  /** What the service's actor reacts to; absent where it reacts to nothing. */
  reactions?(config: C): Reactions;
  usage(context: UsageContext<C>): readonly Usage[];
  /** Undefined where the resource is outside the exported app (a client). */
  cdk(resource: Resource<C>, context: EmitContext): ResourceCode | undefined;
  readonly actor: ActorFactory<C>;
}

/** A service without its type parameter, as the registry and the engines hold it. */
export interface ServiceDefinition extends Omit<
  ServiceSpec<Config>,
  | 'ports'
  | 'rules'
  | 'accountRules'
  | 'entryRate'
  | 'entryUnit'
  | 'hasOwnKey'
  | 'capacity'
  | 'disturbed'
  | 'reactions'
  | 'usage'
  | 'cdk'
  | 'cardLine'
  | 'config'
  | 'actor'
> {
  readonly config: ConfigSchema<Config>;
  readonly ports: readonly Port[];
  readonly rules: readonly ResourceRule[];
  readonly accountRules?: readonly AccountRule[];
  cardLine(config: Config): string;
  hasOwnKey(config: Config): boolean;
  entryRate(config: Config): PerSecond | undefined;
  entryUnit(config: Config): string | undefined;
  capacity(context: CapacityContext): CapacityReport;
  disturbed?(config: Config, disturbance: Disturbance): Config | undefined;
  reactions?(config: Config): Reactions;
  usage(context: UsageContext): readonly Usage[];
  cdk(resource: Resource, context: EmitContext): ResourceCode | undefined;
  readonly actor: ActorFactory;
}

/** Checks a service where it is written and drops its type parameter. */
export function defineService<C>(spec: ServiceSpec<C>): ServiceDefinition {
  const service = {
    ...spec,
    hasOwnKey: (config: C) => spec.hasOwnKey?.(config) ?? false,
    entryRate: (config: C) => spec.entryRate?.(config),
    entryUnit: (config: C) => spec.entryUnit?.(config),
  };
  return service as unknown as ServiceDefinition;
}

/** States a port with its terms checked against the contract. */
export function port<C, K extends Contract>(side: 'in' | 'out', contract: K, terms: (config: C) => Terms<K>): Port<C> {
  return { side, contract, terms };
}

/** The services that a build knows, by id. */
export type Registry = readonly ServiceDefinition[];
