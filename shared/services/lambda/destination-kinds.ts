/** Where Lambda reports how asynchronous invocations and stream batches ended. */
import { z } from 'zod';
import {
  type Behaviour,
  type ConnectionKind,
  defineConnection,
  type Refusal,
  type Role,
} from '#shared/model/connection';
import type { Contract } from '#shared/model/contract';
import { destinationRules } from './rules/index';
import { wiring } from './wiring';

const RECORDS = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html';
const STREAM = 'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html';
const asOf = '2026-11-23';

const config = z.looseObject({});
type DestinationConfig = z.infer<typeof config>;

/** FIFO queues and topics cannot be destinations. */
function refusesFifo(to: { readonly fifo?: boolean }, { what, id }: DestinationSpec): Refusal | undefined {
  return to.fifo
    ? {
        why: `a FIFO ${what} cannot be a destination of a function`,
        instead: `use a standard ${what}`,
        source: id.startsWith('lambda/stream') ? STREAM : RECORDS,
        asOf,
      }
    : undefined;
}

const asynchronous = (permission: string): Behaviour => ({
  mechanism: 'destination of asynchronous invocations',
  retriedBy: 'service',
  delivery: 'at least once',
  ordering: 'none',
  onThrottle: 'Lambda tries again; DestinationDeliveryFailures counts what it could not deliver',
  onFailure: 'a record that cannot be delivered is lost',
  permission,
});

const stream = (permission: string): Behaviour => ({
  mechanism: 'failure destination of a stream’s event source mapping',
  retriedBy: 'service',
  delivery: 'at least once',
  ordering: 'none',
  onThrottle: 'Lambda tries again',
  onFailure:
    'the message holds the shard and sequence numbers only: read the records back before the stream’s retention ends',
  permission,
});

interface DestinationSpec {
  readonly id: string;
  readonly title: string;
  readonly to: Contract;
  readonly role: Role;
  readonly what: string;
  readonly summary: string;
  readonly behaviour: Behaviour;
  readonly cdk: Extract<keyof typeof wiring, `on${string}` | 'streamOnFailure'>;
}

const SPECS: readonly DestinationSpec[] = [
  {
    id: 'lambda/on-failure-queue',
    title: 'On failure',
    to: 'enqueue',
    role: 'failure',
    what: 'queue',
    summary: 'Asynchronous events that failed for good or grew too old are sent here.',
    behaviour: asynchronous('sqs:SendMessage'),
    cdk: 'onFailureQueue',
  },
  {
    id: 'lambda/on-failure-topic',
    title: 'On failure',
    to: 'publish',
    role: 'failure',
    what: 'topic',
    summary: 'Asynchronous events that failed for good or grew too old are published here.',
    behaviour: asynchronous('sns:Publish'),
    cdk: 'onFailureTopic',
  },
  {
    id: 'lambda/on-failure-function',
    title: 'On failure',
    to: 'invoke',
    role: 'failure',
    what: 'function',
    summary: 'Asynchronous events that failed for good or grew too old invoke this function.',
    behaviour: asynchronous('lambda:InvokeFunction'),
    cdk: 'onFailureFunction',
  },
  {
    id: 'lambda/on-failure-bus',
    title: 'On failure',
    to: 'put-events',
    role: 'failure',
    what: 'event bus',
    summary: 'Asynchronous events that failed for good or grew too old are put on this bus.',
    behaviour: asynchronous('events:PutEvents'),
    cdk: 'onFailureBus',
  },
  {
    id: 'lambda/on-success-queue',
    title: 'On success',
    to: 'enqueue',
    role: 'success',
    what: 'queue',
    summary: 'Results of asynchronous invocations are sent here.',
    behaviour: asynchronous('sqs:SendMessage'),
    cdk: 'onSuccessQueue',
  },
  {
    id: 'lambda/on-success-topic',
    title: 'On success',
    to: 'publish',
    role: 'success',
    what: 'topic',
    summary: 'Results of asynchronous invocations are published here.',
    behaviour: asynchronous('sns:Publish'),
    cdk: 'onSuccessTopic',
  },
  {
    id: 'lambda/on-success-function',
    title: 'On success',
    to: 'invoke',
    role: 'success',
    what: 'function',
    summary: 'Results of asynchronous invocations invoke this function.',
    behaviour: asynchronous('lambda:InvokeFunction'),
    cdk: 'onSuccessFunction',
  },
  {
    id: 'lambda/on-success-bus',
    title: 'On success',
    to: 'put-events',
    role: 'success',
    what: 'event bus',
    summary: 'Results of asynchronous invocations are put on this bus.',
    behaviour: asynchronous('events:PutEvents'),
    cdk: 'onSuccessBus',
  },
  {
    id: 'lambda/stream-on-failure-queue',
    title: 'Stream failure destination',
    to: 'enqueue',
    role: 'failure',
    what: 'queue',
    summary: 'Positions of stream batches that were given up are sent here.',
    behaviour: stream('sqs:SendMessage'),
    cdk: 'streamOnFailure',
  },
  {
    id: 'lambda/stream-on-failure-topic',
    title: 'Stream failure destination',
    to: 'publish',
    role: 'failure',
    what: 'topic',
    summary: 'Positions of stream batches that were given up are published here.',
    behaviour: stream('sns:Publish'),
    cdk: 'streamOnFailure',
  },
];

export const destinationKinds: readonly ConnectionKind[] = SPECS.map((spec) =>
  defineConnection<DestinationConfig, 'outcome', Contract>({
    id: spec.id,
    title: spec.title,
    from: 'outcome',
    to: spec.to,
    invocation: 'asynchronous',
    role: spec.role,
    config,
    summary: spec.summary,
    refuses: (_from, to) => refusesFifo(to as { fifo?: boolean }, spec),
    behaviour: () => spec.behaviour,
    rules: destinationRules,
    cdk: wiring[spec.cdk],
  }),
);
