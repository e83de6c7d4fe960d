import { z } from 'zod';
import { choice, count, duration, flag, rate, share, size } from '#shared/model/field';

const ON_DEMAND = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html';
const CONSTRAINTS = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html';
const QUOTAS = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html';
const STREAMS = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html';
const asOf = '2026-11-23';

const onDemand = { field: 'mode', is: ['on-demand'] } as const;
const provisioned = { field: 'mode', is: ['provisioned'] } as const;

export const config = z.looseObject({
  mode: choice(
    {
      title: 'Capacity mode',
      help: 'On-demand: pays by the request, takes twice its earlier peak at once. Provisioned: you choose the capacity and pay by the hour.',
      labels: { 'on-demand': 'On-demand', provisioned: 'Provisioned' },
      defaultFrom: 'assumption',
      source: ON_DEMAND,
      asOf,
    },
    'on-demand',
  ),
  writeCapacity: count(
    {
      title: 'Write capacity',
      help: 'Units: one write of up to 1 KB a second each, in a transaction half of one.',
      unit: 'WCU',
      min: 1,
      max: 10_000_000,
      appliesWhen: provisioned,
      defaultFrom: 'assumption',
      source: CONSTRAINTS,
      asOf,
    },
    5,
  ),
  readCapacity: count(
    {
      title: 'Read capacity',
      help: 'Units: one strongly consistent read of up to 4 KB a second each, or two eventually consistent ones.',
      unit: 'RCU',
      min: 1,
      max: 10_000_000,
      appliesWhen: provisioned,
      defaultFrom: 'assumption',
      source: CONSTRAINTS,
      asOf,
    },
    5,
  ),
  peakWrites: rate(
    {
      title: 'Earlier peak of writes',
      help: 'Highest write units a second so far; the table takes twice that at once. Unset: a new table, 4,000.',
      min: 0,
      max: 100_000_000,
      appliesWhen: onDemand,
      unset: 'a new table',
      source: ON_DEMAND,
      asOf,
    },
    undefined,
  ),
  peakReads: rate(
    {
      title: 'Earlier peak of reads',
      help: 'Highest read units a second so far; the table takes twice that at once. Unset: a new table, 12,000.',
      min: 0,
      max: 100_000_000,
      appliesWhen: onDemand,
      unset: 'a new table',
      source: ON_DEMAND,
      asOf,
    },
    undefined,
  ),
  warmWrites: count(
    {
      title: 'Warm throughput, writes',
      help: 'Write units a second for which the table is made ready beforehand.',
      unit: 'WCU',
      min: 1,
      max: 10_000_000,
      group: 'more',
      appliesWhen: onDemand,
      unset: 'as the table has by itself',
      source: ON_DEMAND,
      asOf,
    },
    undefined,
  ),
  warmReads: count(
    {
      title: 'Warm throughput, reads',
      help: 'Read units a second for which the table is made ready beforehand.',
      unit: 'RCU',
      min: 1,
      max: 10_000_000,
      group: 'more',
      appliesWhen: onDemand,
      unset: 'as the table has by itself',
      source: ON_DEMAND,
      asOf,
    },
    undefined,
  ),
  itemSize: size(
    {
      title: 'Item size',
      help: 'Mean size of an item, names included. Unset: as it is written. An update is counted by the whole item.',
      min: 1,
      max: 409_600,
      unset: 'as it is written',
      source: CONSTRAINTS,
      asOf,
    },
    undefined,
  ),
  partitionKeys: count(
    {
      title: 'Partition keys',
      help: 'Distinct keys in use. A single one never gets more than 1,000 write and 3,000 read units a second.',
      min: 1,
      max: 1_000_000_000,
      defaultFrom: 'assumption',
    },
    100_000,
  ),
  keySkew: choice(
    {
      title: 'Spread of the keys',
      help: 'Uniform: each key is as frequent as the next. Zipf: the n-th key is 1/n as frequent as the first. One key: all requests ask for the same.',
      labels: { uniform: 'Uniform', zipf: 'Zipf', single: 'One key' },
      defaultFrom: 'assumption',
    },
    'uniform',
  ),
  globalIndexes: count(
    {
      title: 'Global secondary indexes',
      help: 'Each keeps a copy of the items that it holds, and is written and paid for again.',
      min: 0,
      max: 100,
      defaultFrom: 'aws',
      source: QUOTAS,
      asOf,
    },
    0,
  ),
  indexedShare: share(
    {
      title: 'Writes that change an index',
      help: 'Share of the writes that change what a global secondary index holds, the same for each of them.',
      group: 'more',
      defaultFrom: 'assumption',
    },
    1,
  ),
  streamView: choice(
    {
      title: 'Stream view',
      help: 'What the stream tells of a change. The stream is on where something reads it.',
      labels: {
        NEW_AND_OLD_IMAGES: 'New and old image',
        NEW_IMAGE: 'New image',
        OLD_IMAGE: 'Old image',
        KEYS_ONLY: 'Keys only',
      },
      group: 'more',
      defaultFrom: 'assumption',
      source: STREAMS,
      asOf,
    },
    'NEW_AND_OLD_IMAGES',
  ),
  storedBytes: size(
    {
      title: 'Stored data',
      help: 'Bytes of all items, for the bill and the number of partitions. Unset: what the time to live lets stay, else not counted.',
      min: 0,
      max: 1_000_000_000_000_000,
      unset: 'not counted',
    },
    undefined,
  ),
  timeToLive: duration(
    {
      title: 'Time to live',
      help: 'Items are deleted so long after they were written; the deletions are free.',
      min: 60,
      max: 315_360_000,
      whole: true,
      group: 'more',
      unset: 'items stay',
    },
    undefined,
  ),
  newItemShare: share(
    {
      title: 'Writes that make a new item',
      help: 'Share of the writes that add an item rather than change one: what the time to live has to delete.',
      group: 'more',
      defaultFrom: 'assumption',
    },
    1,
  ),
  pointInTimeRecovery: flag(
    {
      title: 'Point-in-time recovery',
      help: 'Continuous backups, charged by the GB that the table holds.',
      group: 'more',
      defaultFrom: 'assumption',
    },
    true,
  ),
  encryption: choice(
    {
      title: 'Encryption at rest',
      labels: { owned: 'AWS owned key', managed: 'AWS managed key', kms: 'Customer managed KMS key' },
      group: 'more',
      defaultFrom: 'assumption',
    },
    'owned',
  ),
});

export type TableConfig = z.infer<typeof config>;
