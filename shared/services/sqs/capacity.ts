/** A queue: sends within the call quotas, receives as often as the consumer fails, a backlog where it cannot keep up. */
import type { CapacityContext, CapacityReport, Flow, LimitUse, Outcome } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import { kimuraErrorBand } from '#shared/queueing/kimura';
import { redrive } from '#shared/queueing/retries';
import type { QueueConfig } from './config';
import type { RedriveConfig } from './connections';
import { inFlightQuota } from './quotas';
import { type Consumption, givenUp, left, refused, stoppedFor } from './spills';
import { type TenantWaits, tenantWaits } from './tenant-waits';

const MESSAGES = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html';
const QUEUES = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html';
const asOf = '2026-11-23';

export function capacity(context: CapacityContext<QueueConfig>): CapacityReport {
  const { resource } = context;
  const { config } = resource;
  const flows = resource.inbound.map((connection) => ({ connection, flow: context.offered(connection) }));
  const offered = total(flows, ({ flow }) => flow.rate);
  const calls = total(flows, ({ flow }) => flow.rate / flow.perCall);
  const size = offered === 0 ? 0 : total(flows, ({ flow }) => flow.rate * flow.size) / offered;
  const sendLimits = config.type === 'fifo' ? fifoLimits(calls, context) : [];
  const accepted = sendLimits.reduce((share, { used, limit }) => Math.min(share, context.fits(used, limit)), 1);
  const admitted = offered * accepted;

  const deadLetter = resource.outbound.find(({ kind }) => kind.role === 'failure');
  const readers = resource.outbound.filter(({ kind }) => kind.role !== 'failure');
  const receives = receivesAllowed(config, deadLetter);
  const asked = readers.map((connection) => consume(connection, admitted / readers.length, receives, context));
  const hidden = total(asked, (each) => each.inFlight);
  const room = context.fits(hidden, context.quota(inFlightQuota(config.type)));
  const consumed = room < 1 ? asked.map((each) => withRoom(each, room)) : asked;
  const exhausted = total(consumed, (each) => each.exhausted);
  const stopped = total(consumed, (each) => each.stopped);
  const growth = readers.length === 0 ? admitted : total(consumed, (each) => each.growth);
  const inFlight = total(consumed, (each) => each.inFlight);
  const wait = admitted === 0 ? 0 : total(consumed, (each) => each.messages * each.wait) / admitted;
  const isOverloaded = config.type === 'fair' && readers.length > 0 && growth > 0;
  const tenants = isOverloaded
    ? tenantWaits(config, {
        flows: flows.map(({ connection, flow }) => ({ connection, rate: flow.rate })),
        taken: admitted - growth,
        batch: Math.max(1, ...readers.map((reader) => context.outcome(reader).batch ?? 1)),
      })
    : undefined;

  const emits = new Map<string, Flow>();
  for (const { connection, offers, receives: passes } of consumed) {
    emits.set(connection.id, { rate: perSecond(offers), size: bytes(size), perCall: 1, passes });
  }
  if (deadLetter) emits.set(deadLetter.id, { rate: perSecond(exhausted), size: bytes(size), perCall: 1 });
  const outcome: Outcome = {
    throttled: ratio(1 - accepted),
    failed: ratio(0),
    delayed: ratio(0),
    latency: seconds(0),
    wait: seconds(0),
  };
  const done = total(consumed, (each) => each.done);
  return {
    offered: perSecond(offered),
    admitted: perSecond(admitted),
    completed: perSecond(done),
    failed: perSecond(exhausted),
    throttled: perSecond(offered - admitted),
    waiting: perSecond(growth),
    inFlight,
    queueLength: growth > 0 ? 0 : admitted * (wait + config.delay),
    latency: timeInQueue(config, wait, growth, tenants),
    limits: [...sendLimits, inFlightLimit(hidden, context)],
    draws: [],
    emits,
    outcomes: new Map(resource.inbound.map(({ id }) => [id, outcome])),
    spills: [
      ...refused(flows, accepted, sendLimits),
      ...left(context, consumed, growth, deadLetter, tenants),
      ...givenUp(exhausted - stopped, deadLetter, receives),
      ...stoppedFor(stopped, deadLetter, receives),
    ],
    quantities: {
      messages: admitted,
      sendCalls: calls * accepted,
      received: total(consumed, (each) => each.received * (1 - context.outcome(each.connection).delayed)),
      deleted: done,
      messageBytes: size,
      consumers: readers.length,
    },
  };
}

/** Receives of one message before it is given up: by the redrive policy, or until it expires. */
function receivesAllowed({ retention, visibilityTimeout }: QueueConfig, deadLetter: Connection | undefined): number {
  if (deadLetter) return (deadLetter.config as RedriveConfig).maxReceiveCount;
  return Math.max(1, Math.floor(retention / Math.max(1, visibilityTimeout)));
}

