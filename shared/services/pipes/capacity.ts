/** A pipe works off what it polls, batch by batch: an enrichment, then the target. What it has no room for stays at its source. */
import type { CapacityContext, CapacityReport, Flow, Outcome, Spill } from '#shared/model/capacity';
import type { PaceUse } from '#shared/model/delivery';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import type { PipeConfig } from './config';
import { type Demand, demandOf } from './demand';
import { concurrencyLimit, destinationLimit, sourceLimit } from './limits';
import { deadLetterOf, isQueueSource, isWaitedFor, sourcesOf, type Stage, stagesOf, takesOneByOne } from './stages';

type Context = CapacityContext<PipeConfig>;

const EXECUTIONS = 'pipes/concurrent-executions';
/** Mean size taken for what a dead-letter queue gets of a stream: positions and no data. */
const POSITION_BYTES = 512;

interface Handled {
  readonly demand: Demand;
  /** Share of what is offered for which there is an execution. */
  readonly begun: number;
  /** Of that, what the stages have room for: share of what is offered that is worked on. */
  readonly runs: number;
}

export function capacity(context: Context): CapacityReport {
  const { resource } = context;
  const demands = sourcesOf(resource).map((source) => demandOf(source, context));
  const paces = pacesOf(demands, context);
  const paced = paces.reduce((share, { pace }) => Math.min(share, context.fits(pace.asked, pace.limit)), 1);
  const pool = context.pool(EXECUTIONS);
  const inPool = context.fits(pool.demand, pool.size);
  const handled = demands.map((demand): Handled => {
    const begun = Math.min(context.fits(demand.work, demand.bound.capacity) * inPool, paced);
    return { demand, begun, runs: begun * demand.room };
  });
  const offered = total(demands, (each) => each.offered);
  const admitted = total(handled, ({ demand, runs }) => demand.offered * runs);
  const failed = total(handled, failedOf);
  const executions = total(handled, ({ demand, begun }) => demand.executions * begun);
  const busy = total(handled, ({ demand, begun }) => demand.executions * begun * demand.duration);
  return {
    offered: perSecond(offered),
    admitted: perSecond(admitted),
    completed: perSecond(admitted - failed),
    failed: perSecond(failed),
    throttled: perSecond(0),
    waiting: perSecond(offered - admitted),
    inFlight: busy,
    queueLength: 0,
    latency: latency(executions === 0 ? resource.config.furtherTime : busy / executions, context),
    limits: [
      concurrencyLimit(context),
      ...demands.map((each) => sourceLimit(each)),
      ...paces.flatMap(({ stage, pace }) => destinationLimit(stage, pace)),
    ],
    // What a source cannot hand over asks for no execution.
    draws: [
      {
        pool: EXECUTIONS,
        amount: total(
          demands,
          (each) => each.executions * each.duration * context.fits(each.work, each.bound.capacity),
        ),
      },
    ],
    emits: emissions(handled, context),
    outcomes: new Map(handled.map((each) => [each.demand.source.id, outcome(each)])),
    spills: handled.flatMap((each) => givenUp(each, context)),
    quantities: {
      executions,
      records: total(handled, ({ demand, runs }) => demand.work * runs),
    },
  };
}

/** Messages of a queue at each receive that fails, records of a stream when they are given up; per second. */
const failedOf = ({ demand: { work, fails }, runs }: Handled): number => work * runs * fails;

function outcome({ demand, runs }: Handled): Outcome {
  const { source, fails, duration, wait, meanBatch } = demand;
  const passes = source.config.filterShare;
  return {
    throttled: ratio(0),
    failed: ratio(runs * passes * fails),
    delayed: ratio(1 - runs),
    latency: seconds(duration),
    wait: seconds(wait),
    batch: meanBatch,
    ...(passes < 1 ? { filtered: ratio(runs * (1 - passes)) } : {}),
  };
}

/** Calls a second of API destinations, and the rates that they are kept to. */
function pacesOf(demands: readonly Demand[], { resource }: Context): readonly { stage: Stage; pace: PaceUse }[] {
  const { enrichment, target } = stagesOf(resource);
  return [enrichment, target].flatMap((stage) => {
    const limit = stage?.config.invocationRate;
    if (stage === undefined || limit === undefined) return [];
    const asked = total(demands, (each) => each.executions * (stage === target ? each.enriched : 1));
    return [{ stage, pace: { asked, limit } }];
  });
}

function latency(value: number, { resource }: Context): CapacityReport['latency'] {
  return {
    value: seconds(value),
    grade: 'approximation',
    because: () => ({
      formula:
        'time of an execution = time beside its calls + answer time of the enrichment + that of a target that is waited for',
      inputs: [
        { name: 'time beside its calls', value: resource.config.furtherTime, unit: 's', field: 'furtherTime' },
        { name: 'calls', value: Math.max(0, value - resource.config.furtherTime), unit: 's' },
      ],
    }),
  };
}

function emissions(handled: readonly Handled[], { resource }: Context): ReadonlyMap<string, Flow> {
  const { enrichment, target } = stagesOf(resource);
  const tried = total(handled, ({ demand, begun }) => demand.tried * begun);
  const executions = total(handled, ({ demand, begun }) => demand.executions * begun);
  const received = tried === 0 ? 0 : total(handled, ({ demand, begun }) => demand.tried * begun * demand.size) / tried;
  const onwards = total(handled, ({ demand, begun }) => demand.tried * begun * demand.enriched);
  const reached = total(handled, ({ demand, begun }) => demand.executions * begun * demand.enriched);
  const emits = new Map<string, Flow>();
  const sent = enrichment?.config.payload ?? received;
  if (enrichment) emits.set(enrichment.id, flow(enrichment, tried, executions, sent));
  if (target) {
    const comes = enrichment ? sent * (enrichment.config.answerRatio ?? 1) : received;
    emits.set(target.id, flow(target, onwards, reached, target.config.payload ?? comes));
  }
  const letters = deadLetterOf(resource);
  if (letters) {
    const streams = handled.filter(({ demand }) => !isQueueSource(demand.source));
    const notices = total(streams, (each) => failedOf(each) * each.demand.notices);
    emits.set(letters.id, { rate: perSecond(notices), size: bytes(POSITION_BYTES), perCall: 1 });
  }
  return emits;
}

/** @param records a second @param calls executions a second that come so far @param size mean bytes of a record */
function flow(stage: Stage, records: number, calls: number, size: number): Flow {
  const perCall = calls === 0 ? 1 : records / calls;
  // Functions that are waited for, and what has a call for batches, are told of each record; others of the batch as one.
  if (takesOneByOne(stage) || (stage.to.contract === 'invoke' && isWaitedFor(stage))) {
    return { rate: perSecond(records), size: bytes(size), perCall: Math.max(1, perCall) };
  }
  return { rate: perSecond(calls), size: bytes(size * perCall), perCall: 1 };
}

/** What a queue gives up is told by the queue. */
function givenUp(each: Handled, { resource }: Context): readonly Spill[] {
  const { source } = each.demand;
  const rate = failedOf(each);
  if (isQueueSource(source) || rate <= 0) return [];
  const letters = deadLetterOf(resource);
  return [
    {
      ends: letters ? 'destination' : 'lost',
      rate: perSecond(rate),
      connection: letters?.id ?? source.id,
      story: letters
        ? `given up after the last attempt; ${letters.to.resource.name} gets the position, not the records`
        : 'given up after the last attempt: there is no dead-letter queue',
    },
  ];
}
