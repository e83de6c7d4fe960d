/** What a delivery stream sends its batches to in a run, and on which terms. */
import * as Answer from '#shared/model/answer';
import type { Terms } from '#shared/model/contract';
import type { ActorContext } from '#shared/model/simulation';
import { attemptsWithin, BASE64 } from './batches';
import type { DeliveryConfig } from './config';
import type { TransformationConfig } from './destination-config';
import { bucketDestinations, endpointDestinations, failedRecordsOf, streamSources, transformationsOf } from './outlets';

export interface Outlet {
  /** Of its connection. */
  readonly index: number;
  /** Attempts after the first. */
  readonly retries: number;
  /** Age of the oldest record up to which a batch is sent again, seconds. */
  readonly holds: number;
  /** Whether a batch that was answered so is sent again. */
  repeats(answer: Answer.Code): boolean;
  /** How long an answer is waited for, seconds; undefined where it comes at once. */
  readonly patience: number | undefined;
  /** Bytes sent for each of a record. */
  readonly sizeFactor: number;
  /** Whether another bucket keeps what it does not take. */
  readonly isKept: boolean;
}

export interface TransformationOutlet
  extends
    Outlet,
    Pick<TransformationConfig, 'bufferSize' | 'bufferInterval' | 'failedShare' | 'droppedShare' | 'sizeRatio'> {
  /** Invocations at once. */
  readonly most: number;
}

export interface Outlets {
  readonly transformation: TransformationOutlet | undefined;
  /** The destination; the first of several, of which AWS takes one. */
  readonly delivery: Outlet | undefined;
  /** The bucket in which failed records end, under a prefix of their own. */
  readonly failed: Outlet | undefined;
  /** 1 without dynamic partitioning. */
  readonly partitions: number;
}

type Context = ActorContext<DeliveryConfig>;

/** Until they are too old. */
const WITHOUT_END = Number.MAX_SAFE_INTEGER;

export function outletsOf(context: Context): Outlets {
  const { resource } = context;
  const [bucket] = bucketDestinations(resource);
  const [endpoint] = endpointDestinations(resource);
  const backup = failedRecordsOf(resource) ?? bucket;
  const config = bucket?.config;
  const written = bucket && { ...toBucket(bucket.id, context), sizeFactor: bucket.config.writtenShare };
  return {
    transformation: toFunction(context),
    delivery: written ?? (endpoint && toEndpoint(endpoint.id, endpoint.config.retryDuration, context)),
    failed: backup && toBucket(backup.id, context),
    partitions: config?.partitioning ? config.partitions : 1,
  };
}

function indexOf(id: string, { outbound }: Context): number {
  return outbound.find(({ connection }) => connection.id === id)!.index;
}

function toBucket(id: string, context: Context): Outlet {
  const [source] = streamSources(context.resource);
  return {
    index: indexOf(id, context),
    retries: WITHOUT_END,
    holds: source ? (source.from.terms as Terms<'read-shards'>).retention : context.quota('firehose/holding-time'),
    repeats: () => true,
    patience: undefined,
    sizeFactor: 1,
    isKept: false,
  };
}

function toEndpoint(id: string, retryDuration: number, context: Context): Outlet {
  return {
    index: indexOf(id, context),
    retries: attemptsWithin(retryDuration),
    holds: Infinity,
    repeats: () => true,
    patience: context.quota('firehose/http-timeout'),
    sizeFactor: BASE64,
    isKept: true,
  };
}

/** An invocation is repeated that was refused or took too long, not one that failed. */
function toFunction(context: Context): TransformationOutlet | undefined {
  const [connection] = transformationsOf(context.resource);
  if (!connection) return undefined;
  const [source] = streamSources(context.resource);
  const shards = source && (source.from.terms as Terms<'read-shards'>).shards;
  const { bufferSize, bufferInterval, retries, failedShare, droppedShare, sizeRatio } = connection.config;
  return {
    index: indexOf(connection.id, context),
    retries,
    holds: Infinity,
    repeats: (answer) => answer === Answer.throttled || answer === Answer.gaveUp,
    patience: context.quota('firehose/transformation-time'),
    sizeFactor: BASE64,
    isKept: true,
    bufferSize,
    bufferInterval,
    failedShare,
    droppedShare,
    sizeRatio,
    most: shards === undefined ? Infinity : shards * context.quota('firehose/transformations-per-shard'),
  };
}
