/** What a stream's event source mapping asks for, and the most that its lanes can do. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { laneBatch, onDemandShards } from '#shared/queueing/gathering';
import { independentRetries } from '#shared/queueing/retries';
import { retryWait } from './call-retries';
import type { FunctionConfig } from './config';
import type { Demand } from './demand';
import { runTime } from './run-time';
import type { StreamMappingConfig } from './mapping-config';
import { hasFanOut, pollsQuota } from './stream-source';

const KINESIS = 'https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html';
const DYNAMODB = 'https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html';
const asOf = '2026-11-23';

type StreamConnection = Connection<StreamMappingConfig, 'read-shards', 'invoke'>;

/** Attempts taken for "until the record expires" once it fails each time: enough that any success has come. */
const ENDLESS = 1000;

export function streamDemand(
  untyped: Connection,
  invocationFails: number,
  context: CapacityContext<FunctionConfig>,
): Demand {
  const connection = untyped as unknown as StreamConnection;
  const mapping = connection.config;
  const { config } = context.resource;
  const { rate, size } = context.offered(untyped);
  const work = rate * mapping.filterShare;
  const shards = connection.from.terms.shards ?? onDemandShards(rate, size);
  const lanes = shards * mapping.parallelizationFactor;
  const most = Math.max(
    1,
    Math.min(mapping.batchSize, Math.floor(context.quota('lambda/batch-bytes') / Math.max(1, size))),
  );
  const timeOf = (batch: number): number => runTime(config) + config.perRecord * batch + retryWait(context, batch);
  const { meanAttempts, giveUpProbability } = independentRetries(
    invocationFails,
    Math.min(ENDLESS, mapping.maximumRetryAttempts ?? ENDLESS),
  );
  const capacity = (lanes * most) / (timeOf(most) * meanAttempts);
  const meanBatch = laneBatch({
    arrivalRate: work / lanes,
    window: mapping.batchingWindow,
    maxBatch: most,
    duration: timeOf,
    pollInterval: hasFanOut(connection) ? undefined : 1 / context.quota(pollsQuota(connection.from.terms)),
    sharesPolls: mapping.parallelizationFactor > 1,
  });
  return {
    connection: untyped,
    source: 'stream',
    offered: rate,
    size,
    passes: mapping.filterShare,
    // Loop detection does not follow records of a stream.
    stops: 0,
    meanBatch,
    each: 1,
    duration: timeOf(meanBatch),
    invocations: (work / meanBatch) * meanAttempts,
    attempts: meanAttempts,
    // Of a given-up batch, bisecting leaves the one bad record; so does a partial response.
    givesUp:
      mapping.bisectBatchOnError || mapping.reportBatchItemFailures ? giveUpProbability / meanBatch : giveUpProbability,
    fails: invocationFails,
    fits: context.fits(work, capacity),
    wait: pollWait(connection, context),
    limits: [limitOf(connection, { work, capacity, lanes, shards, most, time: timeOf(most), attempts: meanAttempts })],
  };
}

/** Mean time until a poll or the window fetches a record, seconds. */
function pollWait(connection: StreamConnection, context: CapacityContext<FunctionConfig>): number {
  const polling = hasFanOut(connection) ? 0.07 : 0.5 / context.quota(pollsQuota(connection.from.terms));
  return polling + connection.config.batchingWindow / 2;
}

interface LaneUse {
  readonly work: number;
  readonly capacity: number;
  readonly lanes: number;
  readonly shards: number;
  readonly most: number;
  readonly time: number;
  readonly attempts: number;
}

function limitOf({ id, config, from }: StreamConnection, lane: LaneUse): LimitUse {
  const { work, capacity, lanes } = lane;
  const utilisation = work / capacity;
  const factor = Math.min(10, Math.ceil(config.parallelizationFactor * utilisation * 1.2));
  return {
    id: 'lambda/stream-concurrency',
    title: 'Concurrent batches of the stream’s mapping',
    used: utilisation * lanes,
    limit: lanes,
    unit: 'concurrent',
    utilisation,
    // The shards of a table's stream follow its partitions, of which only the least number is known.
    grade: from.terms.shards === undefined || from.terms.records === 'item changes' ? 'approximation' : 'exact',
    connection: id,
    setBy: { connection: id, field: 'parallelizationFactor' },
    beyond: `records wait in ${from.resource.name}: the iterator age grows`,
    because: () => ({
      formula: 'capacity = shards × parallelization factor × full batch ÷ (duration of a full batch × attempts)',
      inputs: [
        { name: 'records', value: work, unit: '1/s' },
        { name: 'shards', value: lane.shards },
        { name: 'parallelization factor', value: config.parallelizationFactor, field: 'parallelizationFactor' },
        { name: 'full batch', value: lane.most },
        { name: 'duration of a full batch', value: lane.time, unit: 's' },
        { name: 'attempts', value: lane.attempts },
        { name: 'capacity', value: capacity, unit: '1/s' },
      ],
      source: from.terms.records === 'data' ? KINESIS : DYNAMODB,
      asOf,
    }),
    ...(factor > config.parallelizationFactor
      ? {
          raise: () => ({
            title: `Set the parallelization factor to ${factor}`,
            edit: {
              do: 'set-config',
              target: { connection: id },
              field: 'parallelizationFactor',
              value: factor,
            } as const,
          }),
        }
      : {}),
  };
}
