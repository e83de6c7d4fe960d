/** What a queue is charged for: each action, in steps of 64 KB, empty receives included. */
import type { Usage, UsageContext } from '#shared/model/cost';
import type { Connection } from '#shared/model/graph';
import { KIB, SECONDS_PER_MONTH } from '#shared/model/unit';
import { chunks, type Factor, type Metered, MONTH, product } from '#shared/model/usage';
import { emptyPolls } from '#shared/queueing/polling';
import type { QueueConfig } from './config';

/** An action counts once for each 64 KB, a batch by the payload of all its messages (https://aws.amazon.com/sqs/pricing/). */
const REQUEST_UNIT = 64 * KIB;

/** Messages that one ReceiveMessage or DeleteMessageBatch holds at most. */
const MOST_PER_CALL = 10;

export function usage(context: UsageContext<QueueConfig>): readonly Usage[] {
  const { inbound, outbound, config } = context.resource;
  // SQS moves messages to a dead-letter queue itself: nobody sends them, and nothing is charged.
  const senders = inbound.filter(({ from }) => from.contract !== 'redrive');
  const readers = outbound.filter(({ from }) => from.contract === 'poll-queue');
  return [
    ...senders.flatMap((connection) => [sends(connection, context), ...surcharge(connection, context)]),
    ...readers.flatMap((connection) => reads(connection, context)),
    ...(config.encryption === 'kms' ? encryption(senders.length, readers.length) : []),
  ];
}

function sends(connection: Connection, context: UsageContext<QueueConfig>): Usage {
  return product(metered('Sends', connection, context), sentUnits(connection, context));
}

/**
 * Requests on a standard queue that carry a message group id cost more (price list, as of 2026-10-08). AWS does not say of
 * which actions; of those that are charged only sends carry one, so that the surcharge is assumed for sends alone.
 */
function surcharge(connection: Connection, context: UsageContext<QueueConfig>): readonly Usage[] {
  const isNamed = connection.kind.namesGroups(connection) !== 'none';
  if (context.resource.config.type !== 'fair' || !isNamed) return [];
  const title = 'Surcharge of a fair queue, assumed for sends only';
  return [product({ meter: 'sqs/fair_surcharge', title, connection: connection.id }, sentUnits(connection, context))];
}

function sentUnits(connection: Connection, context: UsageContext<QueueConfig>): readonly Factor[] {
  const { flow, outcome } = context.flow(connection);
  const taken = flow.rate * (1 - outcome.throttled);
  return [
    { name: 'messages taken', value: taken, unit: 'messages/s' },
    { name: 'messages in a call', value: flow.perCall, divides: true },
    units(flow.size * flow.perCall),
    MONTH,
  ];
}

/** A batch is fetched by receives of up to ten messages and deleted in calls of up to ten; failed ones are not deleted. */
function reads(connection: Connection, context: UsageContext<QueueConfig>): readonly Usage[] {
  const { flow, outcome } = context.flow(connection);
  const perCall = Math.min(MOST_PER_CALL, Math.max(1, outcome.batch ?? 1));
  const received = flow.rate * (1 - outcome.delayed);
  const deleted = Math.max(0, received - flow.rate * outcome.failed);
  const inCall: Factor = { name: 'messages in a call', value: perCall, divides: true };
  return [
    product(metered('Receives', connection, context), [
      { name: 'messages received, redeliveries included', value: received, unit: 'messages/s' },
      inCall,
      units(flow.size * perCall),
      MONTH,
    ]),
    product(metered('Deletes', connection, context), [
      { name: 'messages done', value: deleted, unit: 'messages/s' },
      inCall,
      MONTH,
    ]),
    ...emptyReceives(connection, received / perCall, context),
  ];
}

/** Pollers ask all the time, whether there are messages or not; see `emptyPolls`. */
function emptyReceives(
  connection: Connection,
  arrivalRate: number,
  context: UsageContext<QueueConfig>,
): readonly Usage[] {
  const polling = connection.kind.polls(connection.config);
  if (!polling || polling.wait === 0) return [];
  const { pollers, wait, note } = polling;
  const empty = emptyPolls({ arrivalRate, pollers, wait });
  if (empty * SECONDS_PER_MONTH < 1) return [];
  const { because, ...used } = product(metered('Empty receives', connection, context), [
    { name: 'polls that find nothing', value: empty, unit: 'calls/s' },
    MONTH,
  ]);
  const inputs = [
    ...because.inputs,
    { name: 'λ, receives with messages', value: arrivalRate, unit: 'calls/s' },
    { name: 'pollers', value: note === undefined ? pollers : `${pollers} (${note})` },
    { name: 'wait of a poll', value: wait, unit: 's' },
  ];
  return [{ ...used, because: { formula: `λ ÷ (e^(λ × wait ÷ pollers) − 1): ${because.formula}`, inputs } }];
}

function metered(title: string, { id }: Connection, { resource }: UsageContext<QueueConfig>): Metered {
  const meter = resource.config.type === 'fifo' ? 'sqs/fifo_requests' : 'sqs/standard_requests';
  return { meter, title, connection: id };
}

function units(payload: number): Factor {
  return { name: '64 KB units of a call', value: chunks(payload, REQUEST_UNIT) };
}

/**
 * KMS calls = periods of five minutes × (2 × producers + consumers)
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html).
 */
function encryption(producers: number, consumers: number): readonly Usage[] {
  return [
    product({ meter: 'kms/key_month' }, [{ name: 'customer managed key', value: 1 }]),
    product({ meter: 'kms/requests' }, [
      { name: 'data keys in a month', value: SECONDS_PER_MONTH / 300 },
      { name: 'calls for each', value: 2 * producers + consumers },
    ]),
  ];
}
