/**
 * Connection kinds. A kind belongs to the service whose AWS API configures it: an event source mapping to Lambda,
 * a subscription to SNS, an integration to API Gateway.
 */
import type { ApiRoute } from './api-route';
import type { ConnectionCode, EmitContext } from './cdk';
import type { Contract, Terms } from './contract';
import type { Provenance } from './fact';
import type { ConfigSchema } from './field';
import type { Config, Connection } from './graph';
import type { ConnectionRule } from './rule';
import type { Seconds } from './unit';
import type { UsagePlan } from './usage-plan';

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

/** How a consumer polls a queue: each poll is a request that the queue's owner pays for, with or without a message. */
export interface Polling extends Provenance {
  /** Pollers that wait at the queue when little comes. */
  readonly pollers: number;
  /** How long one poll waits for a message; 0 polls short. */
  readonly wait: Seconds;
  /** What is not certain about it, in words. */
  readonly note?: string;
}

/** What a call does with what a store keeps; the store counts it so. */
export interface Access {
  readonly does: 'read' | 'write';
  /** How strictly: `strong` is also what a plain write is. */
  readonly consistency: 'eventual' | 'strong' | 'transactional';
  /** Of a write: it removes what is there. */
  readonly removes?: boolean;
  /** With what the keys begin; empty or undefined where they may be any. */
  readonly keyPrefix?: string;
}

/** What is let through of what comes, in the JSON of AWS's filters; empty: all of it. */
export interface Selection {
  /** Filter policy of message attributes. */
  readonly attributes?: string;
  /** Pattern of events. */
  readonly event?: string;
}

/**
 * What messages say of the message group that they belong to, which a fair queue takes for their tenant: `each` names its
 * own, all of them name `one`, or `none` does.
 */
export type GroupNaming = 'each' | 'one' | 'none';

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
  refuses?(from: Terms<NoInfer<F>>, to: Terms<NoInfer<T>>): Refusal | undefined;
  behaviour(connection: Connection<NoInfer<C>, NoInfer<F>, NoInfer<T>>): Behaviour;
  /** The usage plan of the key that its caller sends; the receiver applies it. */
  usagePlan?(config: NoInfer<C>): UsagePlan | undefined;
  /** The route by which requests to an API come here. */
  route?(config: NoInfer<C>): ApiRoute | undefined;
  /** Id of the connection that is the route of an API which all of its requests ask for; see `Flow.byRoute`. */
  asksFor?(connection: Connection<NoInfer<C>, NoInfer<F>, NoInfer<T>>): string | undefined;
  /** How a reader of shards reads: sharing the shard’s read capacity with others, or with its own. */
  reads?(config: NoInfer<C>): 'shared' | 'dedicated';
  /** How the consumer of a queue polls. */
  polls?(config: NoInfer<C>): Polling;
  /** How often a message is received before it moves here. */
  receives?(config: NoInfer<C>): number;
  /** What a call of a store does there. */
  accesses?(config: NoInfer<C>): Access;
  /** What it lets through. */
  selects?(config: NoInfer<C>): Selection;
  /** Which message groups its messages name to a fair queue, or to a topic before one; a kind that does not say so: none. */
  namesGroups?(connection: Connection<NoInfer<C>, NoInfer<F>, NoInfer<T>>): GroupNaming;
  /** The short text in the middle of the drawn line: `batch 10 × 5 s`; undefined for none. */
  badge?(config: NoInfer<C>): string | undefined;
  readonly rules: readonly ConnectionRule<NoInfer<C>, NoInfer<F>, NoInfer<T>>[];
  cdk(connection: Connection<NoInfer<C>, NoInfer<F>, NoInfer<T>>, context: EmitContext): ConnectionCode;
}

/** A kind without its type parameters, as engines hold it. */
export interface ConnectionKind extends Omit<
  ConnectionKindSpec<Config, Contract, Contract>,
  | 'refuses'
  | 'behaviour'
  | 'usagePlan'
  | 'route'
  | 'asksFor'
  | 'reads'
  | 'polls'
  | 'receives'
  | 'accesses'
  | 'selects'
  | 'namesGroups'
  | 'badge'
  | 'rules'
  | 'cdk'
> {
  /** Id of the service that configures it: the part of `id` before the slash. */
  readonly owner: string;
  refuses(from: Terms<Contract>, to: Terms<Contract>): Refusal | undefined;
  behaviour(connection: Connection): Behaviour;
  /** Undefined for callers that send no key. */
  usagePlan(config: Config): UsagePlan | undefined;
  /** Undefined for kinds that are no route by method and path. */
  route(config: Config): ApiRoute | undefined;
  /** Undefined where its requests ask for each route by its share of the traffic. */
  asksFor(connection: Connection): string | undefined;
  /** Undefined for kinds that read no shards. */
  reads(config: Config): 'shared' | 'dedicated' | undefined;
  /** Undefined for kinds that poll no queue. */
  polls(config: Config): Polling | undefined;
  /** Undefined for kinds that lead to no dead-letter queue of a queue. */
  receives(config: Config): number | undefined;
  /** Undefined for kinds that lead to no store. */
  accesses(config: Config): Access | undefined;
  /** Undefined for kinds that let everything through. */
  selects(config: Config): Selection | undefined;
  namesGroups(connection: Connection): GroupNaming;
  badge(config: Config): string | undefined;
  readonly rules: readonly ConnectionRule[];
  cdk(connection: Connection, context: EmitContext): ConnectionCode;
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
    usagePlan: (config: C) => spec.usagePlan?.(config),
    route: (config: C) => spec.route?.(config),
    asksFor: (connection: Connection<C, F, T>) => spec.asksFor?.(connection),
    reads: (config: C) => spec.reads?.(config),
    polls: (config: C) => spec.polls?.(config),
    receives: (config: C) => spec.receives?.(config),
    accesses: (config: C) => spec.accesses?.(config),
    selects: (config: C) => spec.selects?.(config),
    namesGroups: (connection: Connection<C, F, T>) => spec.namesGroups?.(connection) ?? 'none',
    badge: (config: C) => spec.badge?.(config),
  };
  return kind as unknown as ConnectionKind;
}
