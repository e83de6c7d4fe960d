/** A bucket: writes and reads within what its partitioned prefixes take, and an event of each write for those it tells. */
import type { CapacityContext, CapacityReport, Flow, LimitUse, Outcome, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { grouped } from '#shared/model/figures';
import { set } from '#shared/model/remedy';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import type { BucketConfig } from './config';
import { accessOf, causedShare } from './notifications';

const PERFORMANCE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html';
const asOf = '2026-11-23';

/** Room above the present load that a remedy leaves. */
const ROOM = 1.25;

/** One caller's requests. */
interface Call {
  readonly connection: Connection;
  readonly flow: Flow;
  readonly does: 'read' | 'write';
  readonly removes: boolean;
}

/** All writes, or all reads: at most one limit, which nobody's requests make vanish. */
interface Side {
  readonly accepted: number;
  readonly limits: readonly LimitUse[];
}

export function capacity(context: CapacityContext<BucketConfig>): CapacityReport {
  const { resource } = context;
  const { config } = resource;
  const calls = resource.inbound.map((connection): Call => {
    const { does, removes = false } = accessOf(connection);
    return { connection, flow: context.offered(connection), does, removes };
  });
  const writes = side('write', calls, context);
  const reads = side('read', calls, context);
  const acceptedOf = ({ does }: Call): number => (does === 'write' ? writes : reads).accepted;
  const taken = (call: Call): number => call.flow.rate * acceptedOf(call);
  const offered = total(calls, ({ flow }) => flow.rate);
  const admitted = total(calls, taken);
  const puts = calls.filter(({ does, removes }) => does === 'write' && !removes);
  const written = total(puts, taken);
  const writtenBytes = total(puts, (call) => taken(call) * (config.objectSize ?? call.flow.size));
  const notifications = resource.outbound.map((notification) => ({
    notification,
    rate: total(calls, (call) => taken(call) * causedShare(call.connection, notification)),
  }));
  return {
    offered: perSecond(offered),
    admitted: perSecond(admitted),
    completed: perSecond(admitted),
    failed: perSecond(0),
    throttled: perSecond(offered - admitted),
    waiting: perSecond(0),
    inFlight: total(notifications, ({ rate }) => rate) * config.notificationDelay,
    queueLength: 0,
    latency: {
      value: seconds(0),
      grade: 'approximation',
      because: () => ({
        formula: 'AWS states no latency: it is part of the duration of the code that calls',
        inputs: [],
      }),
    },
    limits: [...writes.limits, ...reads.limits],
    draws: [],
    emits: new Map(
      notifications.map(({ notification, rate }) => [
        notification.id,
        { rate: perSecond(rate), size: bytes(config.eventSize), perCall: 1 },
      ]),
    ),
    outcomes: new Map(calls.map((call) => [call.connection.id, outcome(acceptedOf(call))])),
    spills: [
      ...calls.flatMap((call) => refused(call, acceptedOf(call), config)),
      ...notifications.flatMap(({ notification, rate }) => held(notification, rate, context)),
    ],
    quantities: {
      writes: written,
      objectBytes: config.objectSize ?? (written === 0 ? 0 : writtenBytes / written),
      keptBytes: config.storedBytes ?? writtenBytes * keptFor(config),
    },
  };
}

/**
 * Mean time for which a written byte stays, seconds (Little's law): new objects until they expire, and with versioning
 * every version once more until it expires as an earlier one. What stays for ever is not counted.
 */
function keptFor({ expiration, newObjectShare, versioned, noncurrentExpiration }: BucketConfig): number {
  return (expiration ?? 0) * newObjectShare + (versioned ? (noncurrentExpiration ?? 0) : 0);
}

const WORDS = {
  write: { noun: 'Writes', quota: 's3/prefix-writes' },
  read: { noun: 'Reads', quota: 's3/prefix-reads' },
} as const;

function side(does: Call['does'], calls: readonly Call[], context: CapacityContext<BucketConfig>): Side {
  const own = calls.filter((call) => call.does === does);
  if (own.length === 0) return { accepted: 1, limits: [] };
  const limit = prefixLimit(
    does,
    total(own, ({ flow }) => flow.rate),
    context,
  );
  return { accepted: context.fits(limit.used, limit.limit), limits: [limit] };
}

function prefixLimit(does: Call['does'], used: number, context: CapacityContext<BucketConfig>): LimitUse {
  const { id, config } = context.resource;
  const { noun, quota } = WORDS[does];
  const each = context.quota(quota);
  const limit = each * config.partitionedPrefixes;
  const enough = Math.max(1, Math.ceil((used * ROOM) / each));
  return {
    id: quota,
    title: `${noun} of the partitioned prefixes`,
    used,
    limit,
    unit: '1/s',
    utilisation: used / limit,
    grade: 'exact',
    setBy: { resource: id, field: 'partitionedPrefixes' },
    beyond: '503 SlowDown until S3 has split the prefixes, which takes a while',
    because: () => ({
      formula: `utilisation = ${noun.toLowerCase()} ÷ (quota of a partitioned prefix × prefixes)`,
      inputs: [
        { name: noun.toLowerCase(), value: used, unit: '1/s' },
        { name: 'quota of a partitioned prefix', value: each, unit: '1/s' },
        { name: 'prefixes', value: config.partitionedPrefixes, field: 'partitionedPrefixes' },
      ],
      source: PERFORMANCE,
      asOf,
    }),
    raise: () =>
      set(`Spread the keys over ${grouped(enough)} prefixes`, { resource: id }, 'partitionedPrefixes', enough),
  };
}

function outcome(accepted: number): Outcome {
  return {
    throttled: ratio(1 - accepted),
    failed: ratio(0),
    delayed: ratio(0),
    latency: seconds(0),
    wait: seconds(0),
  };
}

function refused({ connection, flow, does }: Call, accepted: number, config: BucketConfig): readonly Spill[] {
  const rate = flow.rate * (1 - accepted);
  if (rate <= 0) return [];
  const prefixes = config.partitionedPrefixes === 1 ? 'the one prefix' : `the ${config.partitionedPrefixes} prefixes`;
  return [
    {
      ends: 'caller',
      rate: perSecond(rate),
      limit: WORDS[does].quota,
      connection: connection.id,
      story: `${prefixes} that S3 has given a partition are full: the caller gets 503 and its SDK tries again; what it gives up is not ${does === 'write' ? 'written' : 'read'}`,
      seenAs: '503 SlowDown',
    },
  ];
}

/** What a receiver refuses S3 keeps and delivers later. */
function held(connection: Connection, rate: number, context: CapacityContext<BucketConfig>): readonly Spill[] {
  const refusedRate = rate * context.outcome(connection).throttled;
  if (refusedRate <= 0) return [];
  return [
    {
      ends: 'backlog',
      rate: perSecond(refusedRate),
      connection: connection.id,
      story: `${connection.to.resource.name} refuses: S3 holds the events and tries again, AWS does not say how long`,
    },
  ];
}
