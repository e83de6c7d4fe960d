/** What a topic is charged for: publishes in steps of 64 KB, and of a FIFO topic deliveries and bytes too. */
import type { Flow } from '#shared/model/capacity';
import type { Usage, UsageContext } from '#shared/model/cost';
import type { Connection } from '#shared/model/graph';
import { KIB, SECONDS_PER_MONTH } from '#shared/model/unit';
import { chunks, type Factor, MONTH, PER_GB, product } from '#shared/model/usage';
import type { TopicConfig } from './config';

/** A publish counts once for each 64 KB, a batch by the payload of all its messages (https://aws.amazon.com/sns/pricing/). */
const PUBLISH_UNIT = 64 * KIB;

export function usage(context: UsageContext<TopicConfig>): readonly Usage[] {
  const { inbound, outbound, config } = context.resource;
  const subscriptions = outbound.filter(({ kind }) => kind.role === 'work');
  return [
    ...inbound.flatMap((connection) => publishes(connection, context)),
    ...subscriptions.flatMap((connection) => deliveries(connection, context)),
    ...(config.encryption === 'kms' ? encryption(inbound.length) : []),
  ];
}

function publishes(connection: Connection, context: UsageContext<TopicConfig>): readonly Usage[] {
  const { flow, outcome } = context.flow(connection);
  const accepted = flow.rate * (1 - outcome.throttled);
  const calls: Factor = { name: 'publish calls taken', value: accepted / flow.perCall, unit: 'calls/s' };
  if (context.resource.config.type === 'fifo') {
    const messages: Factor = { name: 'messages published', value: accepted, unit: 'messages/s' };
    return [
      product({ meter: 'sns/fifo_publish', connection: connection.id }, [calls, MONTH]),
      product({ meter: 'sns/fifo_publish_payload', connection: connection.id }, [
        messages,
        payload(flow.size),
        MONTH,
        PER_GB,
      ]),
    ];
  }
  const units: Factor = { name: '64 KB units for each call', value: chunks(flow.size * flow.perCall, PUBLISH_UNIT) };
  return [product({ meter: 'sns/standard_publish', connection: connection.id }, [calls, units, MONTH])];
}

/** Deliveries to queues and functions in the Region are free on a standard topic; the receiver is charged on its side. */
function deliveries(connection: Connection, context: UsageContext<TopicConfig>): readonly Usage[] {
  const { flow } = context.flow(connection);
  const messages: Factor = { name: 'messages that pass the filter', value: flow.rate, unit: 'messages/s' };
  if (context.resource.config.type === 'fifo')
    return [
      product({ meter: 'sns/fifo_delivery', connection: connection.id }, [messages, MONTH]),
      product({ meter: 'sns/fifo_delivery_payload', connection: connection.id }, [
        messages,
        payload(flow.size),
        MONTH,
        PER_GB,
      ]),
    ];
  if (connection.to.contract === 'http') return posts(connection, flow);
  return [product({ meter: meterOf(connection), connection: connection.id }, [messages, MONTH])];
}

function meterOf({ to }: Connection): string {
  if (to.contract === 'invoke') return 'sns/delivery_lambda';
  return to.contract === 'collect-records' ? 'sns/delivery_firehose' : 'sns/delivery_sqs';
}

/** Each attempt is charged (https://aws.amazon.com/sns/pricing/), and what leaves AWS. */
function posts({ id }: Connection, { rate, size }: Flow): readonly Usage[] {
  const attempts: Factor = { name: 'attempts at a delivery', value: rate, unit: 'requests/s' };
  return [
    product({ meter: 'sns/delivery_http', connection: id }, [attempts, MONTH]),
    product(
      { meter: 'data-transfer/internet_out', title: 'Messages to the endpoint, data transfer out', connection: id },
      [attempts, payload(size), MONTH, PER_GB],
    ),
  ];
}

function payload(size: number): Factor {
  return { name: 'payload', value: size, unit: 'B' };
}

/** KMS calls = periods of five minutes × 2 × producers (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html). */
function encryption(producers: number): readonly Usage[] {
  return [
    product({ meter: 'kms/key_month' }, [{ name: 'customer managed key', value: 1 }]),
    product({ meter: 'kms/requests' }, [
      { name: 'data keys in a month', value: SECONDS_PER_MONTH / 300 },
      { name: 'calls for each', value: 2 * producers },
    ]),
  ];
}
