/** A function: what its triggers ask, the concurrency that they find, and what its code sends on. */
import type { CapacityContext, CapacityReport, Flow, Outcome } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import { independentRetries } from '#shared/queueing/retries';
import type { BatchCallConfig, CallConfig } from './call-config';
import { concurrency, type Concurrency } from './concurrency';
import type { FunctionConfig } from './config';
import { type Demand, demands, isPatient, sendingShare } from './demand';
import { runTime } from './run-time';
import { retriedShare } from './failed-calls';
import { isKeyed } from './idempotency';
import { spills } from './spills';
import { isWaitedFor } from './waited-calls';
import { carriesBatches, handsOverBatches } from './triggers';

/** What becomes of one demand; all rates per second, in requests, events, messages or records. */
export interface Handled {
  readonly demand: Demand;
  /** Offered, filtered out ones included. */
  readonly offered: number;
  readonly throttled: number;
  /** Run to an end, good or bad; filtered out ones included. */
  readonly admitted: number;
  readonly failed: number;
  /** Of those, stopped by loop detection. */
  readonly stopped: number;
  readonly waiting: number;
  /** Share of the work that runs. */
  readonly runs: number;
}

export function capacity(context: CapacityContext<FunctionConfig>): CapacityReport {
  const { resource } = context;
  const { config } = resource;
  const asked = demands(context);
  const room = concurrency(asked, context);
  const handled = asked.map((demand) => handle(demand, room));
  const offered = total(handled, (each) => each.offered);
  const admitted = total(handled, (each) => each.admitted);
  const failed = total(handled, (each) => each.failed);
  const invocations = total(handled, ({ demand, runs }) => demand.invocations * runs);
  const busy = total(handled, ({ demand, runs }) => demand.invocations * runs * demand.duration);
  const meanDuration = invocations === 0 ? runTime(config) : busy / invocations;
  return {
    offered: perSecond(offered),
    admitted: perSecond(admitted),
    completed: perSecond(admitted - failed),
    failed: perSecond(failed),
    throttled: perSecond(total(handled, (each) => each.throttled)),
    waiting: perSecond(total(handled, (each) => each.waiting)),
    inFlight: busy,
    queueLength: 0,
    latency: {
      value: seconds(meanDuration),
      // How AWS gathers batches is not documented, and what refused calls add is their mean at this load.
      grade: handled.every(({ demand }) => demand.duration === runTime(config)) ? 'exact' : 'approximation',
      because: () => ({
        formula:
          'mean duration of an invocation = duration + duration per record × mean batch + waits of refused calls for their next attempt',
        inputs: [
          { name: 'duration', value: runTime(config), unit: 's', field: 'duration' },
          { name: 'duration per record', value: config.perRecord, unit: 's', field: 'perRecord' },
          ...handled
            .filter(
              ({ demand: { source, connection } }) =>
                source === 'queue' || source === 'stream' || carriesBatches(connection) || handsOverBatches(connection),
            )
            .map(({ demand }) => ({
              name: `mean batch from ${demand.connection.from.resource.name}`,
              value: demand.meanBatch * demand.each,
            })),
        ],
      }),
    },
    limits: [...room.limits, ...asked.flatMap(({ limits }) => limits)],
    draws: room.draws,
    emits: emissions(handled, context),
    outcomes: new Map(handled.map((each) => [each.demand.connection.id, outcome(each, config)])),
    spills: spills(handled, room, context),
    quantities: {
      invocations,
      billedSeconds: busy,
      asynchronousEvents: total(handled, ({ demand, admitted: done }) => (demand.source === 'asynchronous' ? done : 0)),
      meanEventBytes: offered === 0 ? 0 : total(asked, ({ offered: rate, size }) => rate * size) / offered,
      keyedWork: total(
        handled.filter(({ demand }) => isKeyed(demand.connection, resource)),
        worked,
      ),
      records: total(handled, ({ demand, admitted: done }) => (demand.source === 'stream' ? done : 0)),
    },
  };
}

