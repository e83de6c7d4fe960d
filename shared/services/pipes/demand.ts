/** What a source asks of its pipe: executions per second, how long they take, and the most that can be at work. */
import type { CapacityContext } from '#shared/model/capacity';
import { laneBatch, onDemandShards, queueBatch } from '#shared/queueing/gathering';
import { meanWaitMGc } from '#shared/queueing/kimura';
import { independentRetries } from '#shared/queueing/retries';
import { inTimeShare } from '#shared/queueing/tail';
import { answersOfStage } from './called-api';
import type { PipeConfig } from './config';
import {
  batchBounds,
  fullBatch,
  isQueueSource,
  isWaitedFor,
  patienceOf,
  perRecordOf,
  pollsQuota,
  type QueueSource,
  type Source,
  type Stage,
  stagesOf,
  type StreamSource,
  takesOneByOne,
} from './stages';

type Context = CapacityContext<PipeConfig>;

/** Attempts taken for "until the record expires" once it fails each time: enough that any success has come. */
const ENDLESS = 1000;
/** Pause before a failed batch of a stream is tried again, seconds; see shared/model/stream-reader. */
const RETRY_PAUSE = 1;
/** No execution is shorter, seconds. */
const SHORTEST = 0.001;
/** Squared coefficient of variation that is taken for the time of an execution, of which nothing is known. */
const SCV = 1;

/** A call of an enrichment or a target. */
interface Call {
  /** Shares of what is sent: refused, and failed or answered too late. */
  readonly refused: number;
  readonly failed: number;
  /** Mean time that an execution waits for it, and for one that is not refused, seconds. */
  readonly time: number;
  readonly ifTaken: number;
  readonly perRecord: number;
}

/** Executions at once, and what bounds them. */
export interface Bound {
  readonly id: 'pipes/queue-concurrency' | 'pipes/message-groups' | 'pipes/stream-concurrency';
  readonly servers: number;
  /** Records a second that they can work off. */
  readonly capacity: number;
  /** For which a full batch holds one of them, seconds: retries and pauses included. */
  readonly held: number;
}

/** Of which each tries one batch until it is taken; times in seconds. */
export interface Lanes {
  readonly count: number;
  /** Of an attempt, whether it is taken or not, and beside that of one that is. */
  readonly untilRefused: number;
  readonly ifTaken: number;
  /** Between two attempts. */
  readonly pause: number;
  readonly refusesOneByOne: boolean;
}

export interface Demand {
  readonly source: Source;
  /** Messages or records offered, per second. */
  readonly offered: number;
  readonly size: number;
  /** Of those, what the filter lets through. */
  readonly work: number;
  /** Most records of a batch. */
  readonly most: number;
  readonly meanBatch: number;
  /** Mean time of one execution, and of one with a full batch, seconds. */
  readonly duration: number;
  readonly fullDuration: number;
  /** Executions per second and records in them that the work asks for, retries of failing batches of a stream included. */
  readonly executions: number;
  readonly tried: number;
  /** Share of what comes to the enrichment that goes on to the target. */
  readonly enriched: number;
  /** Share of the work that ends as failed: of a queue at each receive, of a stream after the last attempt. */
  readonly fails: number;
  /** Notices of it for the dead-letter queue, per unit of `fails`. */
  readonly notices: number;
  /** Share of the batches for which the stages have room: what they refuse of a stream stays there. */
  readonly room: number;
  readonly attempts: number;
  /** Of a stream: its lanes, while stages refuse what they bring. */
  readonly lanes?: Lanes;
  readonly bound: Bound;
  /** Mean wait at the source, seconds. */
  readonly wait: number;
}

export function demandOf(source: Source, context: Context): Demand {
  const { enrichment, target } = stagesOf(context.resource);
  const { rate, size } = context.offered(source);
  const work = rate * source.config.filterShare;
  const most = fullBatch(batchBounds(source, context.resource, context.quota('pipes/payload')), size);
  const calls = { first: callOf(enrichment, context), second: callOf(target, context), target };
  const asked = { source, offered: rate, size, work, most };
  return isQueueSource(source)
    ? ofQueue(source as unknown as QueueSource, asked, calls, context)
    : ofStream(source as unknown as StreamSource, asked, calls, context);
}

