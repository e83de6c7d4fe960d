/** Rules: what should hold, checked on a resource, on a connection or on the whole graph. */
import type { Contract } from './contract';
import type { Provenance } from './fact';
import type { Location, Remedy } from './finding';
import type { Account, Config, Connection, Graph, Resource } from './graph';
import type { CapacityResult } from './capacity';
import type { ServiceDefinition } from './service';

/** error: AWS refuses it or data is lost. warning: it works until load or failure comes. info: it costs or surprises. */
export type Severity = 'error' | 'warning' | 'info';

export type RuleCategory = 'limits' | 'semantics' | 'reliability' | 'capacity' | 'cost' | 'security';

/** The only thing a rule can do. */
export interface Report {
  (at: Location, message: string, remedy?: Remedy): void;
}

export interface RuleContext {
  readonly account: Account;
  readonly graph: Graph;
  /** The account's value of a quota of any service in the drawing; throws for an id that no service states. */
  readonly quota: (id: string) => number;
  /** The first service of the palette that takes work under a contract, for a remedy that adds such a resource. */
  readonly serviceTaking: (contract: Contract) => ServiceDefinition | undefined;
  readonly hasResource: (id: string) => boolean;
  readonly hasConnection: (id: string) => boolean;
  /** What the capacity engine found; undefined while it has not run. */
  readonly capacity: CapacityResult | undefined;
}

export interface RuleBase extends Provenance {
  /** `service/what-should-hold`, in the positive, never reused. */
  readonly id: string;
  /** What should hold, as a sentence without a full stop: `visibility timeout covers the function timeout`. */
  readonly title: string;
  readonly severity: Severity;
  readonly category: RuleCategory;
  /** Why it matters: two or three sentences for the docs and for --explain. */
  readonly why: string;
}

export interface ResourceRule<C = Config> extends RuleBase {
  check(resource: Resource<C>, report: Report, context: RuleContext): void;
}

export interface ConnectionRule<
  C = Config,
  F extends Contract = Contract,
  T extends Contract = Contract,
> extends RuleBase {
  check(connection: Connection<C, F, T>, report: Report, context: RuleContext): void;
}

/** What should hold of all resources of a service together: what they share in the account and Region. */
export interface AccountRule<C = Config> extends RuleBase {
  /** Called with all resources of the service, sorted by id; never with none. */
  check(resources: readonly Resource<C>[], report: Report, context: RuleContext): void;
}

export interface GraphRule extends RuleBase {
  check(graph: Graph, report: Report, context: RuleContext): void;
}
