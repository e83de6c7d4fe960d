/** What a run may read, write and take, and what the account and the source allow in a day or a month. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import type { LimitUnit } from '#shared/model/fact';
import { grouped } from '#shared/model/figures';
import type { FlowConfig } from './config';
import { connectorOf } from './connectors';
import { capsOf } from './runs';

const QUOTAS = 'https://docs.aws.amazon.com/appflow/latest/userguide/service-quotas.html';
const asOf = '2026-11-23';

const DAY = 86_400;
/** The time over which AWS sizes the buffer of change events, seconds. */
const BURST = 5;

type Context = CapacityContext<FlowConfig>;

export interface Run {
  readonly records: number;
  /** Seconds. */
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
  readonly field?: string;
  readonly quota?: string;
  readonly isApproximate?: true;
}

export function runLimits(run: Run, context: Context): readonly LimitUse[] {
  const { resource, loadFactor } = context;
  const { config } = resource;
  const size = config.trigger === 'schedule' && config.pull === 'incremental' ? 'every' : 'records';
  const found: Stated[] = capsOf(resource).map(({ id, title, limit, unit, used }) => ({
    id,
    title,
    used: used(run.records),
    limit,
    unit,
    beyond: 'the run fails and writes nothing',
    formula: 'utilisation = what a run moves ÷ what AppFlow lets a run move',
    field: config.trigger === 'event' ? 'eventsPerRun' : size,
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
      used: run.duration,
      limit: config.every,
      unit: 's',
      beyond: 'a run is still at work when the next is due: AWS does not say what becomes of that one',
      formula: 'utilisation = records ÷ speed of a run ÷ time between two runs',
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
  if (config.trigger !== 'event' && config.apiCallsPerDay !== undefined) {
    const pages = Math.max(1, Math.ceil(run.records / config.recordsPerPage));
    found.push({
      id: 'appflow/source-calls',
      title: `API calls of ${connectorOf(config.source).title} in a day`,
      used: pages * run.perSecond * DAY,
      limit: config.apiCallsPerDay,
      unit: 'count',
      beyond: 'the source refuses: runs fail, and so do others that call it',
      formula: 'utilisation = pages of a run × runs a day ÷ calls that the source allows',
      field: 'apiCallsPerDay',
    });
  }
  return found.map((each) => limitUse(each, resource.id));
}

export function accountLimits(context: Context): readonly LimitUse[] {
  const state = (id: string) => context.pool(id);
  const concurrent = state('appflow/concurrent-runs');
  const month = state('appflow/runs-per-month');
  const { id } = context.resource;
  return [
    {
      ...limitUse(
        {
          id: 'appflow/concurrent-runs',
          title: 'Concurrent runs of the account',
          used: concurrent.demand,
          limit: concurrent.size,
          unit: 'concurrent',
          beyond: '402 or 429: the run does not begin',
          formula: 'utilisation = runs a second × time of a run, of all flows ÷ quota',
          quota: 'appflow/concurrent-runs',
          isApproximate: true,
        },
        id,
      ),
      pool: 'appflow/concurrent-runs',
    },
    {
      ...limitUse(
        {
          id: 'appflow/runs-per-month',
          title: 'Runs of the account in 30 days',
          used: month.demand,
          limit: month.size,
          unit: 'count',
          beyond: 'no run begins for the rest of the month',
          formula: `utilisation = runs a second × ${grouped(30 * DAY)} s, of all flows ÷ quota`,
          quota: 'appflow/runs-per-month',
        },
        id,
      ),
      pool: 'appflow/runs-per-month',
    },
  ];
}

function limitUse({ used, limit, formula, field, quota, isApproximate, ...rest }: Stated, resource: string): LimitUse {
  return {
    ...rest,
    used,
    limit,
    utilisation: used / limit,
    grade: isApproximate ? 'approximation' : 'exact',
    setBy: quota === undefined ? { resource, ...(field === undefined ? {} : { field }) } : { quota },
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
