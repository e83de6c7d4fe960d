/** What a queue's event source mapping asks for, and the most that it can do. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import { scvOf } from '#shared/model/field';
import type { Connection } from '#shared/model/graph';
import { queueBatch } from '#shared/queueing/gathering';
import { meanWaitMGc } from '#shared/queueing/kimura';
import { retryWait } from './call-retries';
import type { FunctionConfig } from './config';
import type { Demand } from './demand';
import { runTime } from './run-time';
import type { QueueMappingConfig } from './mapping-config';

const SCALING = 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html';
const POLLERS = 'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html';
const asOf = '2026-11-23';

/** Batches at work at once, what each takes, and which setting bounds them. */
interface Bound {
  readonly id: string;
  readonly title: string;
  readonly servers: number;
  /** Mean time for which one of them is held, where that is not the duration of a batch, seconds. */
  readonly held?: number;
  readonly field?: string;
  readonly quota?: string;
}

type QueueConnection = Connection<QueueMappingConfig, 'poll-queue', 'invoke'>;

export function queueDemand(
  untyped: Connection,
  invocationFails: number,
  context: CapacityContext<FunctionConfig>,
): Demand {
  const connection = untyped as unknown as QueueConnection;
  const mapping = connection.config;
  const { config } = context.resource;
  const { rate, size, passes: offers = 1 } = context.offered(untyped);
  // What is stopped counts once, however often it is received; the rest as often as it is offered.
  const stopped = context.stopped(untyped);
  const stops = (stopped / (stopped + (1 - stopped) * offers)) * mapping.filterShare;
  const passes = mapping.filterShare - stops;
  const work = rate * passes;
  const most = Math.max(
    1,
    Math.min(mapping.batchSize, Math.floor(context.quota('lambda/batch-bytes') / Math.max(1, size))),
  );
  const timeOf = (batch: number): number => runTime(config) + config.perRecord * batch + retryWait(context, batch);
  const meanBatch = queueBatch({
    rate: work,
    pollers: context.quota('lambda/queue-mapping-start'),
    fixed: runTime(config),
    perRecord: config.perRecord,
    window: mapping.batchingWindow,
    maxBatch: most,
  });
  const duration = timeOf(meanBatch);
  // A partial batch response returns the failed record only, an exception the whole batch.
  const fails = mapping.reportBatchItemFailures ? invocationFails / meanBatch : invocationFails;
  const consumers = mapping.provisionedPollers ? pollers(mapping, context) : shared(connection, context);
  const byConsumers = mapping.provisionedPollers
    ? mapping.maximumPollers * eventsPerPoller(size, timeOf(most), most, context)
    : (consumers.servers * most) / timeOf(most);
  const groups = groupsOf(connection, invocationFails, timeOf(most), most);
  const isByGroups = groups !== undefined && groups.capacity < byConsumers;
  const bound = isByGroups ? groups.bound : consumers;
  const capacity = isByGroups ? groups.capacity : byConsumers;
  const stable = work < capacity;
  return {
    connection: untyped,
    source: 'queue',
    offered: rate,
    size,
    passes,
    stops,
    meanBatch,
    each: 1,
    duration,
    invocations: work / meanBatch,
    attempts: 1,
    givesUp: fails,
    fails,
    fits: context.fits(work, capacity),
    wait: stable ? waitForConsumer(work, most, timeOf(most), bound.servers, scvOf(config.duration)) : 0,
    limits: [limitOf(connection, bound, work, capacity, most, timeOf(most))],
  };
}

/** Shared pollers: the mapping's maximum concurrency or 1,250. */
function shared({ config }: QueueConnection, context: CapacityContext<FunctionConfig>): Bound {
  const quota = context.quota('lambda/queue-mapping-concurrency');
  return config.maximumConcurrency === undefined
    ? {
        id: 'lambda/queue-mapping-concurrency',
        title: 'Concurrency of the event source mapping',
        servers: quota,
        quota: 'lambda/queue-mapping-concurrency',
      }
    : {
        id: 'lambda/maximum-concurrency',
        title: 'Maximum concurrency of the event source mapping',
        servers: config.maximumConcurrency,
        field: 'maximumConcurrency',
      };
}

