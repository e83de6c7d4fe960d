/** The drawing, resolved and typed: the only thing that engines see. */
import type { ConnectionKind } from './connection';
import type { Contract, Terms } from './contract';
import type { ServiceDefinition } from './service';

export type Config = Readonly<Record<string, unknown>>;

/** A thing on the canvas. `config` is complete: defaults are filled in. */
export interface Resource<C = Config> {
  readonly id: string;
  readonly name: string;
  readonly service: ServiceDefinition;
  readonly config: C;
  /** Construct id in exported code, frozen at creation. */
  readonly inbound: readonly Connection[];
  readonly outbound: readonly Connection[];
}

export interface End<K extends Contract = Contract> {
  readonly resource: Resource;
  readonly contract: K;
  readonly terms: Terms<K>;
}

export interface Connection<C = Config, F extends Contract = Contract, T extends Contract = Contract> {
  readonly id: string;
  readonly kind: ConnectionKind;
  readonly config: C;
  readonly from: End<F>;
  readonly to: End<T>;
}

export interface Account {
  readonly region: string;
  /** The account's own values of quotas, by quota id. */
  readonly quotas: Readonly<Record<string, number>>;
}

export interface Graph {
  readonly name: string;
  readonly account: Account;
  /** Sorted by id. */
  readonly resources: readonly Resource[];
  /** Sorted by id. */
  readonly connections: readonly Connection[];
}
