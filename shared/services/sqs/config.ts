import { z } from 'zod';
import { choice, count, duration, flag, share, size } from '#shared/model/field';

const API = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html';
const FIFO = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html';
const asOf = '2026-11-23';

/** Seconds: 14 days, what a dead-letter queue should have (same page). */
export const LONGEST_RETENTION = 1_209_600;

export const config = z.looseObject({
  type: choice(
    {
      title: 'Queue type',
      help: 'Standard: at least once, best-effort order, nearly unlimited rate. Fair: a standard queue whose senders name a tenant; a tenant with a backlog holds the others up less. FIFO: order per message group, sends deduplicated for five minutes.',
      labels: { standard: 'Standard', fair: 'Fair (standard)', fifo: 'FIFO' },
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    'standard',
  ),
  throughput: choice(
    {
      title: 'FIFO throughput',
      help: 'High throughput deduplicates per message group and raises the call rate to the Region’s table.',
      labels: { normal: 'Normal (300 calls/s)', high: 'High (per message group)' },
      appliesWhen: { field: 'type', is: ['fifo'] },
      defaultFrom: 'aws',
      source: FIFO,
      asOf,
    },
    'normal',
  ),
  visibilityTimeout: duration(
    {
      title: 'Visibility timeout',
      help: 'How long a received message stays hidden before it comes back.',
      min: 0,
      max: 43_200,
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    30,
  ),
  retention: duration(
    {
      title: 'Message retention',
      help: 'How long a message waits before SQS deletes it unread.',
      min: 60,
      max: LONGEST_RETENTION,
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    345_600,
  ),
  delay: duration(
    {
      title: 'Delivery delay',
      help: 'A delay queue hides each new message for this long.',
      min: 0,
      max: 900,
      group: 'more',
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    0,
  ),
  receiveWait: duration(
    {
      title: 'Receive wait time',
      help: 'Above 0, consumers poll long: fewer empty receives to pay for. Event source mappings always poll long.',
      min: 0,
      max: 20,
      group: 'more',
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    0,
  ),
  maximumMessageSize: size(
    {
      title: 'Maximum message size',
      min: 1024,
      max: 1_048_576,
      group: 'more',
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    1_048_576,
  ),
  contentBasedDeduplication: flag(
    {
      title: 'Content-based deduplication',
      help: 'The deduplication id is the SHA-256 of the body. Off: the sender must give one.',
      appliesWhen: { field: 'type', is: ['fifo'] },
      group: 'more',
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    false,
  ),
  messageGroups: count(
    {
      title: 'Active message groups',
      help: 'FIFO: groups that have messages waiting at the same time, no two messages of one group are worked on at once. Fair: tenants that send.',
      min: 1,
      max: 10_000_000,
      appliesWhen: { field: 'type', is: ['fifo', 'fair'] },
      defaultFrom: 'assumption',
    },
    100,
  ),
  hottestGroupShare: share(
    {
      title: 'Share of the busiest group',
      help: 'Share of all messages that carry the busiest group id, or tenant. Unset: the groups are equal.',
      appliesWhen: { field: 'type', is: ['fifo', 'fair'] },
      group: 'more',
      unset: 'equal groups',
    },
    undefined,
  ),
  encryption: choice(
    {
      title: 'Encryption',
      labels: { sqs: 'SSE-SQS', kms: 'Customer managed KMS key' },
      group: 'more',
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    'sqs',
  ),
});

export type QueueConfig = z.infer<typeof config>;
