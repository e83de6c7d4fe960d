/** A pipe works off what it polls, batch by batch: an enrichment, then the target. What it has no room for stays at its source. */
import type { CapacityContext, CapacityReport, Flow, Outcome, Spill } from '#shared/model/capacity';
import type { PaceUse } from '#shared/model/delivery';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import type { PipeConfig } from './config';
import { type Demand, demandOf } from './demand';
import { concurrencyLimit, destinationLimit, sourceLimit } from './limits';
import { beyondRate, EXECUTIONS, type Handled, inLine } from './paced';
import { triesOf } from './refused';
import { countsRecords, deadLetterOf, isQueueSource, sourcesOf, type Stage, stagesOf } from './stages';

type Context = CapacityContext<PipeConfig>;

/** Mean size taken for what a dead-letter queue gets of a stream: positions and no data. */
const POSITION_BYTES = 512;

export function capacity(context: Context): CapacityReport {
  const { resource } = context;
  const demands = sourcesOf(resource).map((source) => demandOf(source, context));
  const pool = context.pool(EXECUTIONS);
  const inPool = context.fits(pool.demand, pool.size);
  const bySource = (demand: Demand): number => context.fits(demand.work, demand.bound.capacity);
  const begun = demands.map((demand): Handled => {
    return { demand, comesAgain: false, ...triesOf(demand, bySource(demand) * inPool, context) };
  });
  const paced = pacesOf(begun, context).reduce(
    (share, { pace }) => Math.min(share, context.fits(pace.asked, pace.limit)),
    1,
  );
  const handled = begun.map((each) => inLine(each, paced, context));
  const offered = total(demands, (each) => each.offered);
  const admitted = total(handled, ({ demand, runs }) => demand.offered * runs);
  const failed = total(handled, failedOf);
  const executions = total(handled, (each) => each.executions);
  const busy = total(handled, (each) => each.executions * each.demand.duration);
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
      ...pacesOf(demands.map(asWhole), context).flatMap(({ stage, pace }) =>
        destinationLimit(stage, pace, demands[0] && beyondRate(demands[0], pace.limit, context)),
      ),
    ],
    // What a source cannot hand over asks for no execution.
    draws: [
      {
        pool: EXECUTIONS,
        amount: total(
          handled,
          (each) =>
            each.inLine ?? triesOf(each.demand, bySource(each.demand), context).executions * each.demand.duration,
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

/** What a source asks for, whether there is room or not. */
const asWhole = (demand: Demand): Pick<Handled, 'demand' | 'executions'> => ({
  demand,
  executions: demand.executions,
});

/** Messages of a queue at each receive that fails, records of a stream when they are given up; per second. */
const failedOf = ({ demand: { work, fails }, runs }: Handled): number => work * runs * fails;

function outcome({ demand, comesAgain, executions, tried, runs }: Handled): Outcome {
  const { source, fails, duration, wait, meanBatch } = demand;
  const passes = source.config.filterShare;
  return {
    throttled: ratio(0),
    failed: ratio(runs * passes * (comesAgain ? 1 : fails)),
    delayed: ratio(1 - runs),
    latency: seconds(duration),
    wait: seconds(wait),
    batch: executions > 0 ? tried / executions : meanBatch,
    ...(passes < 1 ? { filtered: ratio(runs * (1 - passes)) } : {}),
  };
}

/** Calls a second of API destinations, and the rates that they are kept to. */
function pacesOf(
  all: readonly Pick<Handled, 'demand' | 'executions'>[],
  { resource }: Context,
): readonly { stage: Stage; pace: PaceUse }[] {
  const { enrichment, target } = stagesOf(resource);
  return [enrichment, target].flatMap((stage) => {
    const limit = stage?.config.invocationRate;
    if (stage === undefined || limit === undefined) return [];
    const asked = total(all, ({ demand, executions }) => executions * (stage === target ? demand.enriched : 1));
    return [{ stage, pace: { asked, limit } }];
  });
}

function latency(value: number, { resource }: Context): CapacityReport['latency'] {
  return {
    value: seconds(value),
    grade: 'approximation',
    because: () => ({
      formula:
        'time of an execution = time beside its calls + answer time of the enrichment + that of a target that is waited for, waits for the rate of an API destination included',
      inputs: [
        { name: 'time beside its calls', value: resource.config.furtherTime, unit: 's', field: 'furtherTime' },
        { name: 'calls', value: Math.max(0, value - resource.config.furtherTime), unit: 's' },
      ],
    }),
  };
}

function emissions(handled: readonly Handled[], { resource, fits }: Context): ReadonlyMap<string, Flow> {
  const { enrichment, target } = stagesOf(resource);
  const tried = total(handled, (each) => each.tried);
  const executions = total(handled, (each) => each.executions);
  const received = tried === 0 ? 0 : total(handled, (each) => each.tried * each.demand.size) / tried;
  const onwards = total(handled, (each) => each.tried * each.demand.enriched);
  const reached = total(handled, (each) => each.executions * each.demand.enriched);
  const emits = new Map<string, Flow>();
  const sent = enrichment?.config.payload ?? received;
  // Of several sources, of which AWS takes one, nothing can be said.
  const comesBack = handled.length === 1 ? handled[0]!.comesBack : undefined;
  const lanes = comesBack === undefined ? {} : { comesBack };
  if (enrichment) emits.set(enrichment.id, { ...flow(enrichment, tried, executions, sent, fits), ...lanes });
  if (target) {
    const comes = enrichment ? sent * (enrichment.config.answerRatio ?? 1) : received;
    emits.set(target.id, { ...flow(target, onwards, reached, target.config.payload ?? comes, fits), ...lanes });
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
function flow(stage: Stage, records: number, calls: number, size: number, fits: Context['fits']): Flow {
  const perCall = calls === 0 ? 1 : records / calls;
  if (countsRecords(stage)) {
    return { rate: perSecond(records), size: bytes(size), perCall: Math.max(1, perCall) };
  }
  const { invocationRate = Infinity } = stage.config;
  const route = stage.kind.asksFor(stage);
  return {
    rate: perSecond(calls * fits(calls, invocationRate)),
    size: bytes(size * perCall),
    perCall: 1,
    ...(stage.to.contract === 'invoke' ? { records: Math.max(1, perCall) } : {}),
    ...(route === undefined ? {} : { byRoute: new Map([[route, 1]]) }),
  };
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
