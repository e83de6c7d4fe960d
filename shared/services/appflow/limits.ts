/** What a run may read, write and take, and what the account and the source allow in a day or a month. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import type { LimitUnit } from '#shared/model/fact';
import { grouped } from '#shared/model/figures';
import { poolLimit } from '#shared/model/pool-limit';
import type { FlowConfig } from './config';
import { connectorOf } from './connectors';
import { callsAllowed, callsInADay, capsOf, QUOTA_MONTH } from './runs';

const QUOTAS = 'https://docs.aws.amazon.com/appflow/latest/userguide/service-quotas.html';
const asOf = '2026-11-23';

export const CONCURRENT = 'appflow/concurrent-runs';
export const MONTHLY = 'appflow/runs-per-month';
/** Of the source, not of AWS: a setting of the flow states it. */
export const SOURCE_CALLS = 'appflow/source-calls';

/** The time over which AWS sizes the buffer of change events, seconds. */
const BURST = 5;

type Context = CapacityContext<FlowConfig>;

export interface Run {
  readonly records: number;
  /** Seconds that the records need, however many those are. */
  readonly duration: number;
  /** Runs a second. */
  readonly perSecond: number;
}

interface Stated {
  readonly id: string;
  readonly title: string;
  readonly used: number;
  readonly limit: number;
  readonly unit: LimitUnit;
  readonly beyond: string;
  readonly formula: string;
  /** A setting of the flow, or of a connection of it. */
  readonly field?: string;
  readonly connection?: string;
  readonly quota?: string;
  readonly isApproximate?: true;
}

export function runLimits(run: Run, context: Context): readonly LimitUse[] {
  const { resource, loadFactor } = context;
  const { config } = resource;
  const size = config.trigger === 'schedule' && config.pull === 'incremental' ? 'every' : 'records';
  const found: Stated[] = capsOf(resource, context.quota).map(({ id, title, limit, unit, used, setBy }) => ({
    id,
    title,
    used: used(run.records),
    limit,
    unit,
    beyond: 'the run fails and writes nothing',
    formula: 'utilisation = what a run moves ÷ what AppFlow lets a run move',
    ...(setBy ?? { field: config.trigger === 'event' ? 'eventsPerRun' : size }),
  }));
  found.push({
    id: 'appflow/run-duration',
    title: 'Duration of a run',
    used: run.duration,
    limit: context.quota('appflow/run-duration'),
    unit: 's',
    beyond: 'the run fails',
    formula: 'utilisation = records ÷ speed of a run ÷ 48 hours',
    quota: 'appflow/run-duration',
    isApproximate: true,
  });
  if (config.trigger === 'schedule') {
    found.push({
      id: 'appflow/time-between-runs',
      title: 'Time between two runs',
      used: lasting(run, context),
      limit: config.every,
      unit: 's',
      beyond: 'a run is still at work when the next is due: AWS does not say what becomes of that one',
      formula: 'utilisation = records ÷ speed of a run, 48 hours at most ÷ time between two runs',
      field: 'every',
      isApproximate: true,
    });
  }
  if (config.trigger === 'event' && config.source === 'salesforce') {
    found.push({
      id: 'appflow/event-buffer',
      title: 'Change events within five seconds',
      used: config.changes * loadFactor * config.recordSize * BURST,
      limit: context.quota('appflow/event-buffer'),
      unit: 'B',
      beyond: 'Salesforce’s events may be dropped, without an error',
      formula: 'utilisation = events a second × 5 s × size of an event ÷ buffer of the channel',
      quota: 'appflow/event-buffer',
    });
  }
  const allowed = callsAllowed(config);
  if (allowed !== undefined) {
    found.push({
      id: SOURCE_CALLS,
      title: `API calls of ${connectorOf(config.source).title} in a day`,
      used: callsInADay(config, run.records, run.perSecond),
      limit: allowed,
      unit: 'count',
      beyond: 'the source refuses: runs fail, and so do others that call it',
      formula: 'utilisation = pages of a run × runs a day, one at least ÷ calls that the source allows',
      field: 'apiCallsPerDay',
    });
  }
  return found.map((each) => limitUse(each, resource.id));
}

/** Seconds that a run takes: AppFlow ends one that is still at work after the longest time. */
export const lasting = ({ duration }: Run, context: Context): number =>
  Math.min(duration, context.quota('appflow/run-duration'));

export function accountLimits(context: Context): readonly LimitUse[] {
  return [
    poolLimit(CONCURRENT, context, {
      title: 'Concurrent runs of the account',
      beyond: '429 ThrottlingException: the run does not begin',
      formula: 'utilisation = runs a second × time of a run, of all flows ÷ quota',
      used: 'runs at work, mean',
      unit: 'concurrent',
      grade: 'approximation',
      source: QUOTAS,
      asOf,
    }),
    poolLimit(MONTHLY, context, {
      title: 'Runs of the account in 30 days',
      beyond: '402 ServiceQuotaExceededException: no run begins for the rest of the month',
      formula: `utilisation = runs a second × ${grouped(QUOTA_MONTH)} s, of all flows ÷ quota`,
      used: 'runs in 30 days',
      unit: 'count',
      source: QUOTAS,
      asOf,
    }),
  ];
}

function limitUse({ used, limit, formula, field, quota, isApproximate, ...rest }: Stated, resource: string): LimitUse {
  const { connection } = rest;
  const place = connection === undefined ? { resource } : { connection };
  return {
    ...rest,
    used,
    limit,
    utilisation: used / limit,
    grade: isApproximate ? 'approximation' : 'exact',
    setBy: quota === undefined ? { ...place, ...(field === undefined ? {} : { field }) } : { quota },
    because: () => ({
      formula,
      inputs: [
        { name: 'used', value: used, unit: rest.unit },
        { name: 'limit', value: limit, unit: rest.unit, ...(field === undefined ? {} : { field }) },
      ],
      source: QUOTAS,
      asOf,
    }),
  };
}
