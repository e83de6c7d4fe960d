/** What a stream is charged for: shards by the hour and PUT units, or on demand bytes in and out; retention; fan-out. */
import type { Usage, UsageContext } from '#shared/model/cost';
import type { Connection } from '#shared/model/graph';
import { KIB, SECONDS_PER_MONTH } from '#shared/model/unit';
import { chunks, type Factor, MONTH, MONTH_HOURS, PER_GB, product, reported } from '#shared/model/usage';
import type { StreamConfig } from './config';

/** https://aws.amazon.com/kinesis/data-streams/pricing/ (2026-11-23). */
const PUT_UNIT = 25 * KIB;
const ON_DEMAND_UNIT = KIB;
const DAY = 86_400;
const WEEK = 7 * DAY;

export function usage(context: UsageContext<StreamConfig>): readonly Usage[] {
  const { inbound, outbound, config } = context.resource;
  const bytes: Factor = {
    name: 'bytes taken in',
    value: reported(context.report, 'records') * reported(context.report, 'recordBytes'),
    unit: 'B/s',
  };
  const mode = config.mode === 'provisioned' ? provisioned(context, bytes) : onDemand(context, bytes);
  return [...mode, ...(config.encryption === 'kms' ? encryption(inbound.length + outbound.length) : [])];
}

const readsAlone = ({ kind, config }: Connection): boolean => kind.reads(config) === 'dedicated';

function provisioned(context: UsageContext<StreamConfig>, bytes: Factor): readonly Usage[] {
  const { inbound, outbound, config } = context.resource;
  const shards: Factor = { name: 'shards', value: config.shards, field: 'shards' };
  return [
    product({ meter: 'kinesis/shard_hour' }, [shards, MONTH_HOURS]),
    ...inbound.map((connection) => puts(connection, context)),
    ...outbound
      .filter(readsAlone)
      .flatMap(({ id: connection }) => [
        product({ meter: 'kinesis/efo_consumer_shard_hour', connection }, [shards, MONTH_HOURS]),
        product({ meter: 'kinesis/efo_retrieval', connection }, [bytes, MONTH, PER_GB]),
      ]),
    ...(config.retention > DAY
      ? [product({ meter: 'kinesis/extended_retention_shard_hour' }, [shards, MONTH_HOURS])]
      : []),
    ...longTerm('kinesis/long_term_retention', config, bytes),
  ];
}

function puts(connection: Connection, context: UsageContext<StreamConfig>): Usage {
  const units: Factor = {
    name: '25 KB units for each record',
    value: chunks(context.flow(connection).flow.size, PUT_UNIT),
  };
  return product({ meter: 'kinesis/put_payload_unit', connection: connection.id }, [
    taken(connection, context),
    units,
    MONTH,
  ]);
}

function onDemand(context: UsageContext<StreamConfig>, bytes: Factor): readonly Usage[] {
  const { inbound, outbound, config } = context.resource;
  return [
    product({ meter: 'kinesis/od_stream_hour' }, [MONTH_HOURS]),
    ...inbound.map((connection) => {
      const size = chunks(context.flow(connection).flow.size, ON_DEMAND_UNIT) * ON_DEMAND_UNIT;
      const rounded: Factor = { name: 'record, rounded up to 1 KB', value: size, unit: 'B' };
      const factors = [taken(connection, context), rounded, MONTH, PER_GB];
      return product({ meter: 'kinesis/od_ingest', connection: connection.id }, factors);
    }),
    ...outbound.map((connection) => {
      const meter = readsAlone(connection) ? 'kinesis/od_efo_retrieval' : 'kinesis/od_retrieval';
      return product({ meter, connection: connection.id }, [bytes, MONTH, PER_GB]);
    }),
    ...extended(config, bytes),
    ...longTerm('kinesis/od_long_term_retention', config, bytes),
  ];
}

/** Records that the shards take; refused ones are not charged. */
function taken(connection: Connection, context: UsageContext<StreamConfig>): Factor {
  const { flow, outcome } = context.flow(connection);
  return { name: 'records taken in', value: flow.rate * (1 - outcome.throttled), unit: 'records/s' };
}

/** Mean bytes kept in the steady state = rate × time kept (Little’s law), beyond the first day up to seven days. */
function extended({ retention }: StreamConfig, bytes: Factor): readonly Usage[] {
  if (retention <= DAY) return [];
  const kept = Math.min(retention, WEEK) - DAY;
  const beyond: Factor = { name: 'retention beyond 24 h, up to 7 days', value: kept, unit: 's', field: 'retention' };
  return [product({ meter: 'kinesis/od_extended_retention' }, [bytes, beyond, PER_GB])];
}

function longTerm(meter: string, { retention }: StreamConfig, bytes: Factor): readonly Usage[] {
  if (retention <= WEEK) return [];
  const beyond: Factor = { name: 'retention beyond 7 days', value: retention - WEEK, unit: 's', field: 'retention' };
  return [product({ meter }, [bytes, beyond, PER_GB])];
}

/**
 * Kinesis calls KMS about every five minutes for each credential that reads or writes
 * (https://docs.aws.amazon.com/streams/latest/dev/costs-performance.html).
 */
function encryption(credentials: number): readonly Usage[] {
  return [
    product({ meter: 'kms/key_month' }, [{ name: 'customer managed key', value: 1 }]),
    product({ meter: 'kms/requests' }, [
      { name: 'periods of five minutes in a month', value: SECONDS_PER_MONTH / 300 },
      { name: 'readers and writers', value: credentials },
    ]),
  ];
}