type Asked = Pick<Demand, 'source' | 'offered' | 'size' | 'work' | 'most'>;

interface Calls {
  readonly first: Call;
  readonly second: Call;
  readonly target: Stage | undefined;
}

function callOf(stage: Stage | undefined, context: Context): Call {
  if (!stage) return { refused: 0, failed: 0, time: 0, ifTaken: 0, perRecord: 0 };
  const { throttled, failed, latency } = context.outcome(stage);
  const deadline = patienceOf(stage);
  const patience = deadline === undefined ? Infinity : context.quota(deadline);
  const inTime = inTimeShare(answersOfStage(stage), patience);
  const waits = isWaitedFor(stage) && !takesOneByOne(stage);
  const ifTaken = waits ? Math.min(latency, patience) : 0;
  return {
    refused: throttled,
    failed: 1 - throttled - (1 - throttled - failed) * inTime,
    time: (1 - throttled) * ifTaken,
    ifTaken,
    perRecord: waits ? perRecordOf(stage) : 0,
  };
}

const fails = ({ refused, failed }: Call): number => Math.min(1, refused + failed);

/** Mean times of an execution, and the shares that fail, by the mean batch. */
function timing({ first, second }: Calls, { resource, quota }: Context) {
  const enriched = 1 - fails(first);
  const longest = quota('pipes/execution-time');
  const own = Math.max(SHORTEST, resource.config.furtherTime);
  // What is refused has its answer at once: it makes the mean shorter, and none that is taken.
  const isCut = own + first.ifTaken + (enriched > 0 ? second.ifTaken : 0) > longest;
  const taken = (1 - first.refused) * (1 - second.refused);
  const time = isCut ? own + taken * (longest - own) : own + first.time + enriched * second.time;
  const perRecord = first.perRecord + enriched * second.perRecord;
  return {
    enriched,
    time: Math.min(longest, time),
    isCut,
    /** Of a batch of another size than the mean one, whose time is known. */
    timeOf: (batch: number, meanBatch: number) =>
      Math.min(longest, Math.max(own, time + perRecord * (batch - meanBatch))),
  };
}

/** Share of the messages of one receive that come back, and of the executions in which any does. */
function comingBack({ first, second, target }: Calls, batch: number, isCut: boolean) {
  if (isCut) return { records: 1, batches: 1 };
  const enriched = 1 - fails(first);
  const all = 1 - enriched * (1 - fails(second));
  if (target && takesOneByOne(target)) {
    return { records: all, batches: 1 - enriched * (1 - fails(second)) ** batch };
  }
  if (target?.config.reportBatchItemFailures !== true) return { records: all, batches: all };
  return { records: 1 - enriched * (1 - second.refused - second.failed / batch), batches: all };
}

/** Share of a stream's batches for which nobody has room: they wait and use up no attempt. Of the others, those that fail. */
function waiting({ first, second }: Calls, isCut: boolean) {
  const room = (1 - first.refused) * (1 - second.refused);
  const good = (1 - fails(first)) * (1 - fails(second));
  return { room, failed: isCut ? 1 : Math.max(0, room <= 0 ? 0 : 1 - good / room) };
}

/** What an attempt that is refused takes of the mean time of an attempt, of which the share `room` is taken. */
function refusal(
  { first, second, target }: Calls,
  { time, room }: { readonly time: number; readonly room: number },
  { resource }: Context,
): Omit<Lanes, 'count' | 'pause'> {
  const own = Math.max(SHORTEST, resource.config.furtherTime);
  const untilRefused = Math.min(time, own + (second.refused > 0 ? first.time : 0));
  return {
    untilRefused,
    ifTaken: room > 0 ? (time - untilRefused) / room : 0,
    refusesOneByOne: first.refused === 0 && target !== undefined && takesOneByOne(target),
  };
}

