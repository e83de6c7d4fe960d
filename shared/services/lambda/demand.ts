/** What each inbound connection asks of a function: invocations per second, their duration, and the concurrency between. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { independentRetries } from '#shared/queueing/retries';
import { noticeableShareBeyond } from '#shared/queueing/tail';
import type { CallConfig } from './call-config';
import { retryWait } from './call-retries';
import type { FunctionConfig } from './config';
import { failsForGood } from './failed-calls';
import { runTime } from './run-time';
import { queueDemand } from './queue-mapping-demand';
import { streamDemand } from './stream-mapping-demand';
import { isWaitedFor } from './waited-calls';
import { carriesBatches, handsOverBatches } from './triggers';

export type Source = 'synchronous' | 'asynchronous' | 'queue' | 'stream';

export interface Demand {
  readonly connection: Connection;
  readonly source: Source;
  /** Requests, events, messages or records offered, per second. */
  readonly offered: number;
  readonly size: number;
  /** Of those, the share that comes to the code: what the filter leaves out and what is stopped needs no invocation. */
  readonly passes: number;
  /** Share of the offer that loop detection stops: it fails, however often it is tried. */
  readonly stops: number;
  /** Of these in one invocation; 1 without a batch. */
  readonly meanBatch: number;
  /** Records in one of these: 1, but of events that are whole batches. */
  readonly each: number;
  /** Mean duration of one invocation, seconds. */
  readonly duration: number;
  /** Invocations per second that the offer asks for, attempts included. */
  readonly invocations: number;
  /** Attempts of one unit of work, mean. */
  readonly attempts: number;
  /** Share of the work that fails each attempt that it has, and is given up. */
  readonly givesUp: number;
  /** Share of the work of one attempt that fails. */
  readonly fails: number;
  /** Share of the offer for which the mapping itself has capacity; the rest stays at the source. */
  readonly fits: number;
  /** Seconds, of callers that hold on to what is refused; see the flow's. */
  readonly comesBack?: number;
  /** Mean wait at the source for a free consumer, seconds. */
  readonly wait: number;
  /** The mapping's own limits. */
  readonly limits: readonly LimitUse[];
}

/** Mean concurrency: arrival rate × duration (Little's law). */
export const concurrencyOf = ({ invocations, duration }: Demand): number => invocations * duration;

/** Whether what finds no room waits or is tried until it does. */
export const isPatient = ({ source, comesBack }: Demand): boolean =>
  source !== 'synchronous' || comesBack !== undefined;

/** Demands of all inbound connections, sources that wait for an answer first. */
export function demands(context: CapacityContext<FunctionConfig>): readonly Demand[] {
  const fails = errorShare(context);
  return context.resource.inbound.map((connection) => {
    const source = sourceOf(connection);
    if (source === 'queue') return queueDemand(connection, fails, context);
    if (source === 'stream') return streamDemand(connection, fails, context);
    return direct(connection, source, fails, context);
  });
}

function sourceOf({ kind, from }: Connection): Source {
  if (from.contract === 'poll-queue') return 'queue';
  if (from.contract === 'read-shards') return 'stream';
  return kind.invocation === 'synchronous' ? 'synchronous' : 'asynchronous';
}

/** Given up a second: once in thirty years, which no drawing foretells. */
const NEVER = 1e-9;

/**
 * A synchronous request runs once; an asynchronous event has up to two more attempts after an error. Several records may
 * come in one request or event: each then has its own part of the duration.
 */
function direct(
  connection: Connection,
  source: 'synchronous' | 'asynchronous',
  fails: number,
  context: CapacityContext<FunctionConfig>,
): Demand {
  const { config } = context.resource;
  const { rate, size, perCall, records = 1, comesBack } = context.offered(connection);
  const meanBatch = carriesBatches(connection) ? perCall : 1;
  const each = handsOverBatches(connection) ? records : 1;
  const ofRecords =
    carriesBatches(connection) || handsOverBatches(connection) ? config.perRecord * meanBatch * each : 0;
  const stops = context.stopped(connection);
  const retries = source === 'synchronous' ? 0 : config.asyncRetryAttempts;
  const { meanAttempts, giveUpProbability } = independentRetries(fails, retries);
  return {
    connection,
    source,
    offered: rate,
    size,
    passes: 1 - stops,
    stops,
    meanBatch,
    each,
    duration: runTime(config) + ofRecords + retryWait(context, meanBatch * each),
    invocations: (rate / meanBatch) * (1 - stops) * meanAttempts,
    attempts: meanAttempts,
    givesUp: rate * giveUpProbability < NEVER ? 0 : giveUpProbability,
    fails,
    fits: 1,
    wait: 0,
    limits: [],
    ...(comesBack === undefined || source === 'asynchronous' ? {} : { comesBack }),
  };
}

/**
 * Share of the invocations that fail: the function's own errors, runs that its timeout cuts off, and calls that fail for
 * good and are not caught.
 */
const errorShare = (context: CapacityContext<FunctionConfig>): number => 1 - succeeding(context, () => true);

/** Share of the attempts that come to their sends: neither the work itself nor a call that it waits for has failed. */
export const sendingShare = (context: CapacityContext<FunctionConfig>): number => succeeding(context, isWaitedFor);

function succeeding(context: CapacityContext<FunctionConfig>, counts: (call: Connection) => boolean): number {
  const { config, outbound } = context.resource;
  let succeeds = (1 - config.errorRate) * (1 - noticeableShareBeyond(config.duration, config.timeout));
  for (const connection of outbound) {
    if (connection.from.contract !== 'code-call' || !counts(connection)) continue;
    const { failsInvocation, callsPerInvocation } = connection.config as CallConfig;
    if (failsInvocation) succeeds *= (1 - failsForGood(connection, context.outcome(connection))) ** callsPerInvocation;
  }
  return succeeds;
}
