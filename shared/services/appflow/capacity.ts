/** A flow: runs by schedule, on events or when they are started, each over so many records of the source. */
import type { CapacityContext, CapacityReport, Flow, Outcome, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import type { BucketDestinationConfig, BucketSourceConfig } from './destination-config';
import type { FlowConfig } from './config';
import { accountLimits, type Run, runLimits } from './limits';
import {
  bucketDestinations,
  bucketSources,
  busDestinations,
  capsOf,
  endedShare,
  EVENT_REPORT,
  recordsOf,
  runsPerSecond,
  writtenShare,
  writtenSize,
} from './runs';

type Context = CapacityContext<FlowConfig>;

/** Quotas count 30 days. */
const QUOTA_MONTH = 2_592_000;

export function capacity(context: Context): CapacityReport {
  const { resource, loadFactor } = context;
  const { config, inbound } = resource;
  const isStarted = config.trigger === 'on-demand';
  const calls = inbound.map((connection) => ({ connection, rate: context.offered(connection).rate }));
  const offered = isStarted ? total(calls, ({ rate }) => rate) : runsPerSecond(config, loadFactor);
  const records = recordsOf(config, loadFactor);
  const run: Run = { records, duration: records / config.recordRate, perSecond: offered };
  const pool = context.pool('appflow/concurrent-runs');
  const begun = offered * context.fits(pool.demand, pool.size);
  const done = begun * (1 - failing(run, context));
  const admitted = isStarted && offered > 0 ? begun / offered : 1;
  return {
    offered: perSecond(offered),
    admitted: perSecond(begun),
    completed: perSecond(done),
    failed: perSecond(begun - done),
    throttled: perSecond(offered - begun),
    waiting: perSecond(0),
    inFlight: begun * run.duration,
    queueLength: 0,
    latency: {
      value: seconds(run.duration),
      grade: 'approximation',
      because: () => ({
        formula: 'time of a run = records ÷ speed of a run',
        inputs: [
          { name: 'records of a run', value: records },
          { name: 'speed of a run', value: config.recordRate, unit: '1/s', field: 'recordRate' },
        ],
      }),
    },
    limits: [...runLimits(run, context), ...accountLimits(context)],
    draws: [
      { pool: 'appflow/concurrent-runs', amount: offered * run.duration },
      { pool: 'appflow/runs-per-month', amount: offered * QUOTA_MONTH },
    ],
    emits: emissions(begun, done, records, context),
    outcomes: new Map(calls.map(({ connection }) => [connection.id, answered(admitted)])),
    spills: spills({ offered, begun, done }, context),
    quantities: { runs: begun, records: begun * records, bytes: begun * records * config.recordSize },
  };
}

/** Share of the runs that fail: all where they are too large or too long, else those that an invalid record ends. */
function failing({ records, duration }: Run, context: Context): number {
  const fit = [
    context.fits(duration, context.quota('appflow/run-duration')),
    ...capsOf(context.resource).map(({ used, limit }) => context.fits(used(records), limit)),
  ];
  return fit.some((each) => each < 1) ? 1 : endedShare(context.resource.config, records);
}

function emissions(
  begun: number,
  done: number,
  records: number,
  { resource, loadFactor }: Context,
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
    emit(connection, config.trigger === 'event' ? done * written : 0, writtenSize(config));
  }
  for (const connection of resource.outbound) {
    if (emits.has(connection.id)) continue;
    const { eventSize } = connection.config as { readonly eventSize: number };
    const reports = loadFactor > 0 ? 1 / EVENT_REPORT : 0;
    emit(connection, config.trigger === 'event' ? reports : begun * 2, eventSize);
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

interface Ended {
  readonly offered: number;
  readonly begun: number;
  readonly done: number;
}

function spills({ offered, begun, done }: Ended, context: Context): readonly Spill[] {
  const { resource } = context;
  const { trigger } = resource.config;
  const found: Spill[] = [];
  if (offered > begun) {
    found.push({
      ends: trigger === 'on-demand' ? 'caller' : 'lost',
      rate: perSecond(offered - begun),
      limit: 'appflow/concurrent-runs',
      story: 'runs begin that find no room among those of the account',
      seenAs: '402 ServiceQuotaExceededException',
    });
  }
  if (begun > done) {
    found.push({
      ends: 'lost',
      rate: perSecond(begun - done),
      story: `runs fail and write nothing${trigger === 'schedule' ? ': the next one reads their records again' : ''}`,
    });
  }
  for (const connection of resource.outbound) {
    const refused = context.outcome(connection).throttled;
    const rate = refused * (refused > 0 ? begun : 0);
    if (rate > 0) {
      found.push({
        ends: 'backlog',
        rate: perSecond(rate),
        connection: connection.id,
        story: `${connection.to.resource.name} refuses: the run tries again`,
      });
    }
  }
  return found;
}
