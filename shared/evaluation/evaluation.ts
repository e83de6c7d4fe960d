/** The result of evaluating a document: plain data, the same for the app, the worker and the command line. */
import type { LadderEntry, OverflowEntry } from '#shared/model/capacity';
import type { Behaviour, Invocation, Role } from '#shared/model/connection';
import type { LineItem } from '#shared/model/cost';
import type { Explanation, Grade } from '#shared/model/explanation';
import type { LimitUnit } from '#shared/model/fact';
import type { Finding, Location, Remedy } from '#shared/model/finding';

export interface EvaluatedLimit {
  readonly id: string;
  readonly title: string;
  readonly used: number;
  readonly limit: number;
  readonly unit: LimitUnit;
  readonly utilisation: number;
  readonly grade: Grade;
  readonly connection?: string;
  readonly pool?: string;
  readonly setBy?: Location & { readonly quota?: string };
  /** Set to hold one client back, such as a usage plan: being full is what it is for. */
  readonly isDeliberate?: true;
  readonly beyond: string;
  readonly because: Explanation;
  readonly raise?: Remedy;
}

export interface EvaluatedResource {
  readonly offeredPerSecond: number;
  readonly admittedPerSecond: number;
  readonly completedPerSecond: number;
  readonly failedPerSecond: number;
  readonly throttledPerSecond: number;
  /** Growth of what waits. */
  readonly waitingPerSecond: number;
  readonly inFlight: number;
  readonly queueLength: number;
  /** Of the binding limit; 0 where nothing limits. */
  readonly utilisation: number;
  /** Id of the binding limit. */
  readonly bindingLimit?: string;
  /** Highest first. */
  readonly limits: readonly EvaluatedLimit[];
  readonly latencySeconds: number;
  readonly latency: { readonly grade: Grade; readonly band?: number; readonly because: Explanation };
  readonly usdPerMonth: number;
}

export interface EvaluatedConnection {
  readonly perSecond: number;
  readonly sizeBytes: number;
  readonly throttledShare: number;
  readonly failedShare: number;
  readonly delayedShare: number;
  readonly latencySeconds: number;
  readonly invocation: Invocation;
  readonly role: Role;
  readonly behaviour: Behaviour;
}

/** An increase that AWS may grant, with which the limits that stand on a quota would have room at this load. */
export interface QuotaRequest {
  readonly quota: string;
  readonly title: string;
  /** The account's value. */
  readonly now: number;
  /** What to ask for: a fifth more than the load needs, to two significant digits. */
  readonly desired: number;
  readonly unit: LimitUnit;
  /** Resources whose limit is full. */
  readonly neededBy: readonly string[];
  /** The value to which AWS is known to raise it, where that is less. */
  readonly ceiling?: number;
  /** Line for the AWS CLI; absent where the quota’s code is not known here. */
  readonly command?: string;
  readonly source: string;
  readonly asOf: string;
}

export interface Evaluation {
  /** Version of Spillway that made it. */
  readonly spillway: string;
  readonly name: string;
  /** Id of the scenario that it speaks of: `steady` for the rates as drawn. */
  readonly scenario: string;
  readonly region: string;
  readonly loadFactor: number;
  /** Total rate of the entry resources at this load, per second. */
  readonly entryPerSecond: number;
  /** What they send: `requests`, `records`; null where they send different things, or nothing. */
  readonly entryUnit: string | null;
  /** The load at which the first limit breaks; null where no limit moves with the load. */
  readonly sustains: {
    readonly perSecond: number;
    readonly limit: string;
    readonly resource: string;
    readonly title: string;
  } | null;
  /** Each limit with the load at which it breaks, lowest first; limits that load does not move are left out. */
  readonly ladder: readonly LadderEntry[];
  readonly resources: Readonly<Record<string, EvaluatedResource>>;
  readonly connections: Readonly<Record<string, EvaluatedConnection>>;
  readonly pools: Readonly<Record<string, { readonly size: number; readonly demand: number }>>;
  readonly overflow: readonly OverflowEntry[];
  /** By quota; empty where no limit that AWS raises is full. */
  readonly quotaRequests: readonly QuotaRequest[];
  /** Errors first, then by resource and rule. */
  readonly findings: readonly Finding[];
  readonly cost: {
    readonly usdPerMonth: number;
    readonly region: string;
    /** Day of the oldest price on the bill. */
    readonly asOf: string;
    readonly freeTier: boolean;
    readonly lines: readonly LineItem[];
    readonly unpriced: readonly string[];
  };
  readonly convergence: {
    readonly iterations: number;
    readonly converged: boolean;
    readonly residual: number;
    readonly bistable: readonly string[];
  };
}
