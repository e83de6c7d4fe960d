/** A bus takes what the PutEvents quota allows and delivers each event to every target that it matches, as fast as the quota of invocations lets it. */
import type { CapacityContext, CapacityReport, Flow, LimitUse, Outcome, Spill } from '#shared/model/capacity';
import { givenUpSpill, type PaceUse, paceLimit } from '#shared/model/delivery';
import type { Connection } from '#shared/model/graph';
import { answersOf } from '#shared/model/outside';
import { poolLimit } from '#shared/model/pool-limit';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import { durationText, roughTime } from '#shared/model/wording';
import { independentRetries } from '#shared/queueing/retries';
import { deadLetterOf, deadLettersOf } from '#shared/model/targets';
import { inTimeShare } from '#shared/queueing/tail';
import type { BusConfig } from './config';
import { type ApiDestinationConfig, retryPolicy, type TargetConfig } from './target-config';
import { isOfService, targetsOf } from './targets';

const QUOTAS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html';
const DESTINATIONS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html';
const asOf = '2026-11-23';

const PUTS = 'eventbridge/put-events';
const INVOCATIONS = 'eventbridge/invocations';
const API_DESTINATION = 'eventbridge/api-destination';
const API_DESTINATION_RATE = 'eventbridge/api-destination-rate';

/** What becomes of the events that match one target; rates per second. */
interface Delivery {
  readonly connection: Connection<TargetConfig>;
  /** Events that match. */
  readonly matched: number;
  /** Of those, for which there is no invocation left in the account's quota. */
  readonly delayed: number;
  /** That an API destination's own rate limit delays. */
  readonly paced: number;
  readonly pace: PaceUse | undefined;
  /** That the target refuses for want of room: they are tried again. */
  readonly held: number;
  /** Attempts of one delivery, mean. */
  readonly attempts: number;
  /** Given up after the last attempt. */
  readonly givenUp: number;
}

export function capacity(context: CapacityContext<BusConfig>): CapacityReport {
  const { resource } = context;
  const flows = resource.inbound.map((connection) => ({ connection, flow: context.offered(connection) }));
  const offered = total(flows, ({ flow }) => flow.rate);
  const put = flows.filter(({ connection }) => !isOfService(connection));
  const calls = total(put, ({ flow }) => flow.rate / flow.perCall);
  const size = offered === 0 ? 0 : total(flows, ({ flow }) => flow.rate * flow.size) / offered;
  const puts = context.pool(PUTS);
  const accepted = context.fits(puts.demand, puts.size);
  const refusedRate = total(put, ({ flow }) => flow.rate) * (1 - accepted);
  const admitted = offered - refusedRate;
  const invocations = context.pool(INVOCATIONS);
  const inTime = context.fits(invocations.demand, invocations.size);
  const deliveries = targetsOf(resource).map((connection) => deliver(connection, admitted, inTime, context));
  const waiting =
    deliveries.length === 0 ? 0 : Math.min(admitted, admitted * (1 - inTime) + total(deliveries, ({ paced }) => paced));
  const failed = Math.min(
    admitted - waiting,
    total(deliveries, ({ givenUp }) => givenUp),
  );
  const outcome = (connection: Connection): Outcome => ({
    throttled: ratio(isOfService(connection) ? 0 : 1 - accepted),
    failed: ratio(0),
    delayed: ratio(0),
    latency: seconds(0),
    wait: seconds(0),
  });
  return {
    offered: perSecond(offered),
    admitted: perSecond(admitted),
    completed: perSecond(admitted - waiting - failed),
    failed: perSecond(failed),
    throttled: perSecond(refusedRate),
    waiting: perSecond(waiting),
    inFlight: admitted * resource.config.deliveryDelay,
    queueLength: 0,
    latency: {
      value: seconds(resource.config.deliveryDelay),
      grade: 'approximation',
      because: () => ({
        formula: 'the delivery delay that you state: AWS promises none',
        inputs: [{ name: 'delivery delay', value: resource.config.deliveryDelay, unit: 's', field: 'deliveryDelay' }],
      }),
    },
    limits: [
      putsLimit(context),
      invocationsLimit(context),
      ...deliveries.flatMap((each) => destinationLimit(each, context)),
    ],
    draws: [
      { pool: PUTS, amount: calls },
      { pool: INVOCATIONS, amount: total(deliveries, ({ matched }) => matched) },
    ],
    emits: emissions(deliveries, size, context),
    outcomes: new Map(resource.inbound.map((connection) => [connection.id, outcome(connection)])),
    spills: [
      ...put.filter(({ flow }) => flow.rate * (1 - accepted) > 0).map((each) => refused(each, accepted)),
      ...deliveries.flatMap((delivery) => spills(delivery, context)),
    ],
    quantities: { events: admitted, putCalls: calls * accepted, eventBytes: size },
  };
}

