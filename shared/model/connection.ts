/**
 * Connection kinds. A kind belongs to the service whose AWS API configures it: an event source mapping to Lambda,
 * a subscription to SNS, an integration to API Gateway.
 */
import type { ConnectionWiring, EmitContext } from './cdk';
import type { Contract, Terms } from './contract';
import type { Provenance } from './fact';
import type { ConfigSchema } from './field';
import type { Config, Connection } from './graph';
import type { ConnectionRule } from './rule';
import type { Seconds } from './unit';

/** `synchronous`: the caller waits. `asynchronous`: it hands over. `poll`: the consumer, or AWS for it, fetches. */
export type Invocation = 'synchronous' | 'asynchronous' | 'poll';

/** What flows: work, or what is left of work that ended (`failure` after giving up, `success` after doing it). */
export type Role = 'work' | 'failure' | 'success';

export type Ordering = 'none' | 'per message group' | 'per shard' | 'per partition key';
export type Delivery = 'at most once' | 'at least once' | 'once per deduplication interval';

/** What a connection does when things go wrong, in AWS's terms. Shown in the Behaviour tab and checked by rules. */
export interface Behaviour {
  /** The AWS operation or mechanism: `event source mapping`, `SendMessage`. */
  readonly mechanism: string;
  /** Who tries again when the receiver refuses or fails. */
  readonly retriedBy: 'caller' | 'service' | 'consumer' | 'nobody';
  /** Attempts in all, where a number bounds them; undefined where time does. */
  readonly attempts?: number;
  /** Longest time for which attempts go on, where time bounds them. */
  readonly retriedFor?: Seconds;
  readonly delivery: Delivery;
  readonly ordering: Ordering;
  /** What happens to work that the receiver has no room for. */
  readonly onThrottle: string;
  /** What the caller sees for work that the receiver has no room for. */
  readonly throttleSeenAs?: string;
  /** What happens to work that fails for good. */
  readonly onFailure: string;
  /** IAM action or policy that it needs. */
  readonly permission: string;
}

/** Why two resources cannot be connected, and what to draw instead. */
export interface Refusal extends Provenance {
  readonly why: string;
  readonly instead: string;
}

export interface ConnectionKindSpec<C, F extends Contract, T extends Contract> {
  /** `service/what`, stable for ever: `lambda/queue-event-source`. */
  readonly id: string;
  /** On the canvas and in forms: `Event source mapping`. */
  readonly title: string;
  readonly from: F;
  readonly to: T;
  readonly invocation: Invocation;
  readonly role: Role;
  readonly config: ConfigSchema<C>;
  /** A sentence for the chooser. */
  readonly summary: string;
  /** AWS refuses this pair although the contracts fit. */
  refuses?(from: Terms<F>, to: Terms<T>): Refusal | undefined;
  behaviour(connection: Connection<C, F, T>): Behaviour;
  /** The short text in the middle of the drawn line: `batch 10 × 5 s`; undefined for none. */
  badge?(config: C): string | undefined;
  readonly rules: readonly ConnectionRule<C, F, T>[];
  cdk(connection: Connection<C, F, T>, context: EmitContext): ConnectionWiring;
}

/** A kind without its type parameters, as engines hold it. */
export interface ConnectionKind extends Omit<
  ConnectionKindSpec<Config, Contract, Contract>,
  'refuses' | 'behaviour' | 'badge' | 'rules' | 'cdk'
> {
  /** Id of the service that configures it: the part of `id` before the slash. */
  readonly owner: string;
  refuses(from: Terms<Contract>, to: Terms<Contract>): Refusal | undefined;
  behaviour(connection: Connection): Behaviour;
  badge(config: Config): string | undefined;
  readonly rules: readonly ConnectionRule[];
  cdk(connection: Connection, context: EmitContext): ConnectionWiring;
}

/** Checks a kind where it is written and drops its type parameters. */
export function defineConnection<C, F extends Contract, T extends Contract>(
  spec: ConnectionKindSpec<C, F, T>,
): ConnectionKind {
  const owner = spec.id.split('/')[0];
  if (!owner || !spec.id.includes('/')) throw new Error(`connection kind ${spec.id} is not named service/what`);
  const kind = {
    ...spec,
    owner,
    refuses: (from: Terms<F>, to: Terms<T>) => spec.refuses?.(from, to),
    badge: (config: C) => spec.badge?.(config),
  };
  return kind as unknown as ConnectionKind;
}
