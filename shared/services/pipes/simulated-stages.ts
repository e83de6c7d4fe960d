/** What a pipe calls in a run, in the order of an execution. */
import type { QueueReading } from '#shared/model/queue-poller';
import type { ActorContext, Link } from '#shared/model/simulation';
import type { StreamReading } from '#shared/model/stream-reading';
import type { PipeConfig } from './config';
import {
  batchBounds,
  deadLetterOf,
  patienceOf,
  pollsQuota,
  type QueueSource,
  type Source,
  type Stage,
  stagesOf,
  type StreamSource,
  takesOneByOne,
} from './stages';

type Context = ActorContext<PipeConfig>;

export interface SimulatedStage {
  /** Of its connection. */
  readonly index: number;
  /** `records`: each taken or refused by itself; `batch`: all of them, told their number; `call`: one call, as of one thing. */
  readonly takes: 'records' | 'batch' | 'call';
  /** Bytes sent for a record: of its own, or for each byte of what was polled. */
  readonly payload: number | undefined;
  readonly sizeFactor: number;
  /** The answer names the records that failed. */
  readonly namesFailures: boolean;
  /** How long an answer is waited for, seconds; undefined for as long as the execution lasts. */
  readonly patience: number | undefined;
  /** Calls a second that an API destination is kept to. */
  readonly rate: number | undefined;
}

export function simulatedStages(context: Context): readonly SimulatedStage[] {
  const { enrichment, target } = stagesOf(context.resource);
  const found: SimulatedStage[] = [];
  if (enrichment) found.push(simulated(enrichment, { payload: undefined, sizeFactor: 1 }, context));
  if (target) {
    const ratio = enrichment?.config.answerRatio ?? 1;
    const sent = enrichment?.config.payload;
    const comes = { payload: sent === undefined ? undefined : sent * ratio, sizeFactor: ratio };
    found.push(simulated(target, comes, context));
  }
  return found;
}

function simulated(
  stage: Stage,
  comes: Pick<SimulatedStage, 'payload' | 'sizeFactor'>,
  context: Context,
): SimulatedStage {
  const { config, to } = stage;
  const deadline = patienceOf(stage);
  return {
    index: context.outbound.find(({ connection }) => connection.id === stage.id)!.index,
    takes: takesOneByOne(stage) ? 'records' : to.contract === 'invoke' ? 'batch' : 'call',
    payload: config.payload ?? comes.payload,
    sizeFactor: comes.sizeFactor,
    namesFailures: config.reportBatchItemFailures === true,
    patience: deadline === undefined ? undefined : context.quota(deadline),
    rate: config.invocationRate,
  };
}

/** How the batches of a source gather, as its stages take them. */
function batches(source: Source, { resource, quota }: Context) {
  const { records, bytes } = batchBounds(source, resource, quota('pipes/payload'));
  const { batchingWindow, filterShare } = source.config;
  return { batchSize: records, batchBytes: bytes, batchingWindow, filterShare };
}

export function queueReading({ connection }: Link, context: Context): QueueReading {
  const source = connection as unknown as QueueSource;
  const most = context.quota('pipes/queue-concurrency');
  const gathering = context.quota('pipes/queue-start');
  return {
    ...batches(source, context),
    // One batch of a group at a time is all that holds a FIFO queue's consumer back.
    least: source.from.terms.fifo ? most : Math.min(most, gathering),
    most,
    growth: context.quota('pipes/queue-ramp'),
    gathering,
  };
}

export function streamReading({ connection }: Link, context: Context): StreamReading {
  const source = connection as unknown as StreamSource;
  const letters = deadLetterOf(context.resource);
  const { maximumRecordAge, maximumRetryAttempts, bisectBatchOnError, parallelizationFactor } = source.config;
  return {
    ...batches(source, context),
    parallelizationFactor,
    isPushed: false,
    pollInterval: 1 / context.quota(pollsQuota(source)),
    maximumRecordAge,
    maximumRetryAttempts,
    bisectBatchOnError,
    destinations: context.outbound.filter(({ connection: each }) => each.id === letters?.id).map(({ index }) => index),
  };
}
