/** A flow: runs by schedule, on events or when they are started, each over so many records of the source. */
import type { CapacityContext, CapacityReport, Flow, Outcome } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import type { BucketDestinationConfig, BucketSourceConfig, StatusConfig } from './destination-config';
import type { FlowConfig } from './config';
import { accountLimits, CONCURRENT, lasting, MONTHLY, type Run, runLimits } from './limits';
import {
  bucketDestinations,
  bucketSources,
  busDestinations,
  callsAllowed,
  callsInADay,
  callsOf,
  capsOf,
  endedShare,
  EVENT_REPORT,
  eventSize,
  QUOTA_MONTH,
  recordsOf,
  runsPerSecond,
  writtenShare,
  writtenSize,
} from './runs';
import { type Ends, failed, notBegun, refusedByReceivers } from './spills';

type Context = CapacityContext<FlowConfig>;

export function capacity(context: Context): CapacityReport {
  const { resource, loadFactor } = context;
  const { config, inbound } = resource;
  const isStarted = config.trigger === 'on-demand';
  const calls = inbound.map((connection) => ({ connection, rate: context.offered(connection).rate }));
  const offered = isStarted ? total(calls, ({ rate }) => rate) : runsPerSecond(config, loadFactor);
  const records = recordsOf(config, loadFactor);
  const run: Run = { records, duration: records / config.recordRate, perSecond: offered };
  const duration = lasting(run, context);
  const ends = endsOf(run, context);
  const { roomy, begun, read, done } = ends;
  const admitted = isStarted && offered > 0 ? begun / offered : 1;
  const emits = emissions(begun, done, records, context);
  return {
    offered: perSecond(offered),
    admitted: perSecond(begun),
    completed: perSecond(done),
    failed: perSecond(begun - done),
    throttled: perSecond(offered - begun),
    waiting: perSecond(0),
    inFlight: begun * duration,
    queueLength: 0,
    latency: {
      value: seconds(duration),
      grade: 'approximation',
      because: () => ({
        formula: 'time of a run = records ÷ speed of a run, 48 hours at most',
        inputs: [
          { name: 'records of a run', value: records },
          { name: 'speed of a run', value: config.recordRate, unit: '1/s', field: 'recordRate' },
        ],
      }),
    },
    limits: [...runLimits(run, context), ...accountLimits(context)],
    draws: [
      { pool: CONCURRENT, amount: offered * duration },
      { pool: MONTHLY, amount: roomy * QUOTA_MONTH },
    ],
    emits,
    outcomes: new Map(calls.map(({ connection }) => [connection.id, answered(admitted)])),
    spills: [...notBegun(ends, calls, context), ...failed(ends, context), ...refusedByReceivers(emits, context)],
    quantities: { runs: begun, records: read * records, bytes: read * records * config.recordSize },
  };
}

function endsOf({ records, duration, perSecond: offered }: Run, context: Context): Ends {
  const { config } = context.resource;
  const [concurrent, month] = [context.pool(CONCURRENT), context.pool(MONTHLY)];
  const roomy = offered * context.fits(concurrent.demand, concurrent.size);
  const begun = roomy * context.fits(month.demand, month.size);
  const read = begun * callsFit(config, records, begun, context);
  const exceeded = exceededBy(records, duration, context);
  const done = exceeded === undefined ? read * (1 - endedShare(config, records)) : 0;
  return { offered, roomy, begun, read, done, exceeded };
}

/** Share of the runs that get their calls before the source has given those of the day; none where one needs more. */
function callsFit(config: FlowConfig, records: number, begun: number, context: Context): number {
  const allowed = callsAllowed(config);
  if (allowed === undefined) return 1;
  return context.fits(callsOf(config, records), allowed) < 1
    ? 0
    : context.fits(callsInADay(config, records, begun), allowed);
}

function exceededBy(records: number, duration: number, context: Context): string | undefined {
  const longest = context.quota('appflow/run-duration');
  const cap = capsOf(context.resource, context.quota).find(({ used, limit }) => context.fits(used(records), limit) < 1);
  return cap?.id ?? (context.fits(duration, longest) < 1 ? 'appflow/run-duration' : undefined);
}

function emissions(
  begun: number,
  done: number,
  records: number,
  { resource, loadFactor, quota }: Context,
): ReadonlyMap<string, Flow> {
  const { config } = resource;
  const written = records * writtenShare(config);
  const emits = new Map<string, Flow>();
  const emit = ({ id }: Connection, rate: number, size: number): void => {
    emits.set(id, { rate: perSecond(rate), size: bytes(size), perCall: 1 });
  };
  for (const connection of bucketDestinations(resource)) {
    const { filesPerRun } = connection.config as BucketDestinationConfig;
    emit(connection, done * filesPerRun, (written * writtenSize(config)) / filesPerRun);
  }
  for (const connection of bucketSources(resource)) {
    const { filesPerRun } = connection.config as BucketSourceConfig;
    emit(connection, begun * filesPerRun, 0);
  }
  for (const connection of busDestinations(resource)) {
    // Salesforce’s events alone go to a bus: other flows are refused.
    emit(connection, config.trigger === 'event' ? done * written : 0, eventSize(config, quota));
  }
  for (const connection of resource.outbound) {
    if (emits.has(connection.id)) continue;
    const told = connection.config as StatusConfig;
    const reports = loadFactor > 0 ? 1 / EVENT_REPORT : 0;
    emit(connection, config.trigger === 'event' ? reports : begun * 2, told.eventSize);
  }
  return emits;
}

function answered(admitted: number): Outcome {
  return {
    throttled: ratio(1 - admitted),
    failed: ratio(0),
    delayed: ratio(0),
    latency: seconds(0),
    wait: seconds(0),
  };
}