function handle(demand: Demand, { refused: atOnce, fits }: Concurrency): Handled {
  const { offered, source, passes, stops, givesUp } = demand;
  const work = offered * passes;
  if (source === 'synchronous') {
    const refused = isPatient(demand) ? 1 - fits : atOnce;
    const throttled = work * refused;
    const stopped = offered * stops;
    return {
      demand,
      offered,
      throttled,
      admitted: work - throttled + stopped,
      failed: (work - throttled) * givesUp + stopped,
      stopped,
      waiting: 0,
      runs: 1 - refused,
    };
  }
  const runs = Math.min(demand.fits, demand.fits * fits);
  const done = work * runs;
  // Filtered out records need no room: they are gone as soon as they are read, which waits with the rest.
  const admitted = offered * runs;
  const stopped = offered * stops * runs;
  const failed = done * givesUp + stopped;
  return { demand, offered, throttled: 0, admitted, failed, stopped, waiting: offered - admitted, runs };
}

function outcome(
  { demand, offered, throttled, failed, stopped, waiting, runs }: Handled,
  { maximumEventAge }: FunctionConfig,
): Outcome {
  const { source, duration, wait, meanBatch, passes, stops } = demand;
  const base = offered === 0 ? 1 : offered;
  const isAsynchronous = source === 'asynchronous';
  return {
    throttled: ratio(throttled / base),
    // An asynchronous caller was told 202: failures and waiting stay with Lambda.
    failed: ratio(isAsynchronous ? 0 : failed / base),
    delayed: ratio(isAsynchronous ? 0 : waiting / base),
    latency: seconds(isAsynchronous ? 0 : duration),
    wait: seconds(wait),
    ...(source === 'queue' || source === 'stream' ? { batch: meanBatch } : {}),
    ...(source === 'queue' && stopped > 0 ? { stopped: ratio(stopped / base) } : {}),
    ...(passes + stops < 1 ? { filtered: ratio(runs * (1 - passes - stops)) } : {}),
    ...(isAsynchronous ? { held: { share: ratio(waiting / base), expiresAfter: seconds(maximumEventAge) } } : {}),
  };
}

/** Mean size taken for a stream's failure record, which holds positions and no data. */
const POSITION_BYTES = 512;

/** Requests, messages, records and events, by their records, that come to the code, each as often as it is tried; per second. */
const worked = ({ demand, runs }: Handled): number =>
  demand.offered * demand.each * demand.passes * demand.attempts * runs;

/**
 * Calls of the code follow the runs, per record of a batch: those that are waited for all of them, sends those that come so
 * far. Destinations follow the ends.
 */
function emissions(handled: readonly Handled[], context: CapacityContext<FunctionConfig>): ReadonlyMap<string, Flow> {
  const runs = total(handled, worked);
  const sending = runs * sendingShare(context);
  const brought = total(handled, ({ demand }) => demand.offered * demand.size);
  const received = brought / (total(handled, (each) => each.offered) || 1);
  const ofRecord = brought / (total(handled, ({ demand }) => demand.offered * demand.each) || 1);
  const asynchronous = handled.filter(({ demand }) => demand.source === 'asynchronous');
  const gaveUp = total(asynchronous, (each) => each.failed);
  const succeeded = total(asynchronous, (each) => each.admitted) - gaveUp;
  const batches = total(
    handled.filter(({ demand }) => demand.source === 'stream'),
    ({ demand, failed }) => failed / demand.meanBatch,
  );
  return new Map(
    context.resource.outbound.map((connection) => {
      if (connection.from.contract === 'code-call') {
        return [connection.id, call(connection, isWaitedFor(connection) ? runs : sending, ofRecord, context)];
      }
      if (connection.kind.id.includes('/stream-')) return [connection.id, to(batches, POSITION_BYTES)];
      return [connection.id, to(connection.kind.role === 'failure' ? gaveUp : succeeded, received)];
    }),
  );
}

function call(connection: Connection, runs: number, received: number, context: CapacityContext<FunctionConfig>): Flow {
  const { callsPerInvocation, attempts, payload, batchSize } = connection.config as CallConfig &
    Partial<BatchCallConfig>;
  const { meanAttempts } = independentRetries(retriedShare(connection, context.outcome(connection)), attempts - 1);
  return {
    rate: perSecond(runs * callsPerInvocation * meanAttempts),
    size: bytes(payload ?? received),
    perCall: batchSize ?? 1,
  };
}

const to = (rate: number, size: number, perCall = 1): Flow => ({ rate: perSecond(rate), size: bytes(size), perCall });
