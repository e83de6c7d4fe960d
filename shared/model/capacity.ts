/**
 * Steady-state capacity. Each resource is assessed by its service from the flows offered to it and from the outcomes
 * of what it sends on; the engine iterates these local assessments to a fixed point over the whole drawing.
 */
import type { Because, Grade } from './explanation';
import type { LimitUnit } from './fact';
import type { Location, Remedy } from './finding';
import type { Account, Config, Connection, Resource } from './graph';
import type { Bytes, PerSecond, Ratio, Seconds } from './unit';

/** What is offered along a connection. */
export interface Flow {
  /** Requests, messages or records per second; retries included. */
  readonly rate: PerSecond;
  /** Mean payload of one of them. */
  readonly size: Bytes;
  /** Mean number of messages or records in one API call: what a quota in calls per second counts. 1 or more. */
  readonly perCall: number;
  /** Mean number of records in one of them, where that is one thing to its receiver: a batch handed over as an event; else 1. */
  readonly records?: number;
  /** Mean number of times that one piece of work travels the connection, redeliveries after errors included; else 1. */
  readonly passes?: number;
  /**
   * Set where those who are refused hold on to their work and call until they are taken, and where a call is followed by the
   * next of the same few: the lanes of a stream. The mean time between the end of a call and the next that takes its place,
   * while all places are taken.
   */
  readonly comesBack?: Seconds;
  /**
   * Of requests to an API: shares of them that ask for one route, by the id of its connection. The others ask for each by
   * its share of the traffic.
   */
  readonly byRoute?: ReadonlyMap<string, number>;
}

/**
 * What the receiver did with the flow of a connection, as shares of what was offered.
 * `served` is what remains: 1 − throttled − failed − delayed.
 */
export interface Outcome {
  /** Refused at once: the caller sees a throttle. */
  readonly throttled: Ratio;
  /** Taken and failed: the caller, if it waits, sees an error. */
  readonly failed: Ratio;
  /** Of these two, what no caller tries again: a refusal that is no throttle, an error that comes with status 200; else 0. */
  readonly final?: Ratio;
  /** Left behind where it waits (a backlog that grows), because the receiver has no room for it. */
  readonly delayed: Ratio;
  /**
   * Mean time from sending to the answer that the sender waits for, of what is not throttled: a throttle is answered at once.
   * Of a poll, the time a batch is worked on.
   */
  readonly latency: Seconds;
  /** Mean time that work waits at the sender for a free consumer, while the steady state holds. */
  readonly wait: Seconds;
  /** Of `failed`: what AWS's loop detection stops, however often it is tried. */
  readonly stopped?: Ratio;
  /** Done without any work, such as what a filter leaves out: it causes nothing further. */
  readonly filtered?: Ratio;
  /** Of a poll: mean number of messages or records that the receiver works on at once. */
  readonly batch?: number;
  /** Of an asynchronous connection: the receiver told its caller that it took the work, and keeps it until it has room. */
  readonly held?: {
    /** Share of what was offered that finds no room. */
    readonly share: Ratio;
    /** Age at which it is given up. */
    readonly expiresAfter: Seconds;
  };
}

/** One limit and how much of it is used. A limit breaks where its utilisation reaches 1. */
export interface LimitUse {
  /** Quota id, or `service/what` for a limit that the configuration sets. */
  readonly id: string;
  readonly title: string;
  /** What the offered load asks for; may exceed `limit`. */
  readonly used: number;
  readonly limit: number;
  readonly unit: LimitUnit;
  /** `used / limit`; more load never lowers it. */
  readonly utilisation: number;
  readonly grade: Grade;
  /** The connection whose limit it is, for a limit of one event source mapping, say. */
  readonly connection?: string;
  /** The shared pool that it is a view of. */
  readonly pool?: string;
  /** The field or quota that sets it. */
  readonly setBy?: Location & { readonly quota?: string };
  /** Set to hold one client back, such as a usage plan: being full is what it is for. */
  readonly isDeliberate?: true;
  /** What becomes of work beyond the limit, in words: `429 to the caller`. */
  readonly beyond: string;
  readonly because: Because;
  /** The edit that gives it room for the present load, where one exists. */
  readonly raise?: () => Remedy;
}

/** Where work ends that found no room, or that failed for good. */
export type SpillEnd = 'caller' | 'backlog' | 'iterator age' | 'dead-letter queue' | 'destination' | 'lost';

export interface Spill {
  readonly ends: SpillEnd;
  /** Per second. */
  readonly rate: PerSecond;
  /** The limit that it found full, where that is the cause; undefined for errors. */
  readonly limit?: string;
  /** The inbound connection by which it came, or the outbound one by which it leaves. */
  readonly connection?: string;
  /** What happens there, in words: `grows by 210 messages a second; the oldest expire after 4 days`. */
  readonly story: string;
  /** The status or exception that a caller sees. */
  readonly seenAs?: string;
}

export interface PoolDraw {
  readonly pool: string;
  /** In the unit of the pool's quota. */
  readonly amount: number;
}

