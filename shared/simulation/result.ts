/** What a run reports: plain JSON, each figure with its interval over the replications. */
import type { RunOutcome } from './replication';
import type { SeriesName } from './figures';

/** Mean over the replications, and the half width of its 95 % interval; null where one replication gives none. */
export interface Measured {
  readonly mean: number;
  readonly halfWidth: number | null;
}

export interface DurationFigures {
  readonly mean: Measured;
  readonly p50: Measured;
  readonly p95: Measured;
  readonly p99: Measured;
  readonly max: Measured;
}

/** Mean weighted by time, highest level, and level at the end. */
export interface LevelFigures {
  readonly mean: Measured;
  readonly max: Measured;
  readonly final: Measured;
}

/** Counts are of the observed time (`SimulationResult.observedSeconds`). */
export interface ResourceResult {
  /** Asked to be taken in; of entries, fresh requests. */
  readonly offered: Measured;
  /** Offered less throttled. */
  readonly admitted: Measured;
  /** Refused at once. */
  readonly throttled: Measured;
  /** Attempts refused for want of capacity, those included that were tried again and in the end succeeded. */
  readonly throttledAttempts: Measured;
  readonly served: Measured;
  readonly failed: Measured;
  readonly deadLettered: Measured;
  readonly lost: Measured;
  /** Work done more than once. */
  readonly duplicates: Measured;
  readonly filtered: Measured;
  readonly retries: Measured;
  readonly timeouts: Measured;
  /** Calls, batches or invocations begun. */
  readonly attempts: Measured;
  /** Work done for a caller that no longer waited. */
  readonly wasted: Measured;
  readonly coldStarts: Measured;
  /** Seconds that work took here. */
  readonly latency: DurationFigures;
  /** Seconds since the work entered the drawing, of work that ended here. */
  readonly endToEnd: DurationFigures;
  readonly concurrency: LevelFigures;
  /** Waiting. */
  readonly backlog: LevelFigures;
  /** Handed to a consumer and not yet settled. */
  readonly inFlight: LevelFigures;
  /** Execution environments, busy and idle. */
  readonly environments: LevelFigures;
  /** Age of the oldest waiting work, seconds. */
  readonly age: LevelFigures;
}

/** How often the caller of a connection saw which answer, in the observed time; mean over the replications. */
export type AnswersSeen = Readonly<Record<string, number>>;

export interface TracedVisit {
  readonly resource: string;
  readonly from: number;
  readonly to: number;
  readonly answer: string;
}

export interface TracedMessage {
  readonly born: number;
  readonly visits: readonly TracedVisit[];
}

export interface SimulationResult {
  readonly outcome: RunOutcome;
  readonly seed: number;
  readonly replications: number;
  /** Seconds simulated in each replication. */
  readonly duration: number;
  readonly warmUpSeconds: number;
  readonly observedSeconds: number;
  /** False where no steady state was found to observe; null where none was sought. */
  readonly isSteady: boolean | null;
  /** Of all replications. */
  readonly events: number;
  readonly digest: string;
  /** By id. */
  readonly resources: Readonly<Record<string, ResourceResult>>;
  /** By connection id: what callers saw. */
  readonly answers: Readonly<Record<string, AnswersSeen>>;
  readonly series: {
    /** Seconds; the last column may be narrower. */
    readonly columnWidth: number;
    readonly columns: number;
    /** By resource id and name; rates per second, means over the column, age at its end. */
    readonly resources: Readonly<Record<string, Readonly<Record<SeriesName, readonly number[]>>>>;
  };
  /** Of the first replication. */
  readonly traces: readonly TracedMessage[];
  /** What the books say against each other; empty in a sound run. */
  readonly discrepancies: readonly string[];
}
