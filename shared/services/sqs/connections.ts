/** What a queue itself configures: where messages go that were received too often. */
import { z } from 'zod';
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { count } from '#shared/model/field';
import { wiring } from './cdk';
import { redriveRules } from './rules/index';

const DLQ = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html';
const asOf = '2026-11-23';

const config = z.looseObject({
  maxReceiveCount: count(
    {
      title: 'Maximum receives',
      help: 'After this many receives without a delete the message moves to the dead-letter queue.',
      min: 1,
      max: 1000,
      defaultFrom: 'aws',
      source: DLQ,
      asOf,
    },
    10,
  ),
});

export type RedriveConfig = z.infer<typeof config>;

export const connections: readonly ConnectionKind[] = [
  defineConnection({
    id: 'sqs/redrive',
    title: 'Dead-letter queue',
    from: 'redrive',
    to: 'enqueue',
    invocation: 'asynchronous',
    role: 'failure',
    config,
    summary: 'Messages received too often move here.',
    refuses: (from, to) =>
      from.fifo === to.fifo
        ? undefined
        : {
            why: from.fifo
              ? 'the dead-letter queue of a FIFO queue must be FIFO'
              : 'the dead-letter queue of a standard queue must be standard',
            instead: `use a ${from.fifo ? 'FIFO' : 'standard'} queue as the dead-letter queue`,
            source: DLQ,
            asOf,
          },
    behaviour: ({ config: { maxReceiveCount }, from }) => ({
      mechanism: 'redrive policy',
      retriedBy: 'service',
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'SQS moves the message itself: nothing is refused',
      onFailure: `after ${maxReceiveCount} receives without a delete the message moves here; ${
        from.terms.fifo
          ? 'its retention starts anew'
          : 'it keeps its age, so a dead-letter queue with the same retention deletes it early'
      }`,
      permission: 'redrive allow policy of the dead-letter queue',
    }),
    receives: ({ maxReceiveCount }) => maxReceiveCount,
    badge: ({ maxReceiveCount }) => `after ${maxReceiveCount}×`,
    rules: redriveRules,
    cdk: wiring.redrive,
  }),
];
