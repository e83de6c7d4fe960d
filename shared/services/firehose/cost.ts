/** What a delivery stream is charged for: bytes taken, each record as whole 5 KB, and what is done with them beside. */
import type { Usage, UsageContext } from '#shared/model/cost';
import type { Connection } from '#shared/model/graph';
import { KIB } from '#shared/model/unit';
import { chunks, type Factor, MONTH, PER_GB, product, reported } from '#shared/model/usage';
import type { DeliveryConfig } from './config';
import { bucketDestinations, endpointDestinations } from './outlets';

/** Each record is charged as whole units of this size (https://aws.amazon.com/firehose/pricing/, 2026-08-08). */
export const BILLED_UNIT = 5 * KIB;

export function usage(context: UsageContext<DeliveryConfig>): readonly Usage[] {
  const { resource } = context;
  const converts = bucketDestinations(resource).some(({ config }) => config.format !== 'none');
  return [
    ...resource.inbound.flatMap((connection) => taken(connection, converts, context)),
    ...partitioned(context),
    ...endpointDestinations(resource).map((each) => sentOut(each as unknown as Connection, context)),
  ];
}

function taken(connection: Connection, converts: boolean, context: UsageContext<DeliveryConfig>): readonly Usage[] {
  const { flow, outcome } = context.flow(connection);
  const factors: readonly Factor[] = [
    { name: 'records taken', value: flow.rate * (1 - outcome.throttled - outcome.delayed), unit: 'records/s' },
    { name: '5 KB units of a record', value: chunks(flow.size, BILLED_UNIT) },
    { name: 'bytes in a unit', value: BILLED_UNIT, unit: 'B' },
    MONTH,
    PER_GB,
  ];
  return [
    product({ meter: 'firehose/direct_put_or_kds', connection: connection.id }, factors),
    ...(converts ? [product({ meter: 'firehose/format_conversion', connection: connection.id }, factors)] : []),
  ];
}

function partitioned({ resource, report }: UsageContext<DeliveryConfig>): readonly Usage[] {
  if (!bucketDestinations(resource).some(({ config }) => config.partitioning)) return [];
  return [
    product({ meter: 'firehose/dynamic_partitioning' }, [
      { name: 'bytes partitioned', value: reported(report, 'partitionedBytes'), unit: 'B/s' },
      MONTH,
      PER_GB,
    ]),
    product({ meter: 'firehose/dynamic_partitioning_object' }, [
      { name: 'objects delivered', value: reported(report, 'partitionedObjects'), unit: 'objects/s' },
      MONTH,
    ]),
  ];
}

/** What leaves AWS, at each attempt. */
function sentOut(connection: Connection, context: UsageContext<DeliveryConfig>): Usage {
  const { rate, size } = context.flow(connection).flow;
  return product(
    {
      meter: 'data-transfer/internet_out',
      title: 'Batches to the endpoint, data transfer out',
      connection: connection.id,
    },
    [
      { name: 'attempts at a delivery', value: rate, unit: 'requests/s' },
      { name: 'size of a batch, as base64', value: size, unit: 'B' },
      MONTH,
      PER_GB,
    ],
  );
}
