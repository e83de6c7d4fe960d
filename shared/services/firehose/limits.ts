/** What producers may put, how many partitions may be open, and how many transformations may run at once. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import type { Terms } from '#shared/model/contract';
import type { LimitUnit } from '#shared/model/fact';
import { total } from '#shared/model/total';
import type { DeliveryConfig } from './config';
import { partitioning, type Records, type Transforming } from './course';
import { directPuts, streamSources } from './outlets';

const LIMITS = 'https://docs.aws.amazon.com/firehose/latest/dev/limits.html';
const BUFFERING = 'https://docs.aws.amazon.com/firehose/latest/dev/buffering.html';
const asOf = '2026-11-23';

type Context = CapacityContext<DeliveryConfig>;

interface Put {
  readonly id: string;
  readonly title: string;
  readonly unit: LimitUnit;
  readonly used: number;
}

/** Three quotas of what is put directly; none where nothing is. */
export function putLimits(context: Context): readonly LimitUse[] {
  const flows = directPuts(context.resource).map((connection) => context.offered(connection));
  if (flows.length === 0) return [];
  const asked: readonly Put[] = [
    {
      id: 'firehose/put-records',
      title: 'Records put on the delivery stream',
      unit: '1/s',
      used: total(flows, ({ rate }) => rate),
    },
    {
      id: 'firehose/put-requests',
      title: 'Requests that put records',
      unit: 'calls/s',
      used: total(flows, ({ rate, perCall }) => rate / perCall),
    },
    {
      id: 'firehose/put-bytes',
      title: 'Bytes put on the delivery stream',
      unit: 'B/s',
      used: total(flows, ({ rate, size }) => rate * size),
    },
  ];
  return asked.map(({ id, title, unit, used }) => {
    const quota = context.quota(id);
    return {
      id,
      title,
      used,
      limit: quota,
      unit,
      utilisation: used / quota,
      grade: 'exact',
      setBy: { quota: id },
      beyond: '503 ServiceUnavailableException to the producer, until Firehose has raised the quota by itself',
      because: () => ({
        formula: 'utilisation = what all producers put ÷ quota of a delivery stream',
        inputs: [
          { name: 'put', value: used, unit },
          { name: 'quota', value: quota, unit },
        ],
        source: LIMITS,
        asOf,
      }),
    };
  });
}

/** How many batches are with the function at once; none without a data stream, or where its shards are not known. */
export function outstandingLimit(by: Transforming | undefined, context: Context): LimitUse | undefined {
  const [source] = streamSources(context.resource);
  if (!by || !source) return undefined;
  const { shards } = source.from.terms as Terms<'read-shards'>;
  if (shards === undefined) return undefined;
  const id = 'firehose/transformations-per-shard';
  const each = context.quota(id);
  const used = by.gathered.batchesPerSecond * by.attempts * by.duration;
  const limit = each * shards;
  return {
    id,
    title: 'Transformations at once',
    used,
    limit,
    unit: 'concurrent',
    utilisation: used / limit,
    // How batches gather by shard is not documented.
    grade: 'approximation',
    setBy: { resource: source.from.resource.id, field: 'shards' },
    beyond: `records wait in ${source.from.resource.name}: the iterator age grows`,
    because: () => ({
      formula: 'at once = batches a second × attempts × duration of the function (Little’s law); limit = 5 × shards',
      inputs: [
        { name: 'batches', value: by.gathered.batchesPerSecond, unit: '1/s' },
        { name: 'attempts', value: by.attempts },
        { name: 'duration of the function', value: by.duration, unit: 's' },
        { name: 'shards', value: shards },
        { name: 'for each shard', value: each },
      ],
      source: LIMITS,
      asOf,
    }),
  };
}

export function partitionLimits(ready: Records, context: Context): readonly LimitUse[] {
  return partitioning(ready, context.resource).flatMap(({ connection, active, bytesOfEach }): readonly LimitUse[] => {
    const { partitions } = connection.config;
    const most = context.quota('firehose/active-partitions');
    const rate = context.quota('firehose/partition-bytes');
    const at = { connection: connection.id, setBy: { connection: connection.id, field: 'partitions' } } as const;
    const { bufferInterval } = context.resource.config;
    return [
      {
        id: 'firehose/active-partitions',
        title: 'Partitions with an open buffer',
        used: active,
        limit: most,
        unit: 'count',
        utilisation: active / most,
        grade: 'approximation',
        ...at,
        beyond: 'records of further partitions go to the error prefix',
        because: () => ({
          formula: 'open = partitions × share of the time for which each has a record in its buffer',
          inputs: [
            { name: 'partitions', value: partitions, field: 'partitions' },
            { name: 'records', value: ready.rate, unit: '1/s' },
            { name: 'buffer interval', value: bufferInterval, unit: 's', field: 'bufferInterval' },
            { name: 'quota', value: most },
          ],
          source: BUFFERING,
          asOf,
        }),
      },
      {
        id: 'firehose/partition-bytes',
        title: 'Bytes of each partition',
        used: bytesOfEach,
        limit: rate,
        unit: 'B/s',
        utilisation: bytesOfEach / rate,
        grade: 'exact',
        ...at,
        beyond: 'records of the partition wait',
        because: () => ({
          formula: 'utilisation = bytes ÷ partitions ÷ quota of a partition',
          inputs: [
            { name: 'bytes', value: ready.rate * ready.size, unit: 'B/s' },
            { name: 'partitions', value: partitions, field: 'partitions' },
            { name: 'quota', value: rate, unit: 'B/s' },
          ],
          source: LIMITS,
          asOf,
        }),
      },
    ];
  });
}
