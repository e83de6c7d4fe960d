/** Schedules make load at the times at which they are due, and invoke as fast as the quota of invocations lets them. */
import type { CapacityContext, CapacityReport, Flow, LimitUse, Spill } from '#shared/model/capacity';
import { givenUpSpill } from '#shared/model/delivery';
import type { Remedy } from '#shared/model/finding';
import type { Connection } from '#shared/model/graph';
import { poolLimit } from '#shared/model/pool-limit';
import { set } from '#shared/model/remedy';
import { total } from '#shared/model/total';
import { bytes, perSecond, seconds } from '#shared/model/unit';
import { durationText, roughTime } from '#shared/model/wording';
import { independentRetries } from '#shared/queueing/retries';
import { deadLetterOf, deadLettersOf } from '#shared/model/targets';
import type { ScheduleConfig } from './config';
import type { TargetConfig } from './target-config';
import { targetsOf } from './targets';
import { duePerSecond, isTogether, peakPerSecond, spreadOf } from './timing';

const QUOTAS = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html';
const asOf = '2026-11-23';

const INVOCATIONS = 'scheduler/invocations';
const MINUTE = 60;
const DAY = 86_400;

/** What becomes of the invocations of one target; rates per second. */
interface Invocations {
  readonly connection: Connection<TargetConfig>;
  readonly due: number;
  /** Of those, for which there is nothing left in the account's quota. */
  readonly delayed: number;
  /** That the target refuses for want of room: they are tried again. */
  readonly held: number;
  /** Attempts of one invocation, mean. */
  readonly attempts: number;
  /** Given up after the last attempt. */
  readonly givenUp: number;
}

export function capacity(context: CapacityContext<ScheduleConfig>): CapacityReport {
  const { resource, loadFactor } = context;
  const { config } = resource;
  const rate = config.schedules * duePerSecond(config) * loadFactor;
  const pool = context.pool(INVOCATIONS);
  const inTime = context.fits(pool.demand, pool.size);
  const targets = targetsOf(resource).map((connection) => invoke(connection, rate, inTime, context));
  const offered = targets.length === 0 ? rate : rate * targets.length;
  const waiting = targets.length === 0 ? 0 : offered * (1 - inTime);
  const failed = total(targets, ({ givenUp }) => givenUp);
  return {
    offered: perSecond(offered),
    admitted: perSecond(offered),
    completed: perSecond(offered - waiting - failed),
    failed: perSecond(failed),
    throttled: perSecond(0),
    waiting: perSecond(waiting),
    inFlight: 0,
    queueLength: 0,
    latency: {
      value: seconds(0),
      grade: 'exact',
      because: () => ({ formula: 'a schedule waits for no answer', inputs: [] }),
    },
    limits: [...atOnce(targets.length, context), account(context)],
    draws: [{ pool: INVOCATIONS, amount: rate * targets.length }],
    emits: emissions(targets, context),
    outcomes: new Map(),
    spills: targets.flatMap((each) => spills(each, context)),
    quantities: { invocations: rate * targets.length },
  };
}

function invoke(
  connection: Connection<TargetConfig>,
  due: number,
  inTime: number,
  context: CapacityContext<ScheduleConfig>,
): Invocations {
  const { failed, throttled } = context.outcome(connection);
  const { meanAttempts, giveUpProbability } = independentRetries(failed, connection.config.retryAttempts);
  return {
    connection,
    due,
    delayed: due * (1 - inTime),
    held: due * inTime * throttled,
    attempts: meanAttempts,
    givenUp: due * inTime * giveUpProbability,
  };
}

function emissions(
  targets: readonly Invocations[],
  { resource }: CapacityContext<ScheduleConfig>,
): ReadonlyMap<string, Flow> {
  const emits = new Map<string, Flow>();
  for (const { connection, due, delayed, attempts } of targets) {
    emits.set(connection.id, {
      rate: perSecond((due - delayed) * attempts),
      size: bytes(connection.config.inputSize),
      perCall: 1,
    });
  }
  for (const { id } of deadLettersOf(resource)) {
    const kept = targets.filter(({ connection }) => deadLetterOf(resource, connection.id)?.id === id);
    const rate = total(kept, ({ givenUp }) => givenUp);
    const size =
      rate === 0 ? 0 : total(kept, ({ givenUp, connection }) => givenUp * connection.config.inputSize) / rate;
    emits.set(id, { rate: perSecond(rate), size: bytes(size), perCall: 1 });
  }
  return emits;
}