/**
 * Of a FIFO queue one batch of a group at a time; what fails holds its group back until it is visible again
 * (sqs using-messagegroupid-property, FIFO-queues-understanding-logic). `fails`: share of the batches.
 */
function groupsOf(
  { from }: QueueConnection,
  fails: number,
  time: number,
  batch: number,
): { readonly bound: Bound; readonly capacity: number } | undefined {
  const { fifo, messageGroups, visibilityTimeout } = from.terms;
  if (!fifo) return undefined;
  const held = time + fails * Math.max(0, visibilityTimeout - time);
  return {
    bound: { id: 'lambda/message-groups', title: 'Message groups worked on at once', servers: messageGroups, held },
    capacity: (messageGroups * batch) / held,
  };
}

function pollers({ maximumPollers }: QueueMappingConfig, context: CapacityContext<FunctionConfig>): Bound {
  return {
    id: 'lambda/maximum-pollers',
    title: 'Provisioned pollers of the event source mapping',
    servers: maximumPollers * context.quota('lambda/poller-concurrency'),
    field: 'maximumPollers',
  };
}

/** Events per second of one provisioned poller: min(⌈1024/KB⌉, ⌈10/duration⌉ × batch, min(100, 10 × batch)); with-sqs. */
function eventsPerPoller(
  size: number,
  duration: number,
  batch: number,
  context: CapacityContext<FunctionConfig>,
): number {
  const kilobytes = Math.max(size, 1) / 1024;
  const polls = context.quota('lambda/poller-polls');
  return Math.min(
    Math.ceil(context.quota('lambda/poller-bytes') / 1024 / kilobytes),
    Math.ceil(context.quota('lambda/poller-concurrency') / duration) * batch,
    Math.min(100, polls * batch),
  );
}

/** Mean wait of a batch for one of c concurrent invocations (M/G/c by Kimura), seconds. */
function waitForConsumer(work: number, batch: number, time: number, servers: number, scv: number): number {
  return meanWaitMGc({ arrivalRate: work / batch, meanService: time, servers, scvService: scv });
}

function limitOf(
  { id, from }: QueueConnection,
  bound: Bound,
  work: number,
  capacity: number,
  batch: number,
  time: number,
): LimitUse {
  const used = (work / capacity) * bound.servers;
  return {
    id: bound.id,
    title: bound.title,
    used,
    limit: bound.servers,
    unit: 'concurrent',
    utilisation: work / capacity,
    grade: bound.held === undefined || bound.held === time ? 'exact' : 'approximation',
    connection: id,
    ...(bound.field === undefined
      ? bound.quota === undefined
        ? { setBy: { resource: from.resource.id, field: 'messageGroups' } }
        : { setBy: { quota: bound.quota } }
      : { setBy: { connection: id, field: bound.field } }),
    beyond: `messages wait in ${from.resource.name}: its backlog grows`,
    because: () => ({
      formula:
        bound.held === undefined
          ? 'needed concurrency = messages ÷ batch × duration of a full batch; the mapping’s capacity is concurrency × batch ÷ duration'
          : 'needed groups = messages ÷ batch × time for which a batch holds its group: its duration, and where it fails the visibility timeout',
      inputs: [
        { name: 'messages', value: work, unit: '1/s' },
        { name: 'full batch', value: batch },
        bound.held === undefined
          ? { name: 'duration of a full batch', value: time, unit: 's', field: 'duration' }
          : { name: 'time for which a full batch holds its group', value: bound.held, unit: 's' },
        { name: bound.title, value: bound.servers },
        { name: 'capacity', value: capacity, unit: '1/s' },
      ],
      source: bound.id === 'lambda/maximum-pollers' ? POLLERS : SCALING,
      asOf,
    }),
    ...(bound.id === 'lambda/maximum-concurrency' ? { raise: () => raise(id, used) } : {}),
  };
}

function raise(connection: string, used: number): ReturnType<NonNullable<LimitUse['raise']>> {
  const value = Math.min(1000, Math.max(2, Math.ceil(used * 1.2)));
  return {
    title: `Set maximum concurrency to ${value}`,
    edit: { do: 'set-config', target: { connection }, field: 'maximumConcurrency', value },
  };
}