function deliver(
  connection: Connection<TargetConfig>,
  admitted: number,
  inTime: number,
  context: CapacityContext<BusConfig>,
): Delivery {
  const matched = admitted * connection.config.matchShare;
  const outcome = context.outcome(connection);
  const { throttled } = outcome;
  const patience = context.quota('eventbridge/api-destination-timeout');
  const failed = 1 - throttled - (1 - throttled - outcome.failed) * inTimeShare(answersOf(connection), patience);
  const { meanAttempts, giveUpProbability } = independentRetries(failed, retryPolicy(connection.config).retryAttempts);
  const due = matched * inTime;
  const pace = paceOf(connection, due * meanAttempts, context);
  const onTime = pace ? context.fits(pace.asked, pace.limit) : 1;
  return {
    connection,
    matched,
    delayed: matched * (1 - inTime),
    paced: due * (1 - onTime),
    pace,
    held: due * onTime * throttled,
    attempts: meanAttempts,
    givenUp: due * onTime * giveUpProbability,
  };
}

/** Undefined for targets other than API destinations. */
function paceOf({ config }: Connection<TargetConfig>, asked: number, context: CapacityContext<BusConfig>) {
  const { invocationRate } = config as Partial<ApiDestinationConfig>;
  return invocationRate === undefined
    ? undefined
    : { asked, limit: Math.min(invocationRate, context.quota(API_DESTINATION_RATE)) };
}

function emissions(
  deliveries: readonly Delivery[],
  size: number,
  { resource }: CapacityContext<BusConfig>,
): ReadonlyMap<string, Flow> {
  const emits = new Map<string, Flow>();
  for (const { connection, matched, delayed, paced, attempts } of deliveries) {
    emits.set(connection.id, {
      rate: perSecond((matched - delayed - paced) * attempts),
      size: bytes(connection.config.input === 'event' ? size : (connection.config.inputSize ?? size)),
      perCall: 1,
    });
  }
  for (const { id } of deadLettersOf(resource)) {
    const kept = deliveries.filter(({ connection }) => deadLetterOf(resource, connection.id)?.id === id);
    emits.set(id, { rate: perSecond(total(kept, ({ givenUp }) => givenUp)), size: bytes(size), perCall: 1 });
  }
  return emits;
}

function refused(
  { connection, flow }: { readonly connection: Connection; readonly flow: Flow },
  accepted: number,
): Spill {
  return {
    ends: 'caller',
    rate: perSecond(flow.rate * (1 - accepted)),
    limit: PUTS,
    connection: connection.id,
    story:
      'the PutEvents quota is used up: the call is refused and its SDK tries again; events that are not put again are lost',
    seenAs: '400 ThrottlingException',
  };
}

function spills(delivery: Delivery, { resource }: CapacityContext<BusConfig>): readonly Spill[] {
  const { connection, delayed, paced, pace, held, givenUp } = delivery;
  const letters = deadLetterOf(resource, connection.id);
  const target = connection.to.resource.name;
  const { maximumEventAge } = retryPolicy(connection.config);
  const then = letters ? `move to ${letters.to.resource.name}` : 'are lost';
  const found: Spill[] = [];
  if (delayed > 0) {
    found.push({
      ends: 'backlog',
      rate: perSecond(delayed),
      limit: INVOCATIONS,
      connection: connection.id,
      story: `EventBridge delays them without an error; those older than ${durationText(maximumEventAge)} ${then}`,
    });
  }
  if (paced > 0 && pace) {
    const begins = (maximumEventAge * pace.asked) / (pace.asked - pace.limit);
    found.push({
      ends: 'backlog',
      rate: perSecond(paced),
      limit: API_DESTINATION,
      connection: connection.id,
      story: `EventBridge delays what is beyond the API destination’s rate limit, without an error; from ${roughTime(begins)} on they are older than ${durationText(maximumEventAge)} and ${then}`,
    });
  }
  if (held > 0) {
    found.push({
      ends: 'backlog',
      rate: perSecond(held),
      connection: connection.id,
      story: `${target} refuses: EventBridge holds the events and tries again; those older than ${durationText(maximumEventAge)} ${then}`,
    });
  }
  return [...found, ...givenUpSpill(connection, givenUp, letters)];
}

function putsLimit(context: CapacityContext<BusConfig>): LimitUse {
  return poolLimit(PUTS, context, {
    title: 'PutEvents calls of the account',
    beyond: '400 ThrottlingException to every producer of the account and Region',
    formula: 'utilisation = PutEvents calls to all buses ÷ quota of the account and Region',
    used: 'PutEvents calls',
    source: QUOTAS,
    asOf,
  });
}

function invocationsLimit(context: CapacityContext<BusConfig>): LimitUse {
  return poolLimit(INVOCATIONS, context, {
    title: 'Target invocations of the account',
    beyond: 'deliveries of all rules of the account and Region are delayed, without an error',
    formula: 'utilisation = events × matched targets, of all buses ÷ quota of the account and Region',
    used: 'target invocations',
    source: QUOTAS,
    asOf,
  });
}

/** The API destination's own rate limit. */
function destinationLimit({ connection, pace }: Delivery, context: CapacityContext<BusConfig>): readonly LimitUse[] {
  return paceLimit(connection, pace, {
    id: API_DESTINATION,
    title: 'Invocation rate limit of the API destination',
    field: 'invocationRate',
    formula: 'utilisation = matched events × attempts ÷ the lower of the stated rate limit and the quota',
    source: DESTINATIONS,
    asOf,
    raise: (wanted) => `Let EventBridge call ${connection.to.resource.name} ${wanted} times a second`,
    most: context.quota(API_DESTINATION_RATE),
  });
}