function spills(invocations: Invocations, { resource }: CapacityContext<ScheduleConfig>): readonly Spill[] {
  const { connection, delayed, held, givenUp } = invocations;
  const letters = deadLetterOf(resource, connection.id);
  const target = connection.to.resource.name;
  const age = durationText(connection.config.maximumEventAge);
  const then = letters ? `move to ${letters.to.resource.name}` : 'are lost';
  const found: Spill[] = [];
  if (delayed > 0) {
    found.push({
      ends: 'backlog',
      rate: perSecond(delayed),
      limit: INVOCATIONS,
      connection: connection.id,
      story: `EventBridge Scheduler invokes later and later, without an error; those older than ${age} ${then}`,
    });
  }
  if (held > 0) {
    found.push({
      ends: 'backlog',
      rate: perSecond(held),
      connection: connection.id,
      story: `${target} refuses: EventBridge Scheduler tries again; those older than ${age} ${then}`,
    });
  }
  return [...found, ...givenUpSpill(connection, givenUp, letters)];
}

/** Schedules that are due together ask for all their invocations within a minute, or within the flexible window. */
function atOnce(targets: number, context: CapacityContext<ScheduleConfig>): readonly LimitUse[] {
  const { resource, loadFactor } = context;
  const { config } = resource;
  if (!isTogether(config) || targets === 0) return [];
  const limit = context.quota(INVOCATIONS);
  const spread = spreadOf(config);
  const used = config.schedules * peakPerSecond(config) * targets * loadFactor;
  const late = roughTime((used * spread) / limit);
  const within = spread > MINUTE ? `their window of ${durationText(spread)}` : 'their minute';
  return [
    {
      id: 'scheduler/invocations-at-once',
      title: 'Invocations of schedules due together',
      used,
      limit,
      unit: '1/s',
      utilisation: used / limit,
      grade: 'exact',
      setBy: { resource: resource.id, field: 'flexibleWindow' },
      beyond:
        used > limit
          ? `invocations come late, the last ${late} after the time of the schedule; nothing is refused`
          : `invocations come later than ${within}; nothing is refused`,
      because: () => ({
        formula: 'utilisation = invocations of schedules that are due within the window ÷ window ÷ quota',
        inputs: [
          { name: 'schedules', value: config.schedules * loadFactor, field: 'schedules' },
          { name: 'targets', value: targets },
          { name: 'window', value: spread, unit: 's', field: 'flexibleWindow' },
          { name: 'quota', value: limit, unit: '1/s' },
        ],
        source: QUOTAS,
        asOf,
      }),
      ...widened(resource.id, resource.name, (used * spread) / limit),
    },
  ];
}

/** A window, in whole minutes, in which so many seconds of invocations find room; AWS's longest is a day. */
function widened(resource: string, name: string, needed: number): { readonly raise?: () => Remedy } {
  const window = Math.ceil(needed / MINUTE) * MINUTE;
  if (!(window > MINUTE && window <= DAY)) return {};
  return {
    raise: () =>
      set(`Spread the invocations of ${name} over ${durationText(window)}`, { resource }, 'flexibleWindow', window),
  };
}

function account(context: CapacityContext<ScheduleConfig>): LimitUse {
  return poolLimit(INVOCATIONS, context, {
    title: 'Scheduler invocations of the account',
    beyond: 'invocations of all schedules of the account and Region come later and later, without an error',
    formula:
      'utilisation = schedules × targets × times due a second, of all schedules ÷ quota of the account and Region',
    used: 'invocations, mean',
    source: QUOTAS,
    asOf,
  });
}
