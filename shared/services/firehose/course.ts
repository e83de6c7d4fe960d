/**
 * What becomes of records once they are taken, in steady state: the function that transforms them, their partitions, the
 * batches that are delivered, and what ends under the error prefix or in the bucket for failed records.
 */
import type { CapacityContext, Flow } from '#shared/model/capacity';
import { answersOf } from '#shared/model/outside';
import { bytes, perSecond } from '#shared/model/unit';
import { independentRetries } from '#shared/queueing/retries';
import { inTimeShare } from '#shared/queueing/tail';
import { attemptsWithin, BASE64, type Buffer, gather, type Gathered } from './batches';
import type { DeliveryConfig } from './config';
import {
  type BucketDestination,
  bucketDestinations,
  type EndpointDestination,
  endpointDestinations,
  failedRecordsOf,
  type Transformation,
  transformationsOf,
} from './outlets';

type Context = CapacityContext<DeliveryConfig>;

/** Records of one mean size; records a second, bytes. */
export interface Records {
  readonly rate: number;
  readonly size: number;
}

export interface Transforming {
  readonly connection: Transformation;
  readonly gathered: Gathered;
  /** Attempts for each batch, mean. */
  readonly attempts: number;
  /** Time from the invocation to its answer, seconds. */
  readonly duration: number;
  /** Share of the batches whose invocation succeeds. */
  readonly succeeds: number;
}

export interface Partitioning {
  readonly connection: BucketDestination;
  /** Partitions with an open buffer, mean. */
  readonly active: number;
  readonly bytesOfEach: number;
}

export interface Failure {
  /** Records a second. */
  readonly rate: number;
  /** By which it leaves; undefined where it is lost. */
  readonly connection: string | undefined;
  readonly why: string;
  readonly limit?: string;
}

export interface Course {
  readonly emits: ReadonlyMap<string, Flow>;
  readonly failures: readonly Failure[];
  /** Bytes a second, and objects a second, that go through dynamic partitioning. */
  readonly partitionedBytes: number;
  readonly partitionedObjects: number;
  /** Time from the taking of a record to its delivery, seconds. */
  readonly latency: number;
  readonly delivery: Gathered;
}

export const bufferOf = ({ bufferSize, bufferInterval }: DeliveryConfig): Buffer => ({
  mebibytes: bufferSize,
  interval: bufferInterval,
});

/** What the function that transforms makes of so many records; undefined where there is none. */
export function transforming({ rate, size }: Records, context: Context): Transforming | undefined {
  const [connection] = transformationsOf(context.resource);
  if (!connection) return undefined;
  const { bufferSize, bufferInterval, retries } = connection.config;
  const { throttled, failed, latency } = context.outcome(connection);
  const { meanAttempts, giveUpProbability } = independentRetries(throttled, retries);
  const answered = throttled < 1 ? 1 - failed / (1 - throttled) : 0;
  return {
    connection,
    gathered: gather(rate, size, { mebibytes: bufferSize, interval: bufferInterval }),
    attempts: meanAttempts,
    duration: latency,
    succeeds: (1 - giveUpProbability) * Math.max(0, answered),
  };
}

export function partitioning(
  { rate, size }: Records,
  { config, ...stream }: Context['resource'],
): readonly Partitioning[] {
  return bucketDestinations(stream)
    .filter((connection) => connection.config.partitioning)
    .map((connection) => {
      const { partitions } = connection.config;
      const { records } = gather(rate / partitions, size, bufferOf(config));
      return {
        connection,
        // A buffer opens with its first record: it is open while the others of its batch come.
        active: (partitions * (records - 1)) / records,
        bytesOfEach: (rate * size) / partitions,
      };
    });
}

/** Records after the function: those that it answers with Ok, and their size. */
export function transformed({ rate, size }: Records, by: Transforming | undefined): Records {
  if (!by) return { rate, size };
  const { failedShare, droppedShare, sizeRatio } = by.connection.config;
  return { rate: rate * by.succeeds * Math.max(0, 1 - failedShare - droppedShare), size: size * sizeRatio };
}