function ofQueue({ config, from }: QueueSource, asked: Asked, calls: Calls, context: Context): Demand {
  const { work, most } = asked;
  const { time, timeOf, enriched, isCut } = timing(calls, context);
  const meanBatch = queueBatch({
    rate: work,
    pollers: context.quota('pipes/queue-start'),
    // It holds what each record of the present batch adds.
    fixed: time,
    perRecord: 0,
    window: config.batchingWindow,
    maxBatch: most,
  });
  const failed = comingBack(calls, meanBatch, isCut);
  const full = timeOf(most, meanBatch);
  const consumers = context.quota('pipes/queue-concurrency');
  const { fifo, messageGroups, visibilityTimeout } = from.terms;
  // Of a FIFO queue one batch of a group at a time; what fails holds its group back until it is visible again.
  const held = full + failed.batches * Math.max(0, visibilityTimeout - full);
  const byGroups = fifo ? (messageGroups * most) / held : Infinity;
  const byConsumers = (consumers * most) / full;
  const bound: Bound =
    byGroups < byConsumers
      ? { id: 'pipes/message-groups', servers: messageGroups, capacity: byGroups, held }
      : { id: 'pipes/queue-concurrency', servers: consumers, capacity: byConsumers, held: full };
  return {
    ...asked,
    meanBatch,
    duration: time,
    fullDuration: full,
    executions: work / meanBatch,
    tried: work,
    enriched,
    fails: failed.records,
    notices: 0,
    room: 1,
    attempts: 1,
    bound,
    wait:
      work < bound.capacity
        ? meanWaitMGc({ arrivalRate: work / most, meanService: bound.held, servers: bound.servers, scvService: SCV })
        : 0,
  };
}

function ofStream(stream: StreamSource, asked: Asked, calls: Calls, context: Context): Demand {
  const { config, from } = stream;
  const { work, most, offered, size } = asked;
  const { time, timeOf, enriched, isCut } = timing(calls, context);
  const shards = from.terms.shards ?? onDemandShards(offered, size);
  const lanes = shards * config.parallelizationFactor;
  const retries = Math.min(ENDLESS, config.maximumRetryAttempts ?? ENDLESS);
  const pollInterval = 1 / context.quota(pollsQuota(stream));
  const { room, failed } = waiting(calls, isCut);
  const { meanAttempts, giveUpProbability } = independentRetries(failed, retries);
  const holds = (once: number, tries: number): number => tries * once + (tries - 1) * RETRY_PAUSE;
  // What is refused gathers while it is tried again.
  const tries = Math.min(ENDLESS, meanAttempts / Math.max(room, 1 / ENDLESS));
  const meanBatch = laneBatch({
    arrivalRate: work / lanes,
    window: config.batchingWindow,
    maxBatch: most,
    duration: () => holds(time, tries),
    pollInterval,
    sharesPolls: config.parallelizationFactor > 1,
  });
  const full = timeOf(most, meanBatch);
  const held = holds(full, meanAttempts);
  // Of a given-up batch, bisecting leaves the one bad record; so do answers that name it.
  const leavesOne = config.bisectBatchOnError || calls.target?.config.reportBatchItemFailures === true;
  return {
    ...asked,
    meanBatch,
    duration: time,
    fullDuration: full,
    executions: (work / meanBatch) * meanAttempts,
    tried: work * meanAttempts,
    enriched,
    fails: leavesOne ? giveUpProbability / meanBatch : giveUpProbability,
    notices: config.bisectBatchOnError ? 1 : 1 / meanBatch,
    room,
    attempts: meanAttempts,
    lanes: { ...refusal(calls, { time: full, room }, context), count: lanes, pause: RETRY_PAUSE },
    bound: { id: 'pipes/stream-concurrency', servers: lanes, capacity: (lanes * most) / held, held },
    wait: pollInterval / 2 + config.batchingWindow / 2,
  };
}
