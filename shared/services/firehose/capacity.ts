/** A delivery stream: what its quotas let producers put, what it reads of a data stream, and the batches that it delivers. */
import type { CapacityContext, CapacityReport, Flow, LimitUse, Outcome, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { total } from '#shared/model/total';
import { perSecond, ratio, seconds } from '#shared/model/unit';
import type { DeliveryConfig } from './config';
import { type Course, courseOf, type Records, transformed, transforming } from './course';
import { outstandingLimit, partitionLimits, putLimits } from './limits';
import { isStreamSource } from './outlets';

type Context = CapacityContext<DeliveryConfig>;

/** Each shard is read once a second (firehose writing-with-kinesis-streams, 2026-11-23). */
const POLL_INTERVAL = 1;

interface Source {
  readonly connection: Connection;
  readonly flow: Flow;
  /** Share of it that is taken. */
  readonly taken: number;
}

export function capacity(context: Context): CapacityReport {
  const { resource } = context;
  const puts = putLimits(context);
  const offeredFlows = resource.inbound.map((connection) => ({ connection, flow: context.offered(connection) }));
  const asked = mixed(offeredFlows.map(({ flow }) => flow));
  const outstanding = outstandingLimit(transforming(asked, context), context);
  const accepted = puts.reduce((share, { used, limit }) => Math.min(share, context.fits(used, limit)), 1);
  const read = outstanding ? context.fits(outstanding.used, outstanding.limit) : 1;
  const sources = offeredFlows.map((each): Source => ({
    ...each,
    taken: isStreamSource(each.connection) ? read : accepted,
  }));
  const taken = mixed(sources.map(({ flow, taken: share }) => ({ rate: flow.rate * share, size: flow.size })));
  const course = courseOf(taken, context);
  const failed = Math.min(
    taken.rate,
    total(course.failures, ({ rate }) => rate),
  );
  const left = total(sources, (each) => (isStreamSource(each.connection) ? each.flow.rate * (1 - each.taken) : 0));
  return {
    offered: perSecond(asked.rate),
    admitted: perSecond(taken.rate),
    completed: perSecond(taken.rate - failed),
    failed: perSecond(failed),
    throttled: perSecond(Math.max(0, asked.rate - taken.rate - left)),
    waiting: perSecond(left),
    inFlight: taken.rate * course.latency,
    queueLength: 0,
    latency: latency(course, context),
    limits: [
      ...puts,
      ...(outstanding ? [outstanding] : []),
      ...partitionLimits(transformed(asked, transforming(asked, context)), context),
    ],
    draws: [],
    emits: course.emits,
    outcomes: new Map(sources.map((each) => [each.connection.id, outcome(each)])),
    spills: [...sources.flatMap((each) => refused(each, puts)), ...kept(course, context), ...held(course, context)],
    quantities: {
      records: taken.rate,
      recordBytes: taken.size,
      deliveredBytes: total(sources, ({ flow, taken: share }) => flow.rate * share * flow.size),
      partitionedBytes: course.partitionedBytes,
      partitionedObjects: course.partitionedObjects,
    },
  };
}

function mixed(flows: readonly Records[]): Records {
  const rate = total(flows, (each) => each.rate);
  return { rate, size: rate === 0 ? 0 : total(flows, (each) => each.rate * each.size) / rate };
}

function latency({ latency: value, delivery }: Course, { resource }: Context): CapacityReport['latency'] {
  const { bufferSize, bufferInterval } = resource.config;
  return {
    value: seconds(value),
    // Firehose takes the hints as hints, and buffers in several stages where it partitions.
    grade: 'approximation',
    because: () => ({
      formula:
        'time to delivery = wait in the buffer, about half the time until it is full or its interval is over, and before it in the batch of the function',
      inputs: [
        { name: 'buffer size', value: bufferSize, unit: 'MiB', field: 'bufferSize' },
        { name: 'buffer interval', value: bufferInterval, unit: 's', field: 'bufferInterval' },
        { name: 'time for which a buffer is open', value: delivery.open, unit: 's' },
      ],
      source: 'https://docs.aws.amazon.com/firehose/latest/dev/buffering-hints.html',
      asOf: '2026-11-23',
    }),
  };
}

function outcome({ connection, taken }: Source): Outcome {
  const isRead = isStreamSource(connection);
  return {
    throttled: ratio(isRead ? 0 : 1 - taken),
    failed: ratio(0),
    delayed: ratio(isRead ? 1 - taken : 0),
    latency: seconds(0),
    wait: seconds(isRead ? POLL_INTERVAL / 2 : 0),
  };
}

/** What a data stream keeps is told by the stream. */
function refused({ connection, flow, taken }: Source, puts: readonly LimitUse[]): readonly Spill[] {
  const rate = flow.rate * (1 - taken);
  if (rate <= 0 || isStreamSource(connection)) return [];
  const full = puts.reduce((worst, each) => (each.utilisation > worst.utilisation ? each : worst));
  return [
    {
      ends: 'caller',
      rate: perSecond(rate),
      limit: full.id,
      connection: connection.id,
      story:
        'more is put than the quota of the delivery stream: the producer is refused, and what it does not put again is delivered nowhere',
      seenAs: '503 ServiceUnavailableException',
    },
  ];
}

function kept({ failures }: Course, { resource }: Context): readonly Spill[] {
  return failures
    .filter(({ rate }) => rate > 0)
    .map(({ rate, connection, why, limit }) => {
      const target = resource.outbound.find(({ id }) => id === connection);
      return {
        ends: target ? 'destination' : 'lost',
        rate: perSecond(rate),
        ...(limit === undefined ? {} : { limit }),
        ...(target ? { connection: target.id } : {}),
        story: target
          ? `${why}: their records are kept in ${target.to.resource.name}, under the prefix for errors`
          : `${why}, and no bucket is drawn that keeps their records`,
      };
    });
}

/** What a bucket refuses Firehose holds and writes again. */
function held({ emits }: Course, context: Context): readonly Spill[] {
  const hours = context.quota('firehose/holding-time') / 3600;
  return context.resource.outbound
    .filter(({ to }) => to.contract === 'keep-objects')
    .map((connection) => ({
      connection,
      rate: (emits.get(connection.id)?.rate ?? 0) * context.outcome(connection).throttled,
    }))
    .filter(({ rate }) => rate > 0)
    .map(({ connection: { id, to }, rate }) => ({
      ends: 'backlog',
      rate: perSecond(rate),
      connection: id,
      story: `${to.resource.name} refuses objects: Firehose writes them again, for up to ${hours} h`,
    }));
}