function consume(
  connection: Connection,
  messages: number,
  receives: number,
  context: CapacityContext<QueueConfig>,
): Consumption {
  const { failed, delayed, latency, wait, stopped: stoppedOffers = 0 } = context.outcome(connection);
  const tried = 1 - delayed;
  const goesOn = tried - stoppedOffers;
  const fails = goesOn <= 0 ? 0 : Math.min(1, Math.max(0, failed - stoppedOffers) / goesOn);
  const { meanReceives, deadLetterProbability } = redrive(fails, receives);
  // Of messages, not of offers: a stopped one is offered once, another as often as it is received.
  const once = stoppedOffers * meanReceives;
  const stopped = stoppedOffers === 0 ? 0 : (messages * tried * once) / (Math.max(0, goesOn) + once);
  const worked = messages * tried - stopped;
  const offers = (messages - stopped) * meanReceives + stopped;
  const { visibilityTimeout } = context.resource.config;
  // A failed receive stays hidden for the visibility timeout, a good one until it is deleted (Little's law).
  const hidden = (1 - fails) * latency + fails * visibilityTimeout;
  return {
    connection,
    messages,
    received: offers + stopped * (receives - 1),
    offers,
    receives: meanReceives,
    done: worked * (1 - deadLetterProbability),
    exhausted: worked * deadLetterProbability + stopped,
    stopped,
    growth: messages * delayed,
    inFlight: worked * meanReceives * hidden + stopped * receives * visibilityTimeout,
    wait,
  };
}

/** With as many messages in flight as there may be, a share of the receives: the rest of the messages waits. */
function withRoom(each: Consumption, room: number): Consumption {
  return {
    ...each,
    received: each.received * room,
    offers: each.offers * room,
    done: each.done * room,
    exhausted: each.exhausted * room,
    stopped: each.stopped * room,
    growth: each.messages * (1 - room) + each.growth * room,
    inFlight: each.inFlight * room,
  };
}

function fifoLimits(calls: number, context: CapacityContext<QueueConfig>): readonly LimitUse[] {
  const { config, id } = context.resource;
  const isHigh = config.throughput === 'high';
  const quota = isHigh ? 'sqs/fifo-high-throughput-calls' : 'sqs/fifo-calls';
  const share = config.hottestGroupShare ?? 1 / config.messageGroups;
  const queue: LimitUse = {
    id: quota,
    title: isHigh ? 'Send calls of the high-throughput FIFO queue' : 'Send calls of the FIFO queue',
    ...callUse(calls, context.quota(quota), 'send calls'),
    setBy: { resource: id, field: 'throughput' },
    beyond: 'refused with ThrottlingException; the sender’s SDK tries again',
    ...(isHigh
      ? {}
      : {
          raise: () => ({
            title: 'Use high throughput',
            edit: { do: 'set-config', target: { resource: id }, field: 'throughput', value: 'high' },
          }),
        }),
  };
  if (!isHigh) return [queue];
  return [
    queue,
    {
      id: 'sqs/fifo-group-calls',
      title: 'Send calls of the busiest message group',
      ...callUse(calls * share, context.quota('sqs/fifo-group-calls'), 'send calls of the group'),
      setBy: { resource: id, field: 'messageGroups' },
      beyond: 'refused with ThrottlingException; only this group’s partition is full',
    },
  ];
}

function callUse(
  used: number,
  limit: number,
  name: string,
): Pick<LimitUse, 'used' | 'limit' | 'unit' | 'utilisation' | 'grade' | 'because'> {
  return {
    used,
    limit,
    unit: 'calls/s',
    utilisation: used / limit,
    grade: 'exact',
    because: () => ({
      formula: 'utilisation = calls ÷ quota; a batch of up to 10 messages is one call',
      inputs: [
        { name, value: used, unit: 'calls/s' },
        { name: 'quota', value: limit, unit: 'calls/s' },
      ],
      source: MESSAGES,
      asOf,
    }),
  };
}

function inFlightLimit(inFlight: number, context: CapacityContext<QueueConfig>): LimitUse {
  const quota = inFlightQuota(context.resource.config.type);
  const limit = context.quota(quota);
  return {
    id: quota,
    title: 'Messages in flight',
    used: inFlight,
    limit,
    unit: 'messages',
    utilisation: inFlight / limit,
    grade: 'approximation',
    setBy: { quota },
    beyond: 'consumers get no further messages until some are deleted: the backlog grows',
    because: () => ({
      formula:
        'in flight = receives × mean time hidden (Little’s law; a failed receive stays hidden for the visibility timeout)',
      inputs: [
        { name: 'in flight', value: inFlight, unit: 'messages' },
        { name: 'quota', value: limit, unit: 'messages' },
        {
          name: 'visibility timeout',
          value: context.resource.config.visibilityTimeout,
          unit: 's',
          field: 'visibilityTimeout',
        },
      ],
      source: QUEUES,
      asOf,
    }),
  };
}

function timeInQueue(
  { delay, retention }: QueueConfig,
  wait: number,
  growth: number,
  tenants: TenantWaits | undefined,
): CapacityReport['latency'] {
  const grows = growth > 0;
  return {
    value: seconds(grows ? retention : delay + wait),
    grade: grows ? 'simulate' : 'approximation',
    ...(grows ? {} : { band: kimuraErrorBand }),
    because: () => ({
      formula: grows
        ? 'the backlog grows: the oldest message’s age rises to the retention'
        : 'delivery delay + mean wait for a free consumer',
      inputs: grows
        ? [{ name: 'retention', value: retention, unit: 's', field: 'retention' }, ...(tenants?.inputs ?? [])]
        : [
            { name: 'delivery delay', value: delay, unit: 's', field: 'delay' },
            { name: 'mean wait', value: wait, unit: 's' },
          ],
    }),
  };
}