export function courseOf(taken: Records, context: Context): Course {
  const { resource } = context;
  const by = transforming(taken, context);
  const ready = transformed(taken, by);
  const emits = new Map<string, Flow>();
  const failures: Failure[] = [];
  const kept = failedRecordsOf(resource)?.id ?? bucketDestinations(resource)[0]?.id;
  if (by) {
    emits.set(by.connection.id, {
      rate: perSecond(taken.rate * by.attempts),
      size: bytes(taken.size * BASE64),
      perCall: by.gathered.records,
    });
    const name = by.connection.to.resource.name;
    const skipped = taken.rate * (1 - by.succeeds);
    const answered = taken.rate * by.succeeds * by.connection.config.failedShare;
    failures.push({ rate: skipped, connection: kept, why: `${name} failed or was refused too often` });
    failures.push({ rate: answered, connection: kept, why: `${name} answered with ProcessingFailed` });
  }
  let [partitionedBytes, partitionedObjects] = [0, 0];
  const buffer = bufferOf(resource.config);
  const delivery = gather(ready.rate, ready.size, buffer);
  const unprocessed = failures.reduce((sum, { rate }) => sum + rate, 0);
  for (const connection of bucketDestinations(resource)) {
    const put = objectsOf(ready, connection, context);
    emits.set(connection.id, together(put, unprocessed + put.misplaced, taken.size, buffer));
    failures.push({
      rate: put.misplaced,
      connection: connection.id,
      why: 'no more partitions can have an open buffer',
      limit: 'firehose/active-partitions',
    });
    if (connection.config.partitioning) {
      partitionedBytes += put.records * ready.size;
      partitionedObjects += put.rate;
    }
  }
  let acknowledged = 0;
  for (const connection of endpointDestinations(resource)) {
    const sent = postsOf(ready, delivery, connection, context);
    emits.set(connection.id, sent.flow);
    acknowledged = sent.duration;
    failures.push({
      rate: sent.givenUp,
      connection: failedRecordsOf(resource)?.id,
      why: `${connection.to.resource.name} did not acknowledge them within the retry duration`,
    });
  }
  const backup = failedRecordsOf(resource);
  if (backup) {
    const rate = failures.reduce((sum, each) => sum + (each.connection === backup.id ? each.rate : 0), 0);
    emits.set(backup.id, together({ rate: 0, size: 0 }, rate, taken.size, buffer));
  }
  return {
    emits,
    failures,
    partitionedBytes,
    partitionedObjects,
    latency: (by ? by.gathered.wait + by.duration : 0) + delivery.wait + acknowledged,
    delivery,
  };
}

interface Objects {
  /** A second. */
  readonly rate: number;
  /** Bytes of one. */
  readonly size: number;
  /** Records in them, a second. */
  readonly records: number;
  /** Records a second for which no partition was left. */
  readonly misplaced: number;
}

function objectsOf(ready: Records, connection: BucketDestination, context: Context): Objects {
  const { resource } = context;
  const { writtenShare, partitioning: isPartitioned, partitions } = connection.config;
  const ways = isPartitioned ? partitions : 1;
  const each = gather(ready.rate / ways, ready.size, bufferOf(resource.config));
  const [active] = isPartitioned ? partitioning(ready, resource) : [];
  const room = active ? context.fits(active.active, context.quota('firehose/active-partitions')) : 1;
  return {
    rate: each.batchesPerSecond * ways * room,
    size: each.records * ready.size * writtenShare,
    records: ready.rate * room,
    misplaced: ready.rate * (1 - room),
  };
}

/** Objects of data and of failed records, which gather by the same hints. */
function together(data: Pick<Objects, 'rate' | 'size'>, failed: number, size: number, buffer: Buffer): Flow {
  const { records, batchesPerSecond } = gather(failed, size, buffer);
  const rate = data.rate + batchesPerSecond;
  const written = data.rate * data.size + batchesPerSecond * records * size;
  return { rate: perSecond(rate), size: bytes(rate === 0 ? 0 : written / rate), perCall: 1 };
}

function postsOf(
  ready: Records,
  { records, batchesPerSecond }: Gathered,
  connection: EndpointDestination,
  context: Context,
) {
  const drawn = connection;
  const { throttled, failed, latency } = context.outcome(drawn);
  const inTime = inTimeShare(answersOf(drawn), context.quota('firehose/http-timeout'));
  const { meanAttempts, giveUpProbability } = independentRetries(
    Math.min(1, Math.max(0, 1 - (1 - throttled - failed) * inTime)),
    attemptsWithin(connection.config.retryDuration),
  );
  const flow: Flow = {
    rate: perSecond(batchesPerSecond * meanAttempts),
    size: bytes(records * ready.size * BASE64),
    perCall: 1,
  };
  return { flow, givenUp: ready.rate * giveUpProbability, duration: latency };
}