export interface CapacityReport {
  /** Arrivals per second: offered = completed + failed + throttled + waiting. */
  readonly offered: PerSecond;
  /** Taken in per second. */
  readonly admitted: PerSecond;
  /** Done, per second. */
  readonly completed: PerSecond;
  /** Ended without success, per second. */
  readonly failed: PerSecond;
  /** Refused, per second. */
  readonly throttled: PerSecond;
  /** Growth of what waits, per second. 0 in a steady state that holds. */
  readonly waiting: PerSecond;
  /** Mean number in work. */
  readonly inFlight: number;
  /** Mean number that waits, where the steady state holds. */
  readonly queueLength: number;
  readonly latency: {
    readonly value: Seconds;
    readonly grade: Grade;
    readonly band?: number;
    readonly because: Because;
  };
  readonly limits: readonly LimitUse[];
  readonly draws: readonly PoolDraw[];
  /** What goes out on each outbound connection, by connection id. */
  readonly emits: ReadonlyMap<string, Flow>;
  /** What became of each inbound connection's flow, by connection id. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly spills: readonly Spill[];
  /** Rates that the bill is made from, named by the service: `invocations`, `receives`. Per second unless the name says else. */
  readonly quantities: Readonly<Record<string, number>>;
}

export interface PoolState {
  /** In the unit of the pool's quota. */
  readonly size: number;
  /** What all resources together ask of it. */
  readonly demand: number;
}

export interface CapacityContext<C = Config> {
  readonly resource: Resource<C>;
  readonly account: Account;
  /** Multiplies the rate of every entry resource. */
  readonly loadFactor: number;
  /** What an inbound connection offers. */
  offered(connection: Connection): Flow;
  /** What became of what an outbound connection sent. */
  outcome(connection: Connection): Outcome;
  /**
   * Share of what an inbound connection offers that has passed the resource as often as AWS's loop detection lets it.
   * Of work that a queue hands out again because it was stopped, only the first offer counts.
   */
  stopped(connection: Connection): number;
  /** The account's value of a quota; throws for an id that no service states. */
  quota(id: string): number;
  pool(id: string): PoolState;
  /**
   * The share of `demand` that finds room in `room`. Always 1 while the engine asks what each limit would need,
   * so that a limit downstream is judged by the load and not by the throttle before it.
   */
  fits(demand: number, room: number): number;
  /** A loss computed by a closed form; 0 while the engine asks what each limit would need. */
  loss(computed: () => number): number;
}

/** A limit with the load at which it breaks. */
export interface LadderEntry {
  /** Total rate of the entry resources at which the limit breaks; Infinity where load does not move it. */
  readonly perSecond: number;
  readonly loadFactor: number;
  /** The resource whose limit it is; of a shared pool the one that draws most. */
  readonly resource: string;
  readonly connection?: string;
  readonly limit: string;
  readonly title: string;
  readonly beyond: string;
  /** Everything that draws on it, for a shared pool: what draws most comes first. */
  readonly sharedBy?: readonly string[];
  readonly grade: Grade;
  /** Set to hold one client back: it does not count for what the design sustains. */
  readonly isDeliberate?: true;
}

export interface OverflowEntry extends Omit<Spill, 'connection'> {
  /** Where the limit or the failure is. */
  readonly resource: string;
  /** Where the work ends: the client that gets the error, the queue that grows. */
  readonly at: string;
  /** The connections that it travels, from `resource` to `at`. */
  readonly path: readonly string[];
}

export interface ConnectionFlow {
  readonly flow: Flow;
  readonly outcome: Outcome;
}

export interface CapacityResult {
  readonly loadFactor: number;
  /** Total rate of the entry resources at this load factor, per second. */
  readonly entryRate: number;
  readonly resources: ReadonlyMap<string, CapacityReport>;
  readonly connections: ReadonlyMap<string, ConnectionFlow>;
  readonly pools: ReadonlyMap<string, PoolState>;
  readonly ladder: readonly LadderEntry[];
  /**
   * The first rung of the ladder that is not deliberate; undefined where nothing breaks. At load 0 where work circles for
   * ever: `capacity/endless`, which is on no ladder.
   */
  readonly sustains: LadderEntry | undefined;
  readonly overflow: readonly OverflowEntry[];
  /**
   * Limits by resource as this load would use them where nothing before them refused anything and nobody tried again:
   * what it takes to serve all of it. Empty where no limit is full.
   */
  readonly needed: ReadonlyMap<string, readonly LimitUse[]>;
  readonly convergence: {
    readonly iterations: number;
    readonly converged: boolean;
    /** Largest relative change in the last pass. */
    readonly residual: number;
    /**
     * Resources whose admitted rate differs between the solution reached from an empty and from a saturated system:
     * the design may stay collapsed after a peak (metastable).
     */
    readonly bistable: readonly string[];
  };
}

/** A limit whose utilisation a reader sees first: the highest; ties by order. */
export function bindingLimit(limits: readonly LimitUse[]): LimitUse | undefined {
  let binding: LimitUse | undefined;
  for (const limit of limits) if (!binding || limit.utilisation > binding.utilisation) binding = limit;
  return binding;
}

/** Nothing sent, nothing lost. */
export const SERVED: Outcome = {
  throttled: 0 as Ratio,
  failed: 0 as Ratio,
  delayed: 0 as Ratio,
  latency: 0 as Seconds,
  wait: 0 as Seconds,
};
