/** A bus takes what the PutEvents quota allows and delivers each event to every target that it matches, as fast as the quota of invocations lets it. */
import type { CapacityContext, CapacityReport, Flow, LimitUse, Outcome, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import { durationText } from '#shared/model/wording';
import { independentRetries } from '#shared/queueing/retries';
import type { BusConfig } from './config';
import { retryPolicy, type TargetConfig } from './target-config';
import { deadLetterOf, deadLettersOf, targetsOf } from './targets';

const QUOTAS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html';
const asOf = '2026-11-23';

const PUTS = 'eventbridge/put-events';
const INVOCATIONS = 'eventbridge/invocations';

/** What becomes of the events that match one target; rates per second. */
interface Delivery {
  readonly connection: Connection<TargetConfig>;
  /** Events that match. */
  readonly matched: number;
  /** Of those, for which there is no invocation left in the account's quota. */
  readonly delayed: number;
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
  const offered = sum(flows, ({ flow }) => flow.rate);
  const calls = sum(flows, ({ flow }) => flow.rate / flow.perCall);
  const size = offered === 0 ? 0 : sum(flows, ({ flow }) => flow.rate * flow.size) / offered;
  const puts = context.pool(PUTS);
  const accepted = context.fits(puts.demand, puts.size);
  const admitted = offered * accepted;
  const invocations = context.pool(INVOCATIONS);
  const inTime = context.fits(invocations.demand, invocations.size);
  const deliveries = targetsOf(resource).map((connection) => deliver(connection, admitted, inTime, context));
  const waiting = deliveries.length === 0 ? 0 : admitted * (1 - inTime);
  const failed = Math.min(
    admitted - waiting,
    sum(deliveries, ({ givenUp }) => givenUp),
  );
  const outcome: Outcome = {
    throttled: ratio(1 - accepted),
    failed: ratio(0),
    delayed: ratio(0),
    latency: seconds(0),
    wait: seconds(0),
  };
  return {
    offered: perSecond(offered),
    admitted: perSecond(admitted),
    completed: perSecond(admitted - waiting - failed),
    failed: perSecond(failed),
    throttled: perSecond(offered - admitted),
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
    limits: [putsLimit(context), invocationsLimit(context)],
    draws: [
      { pool: PUTS, amount: calls },
      { pool: INVOCATIONS, amount: sum(deliveries, ({ matched }) => matched) },
    ],
    emits: emissions(deliveries, size, context),
    outcomes: new Map(resource.inbound.map(({ id }) => [id, outcome])),
    spills: [
      ...flows.filter(({ flow }) => flow.rate * (1 - accepted) > 0).map((each) => refused(each, accepted)),
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
  const { failed, throttled } = context.outcome(connection);
  const { meanAttempts, giveUpProbability } = independentRetries(failed, retryPolicy(connection.config).retryAttempts);
  return {
    connection,
    matched,
    delayed: matched * (1 - inTime),
    held: matched * inTime * throttled,
    attempts: meanAttempts,
    givenUp: matched * inTime * giveUpProbability,
  };
}

function emissions(
  deliveries: readonly Delivery[],
  size: number,
  { resource }: CapacityContext<BusConfig>,
): ReadonlyMap<string, Flow> {
  const emits = new Map<string, Flow>();
  for (const { connection, matched, delayed, attempts } of deliveries) {
    emits.set(connection.id, {
      rate: perSecond((matched - delayed) * attempts),
      size: bytes(connection.config.input === 'event' ? size : (connection.config.inputSize ?? size)),
      perCall: 1,
    });
  }
  for (const { id } of deadLettersOf(resource)) {
    const kept = deliveries.filter(({ connection }) => deadLetterOf(resource, connection.id)?.id === id);
    emits.set(id, { rate: perSecond(sum(kept, ({ givenUp }) => givenUp)), size: bytes(size), perCall: 1 });
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
  const { connection, delayed, held, givenUp } = delivery;
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
  if (held > 0) {
    found.push({
      ends: 'backlog',
      rate: perSecond(held),
      connection: connection.id,
      story: `${target} refuses: EventBridge holds the events and tries again; those older than ${durationText(maximumEventAge)} ${then}`,
    });
  }
  if (givenUp > 0) {
    found.push({
      ends: letters ? 'dead-letter queue' : 'lost',
      rate: perSecond(givenUp),
      connection: letters?.id ?? connection.id,
      story: letters
        ? `given up after the last attempt at ${target} and kept in ${letters.to.resource.name}`
        : `given up after the last attempt at ${target}: there is no dead-letter queue`,
    });
  }
  return found;
}

function putsLimit(context: CapacityContext<BusConfig>): LimitUse {
  return accountLimit(PUTS, context, {
    title: 'PutEvents calls of the account',
    beyond: '400 ThrottlingException to every producer of the account and Region',
    formula: 'utilisation = PutEvents calls to all buses ÷ quota of the account and Region',
    used: 'PutEvents calls',
  });
}

function invocationsLimit(context: CapacityContext<BusConfig>): LimitUse {
  return accountLimit(INVOCATIONS, context, {
    title: 'Target invocations of the account',
    beyond: 'deliveries of all rules of the account and Region are delayed, without an error',
    formula: 'utilisation = events × matched targets, of all buses ÷ quota of the account and Region',
    used: 'target invocations',
  });
}

function accountLimit(
  pool: string,
  context: CapacityContext<BusConfig>,
  words: { readonly title: string; readonly beyond: string; readonly formula: string; readonly used: string },
): LimitUse {
  const { size, demand } = context.pool(pool);
  return {
    id: pool,
    title: words.title,
    used: demand,
    limit: size,
    unit: '1/s',
    utilisation: demand / size,
    grade: 'exact',
    pool,
    setBy: { quota: pool },
    beyond: words.beyond,
    because: () => ({
      formula: words.formula,
      inputs: [
        { name: words.used, value: demand, unit: '1/s' },
        { name: 'quota', value: size, unit: '1/s' },
      ],
      source: QUOTAS,
      asOf,
    }),
  };
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += value(item);
  return total;
}
