import { z } from 'zod';
import { choice, count, flag, size } from '#shared/model/field';

const FIFO = 'https://docs.aws.amazon.com/sns/latest/dg/fifo-high-throughput.html';
const API = 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html';
const asOf = '2026-11-23';

export const config = z.looseObject({
  type: choice(
    {
      title: 'Topic type',
      help: 'Standard: at least once, best-effort order, many kinds of subscriber. FIFO: order per message group, queues only.',
      labels: { standard: 'Standard', fifo: 'FIFO' },
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    'standard',
  ),
  throughputScope: choice(
    {
      title: 'FIFO throughput scope',
      help: 'Topic: 3,000 messages or 20 MB a second. Message group: up to the account’s FIFO quota, 300 a second per group; it cannot be set back.',
      labels: { Topic: 'Topic', MessageGroup: 'Message group' },
      appliesWhen: { field: 'type', is: ['fifo'] },
      defaultFrom: 'aws',
      source: FIFO,
      asOf,
    },
    'Topic',
  ),
  messageGroups: count(
    {
      title: 'Active message groups',
      help: 'Equal groups over which the published messages spread.',
      min: 1,
      max: 10_000_000,
      appliesWhen: { field: 'type', is: ['fifo'] },
      defaultFrom: 'assumption',
    },
    100,
  ),
  contentBasedDeduplication: flag(
    {
      title: 'Content-based deduplication',
      help: 'The deduplication id is the SHA-256 of the body. Off: the publisher must give one.',
      appliesWhen: { field: 'type', is: ['fifo'] },
      group: 'more',
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    false,
  ),
  maximumMessageSize: size(
    {
      title: 'Maximum message size',
      help: 'Up to 1 MiB, but above 256 KiB only with at most 100 subscriptions, all of them queues, functions or Firehose.',
      min: 1024,
      max: 1_048_576,
      group: 'more',
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    262_144,
  ),
  encryption: choice(
    {
      title: 'Encryption at rest',
      labels: { none: 'None', kms: 'Customer managed KMS key' },
      group: 'more',
      defaultFrom: 'aws',
      source: API,
      asOf,
    },
    'none',
  ),
});

export type TopicConfig = z.infer<typeof config>;
