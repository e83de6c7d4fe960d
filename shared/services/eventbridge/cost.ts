/**
 * What a bus is charged for: events on the way in in steps of 64 KB, calls of API destinations, its
 * archive, and replays. Other deliveries are free.
 */
import type { Usage, UsageContext } from '#shared/model/cost';
import type { Connection } from '#shared/model/graph';
import { KIB, SECONDS_PER_MONTH } from '#shared/model/unit';
import { chunks, type Factor, MONTH, PER_GB, product, reported } from '#shared/model/usage';
import type { BusConfig } from './config';
import { isFree, isOfService } from './targets';

/** An event counts once for each 64 KB (https://aws.amazon.com/eventbridge/pricing/). */
const EVENT_UNIT = 64 * KIB;

export function usage(context: UsageContext<BusConfig>): readonly Usage[] {
  const { inbound, outbound, config } = context.resource;
  const calls = outbound.filter(({ to, kind }) => kind.role === 'work' && to.contract === 'http');
  return [
    ...inbound.filter((connection) => !isFree(connection)).map((connection) => events(connection, context)),
    ...calls.map((connection) => apiCalls(connection, context)),
    ...(config.hasArchive ? archive(context) : []),
  ];
}

function apiCalls(connection: Connection, context: UsageContext<BusConfig>): Usage {
  const { flow } = context.flow(connection);
  return product({ meter: 'eventbridge/api_destinations', connection: connection.id }, [
    { name: 'calls', value: flow.rate, unit: 'calls/s' },
    units(flow.size),
    MONTH,
  ]);
}

function events(connection: Connection, context: UsageContext<BusConfig>): Usage {
  const { flow, outcome } = context.flow(connection);
  // What is asked for, such as events of objects, is charged like custom events.
  const isPartner = connection.from.contract === 'transfer';
  const title = isOfService(connection) && !isPartner ? { title: 'Data events of an AWS service' } : {};
  const meter = isPartner ? 'eventbridge/partner_events' : 'eventbridge/custom_events';
  return product({ meter, ...title, connection: connection.id }, [
    { name: 'events taken', value: flow.rate * (1 - outcome.throttled), unit: 'events/s' },
    units(flow.size),
    MONTH,
  ]);
}

const units = (size: number): Factor => ({ name: '64 KB units for each', value: chunks(size, EVENT_UNIT) });

function archive({ resource, report }: UsageContext<BusConfig>): readonly Usage[] {
  const { archiveShare, archiveRetention, replayedShare } = resource.config;
  const size = reported(report, 'eventBytes');
  const archived: readonly Factor[] = [
    { name: 'events taken', value: report.admitted, unit: 'events/s' },
    { name: 'share archived', value: archiveShare, field: 'archiveShare' },
  ];
  const payload: Factor = { name: 'size', value: size, unit: 'B' };
  const kept: Factor = {
    name: 'kept for',
    value: archiveRetention ?? SECONDS_PER_MONTH,
    unit: 's',
    field: 'archiveRetention',
  };
  return [
    product({ meter: 'eventbridge/archive_processing' }, [...archived, payload, MONTH, PER_GB]),
    product(
      {
        meter: 'eventbridge/archive_storage',
        ...(archiveRetention === undefined
          ? { title: 'Archive storage of one month’s events: kept for ever, it grows by as much each month' }
          : {}),
      },
      [...archived, payload, kept, PER_GB],
    ),
    ...(replayedShare > 0
      ? [
          product({ meter: 'eventbridge/custom_events', title: 'Replayed events' }, [
            ...archived,
            { name: 'share replayed', value: replayedShare, field: 'replayedShare' },
            units(size),
            MONTH,
          ]),
        ]
      : []),
  ];
}
