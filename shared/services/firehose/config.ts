import { z } from 'zod';
import { choice, count, duration } from '#shared/model/field';

const BUFFER = 'https://docs.aws.amazon.com/firehose/latest/dev/buffering-hints.html';
const asOf = '2026-11-23';

export const config = z.looseObject({
  bufferSize: count(
    {
      title: 'Buffer size',
      unit: 'MiB',
      help: 'A batch is delivered when so much has come, counted before it is converted or compressed.',
      min: 1,
      max: 128,
      defaultFrom: 'aws',
      source: BUFFER,
      asOf,
    },
    5,
  ),
  bufferInterval: duration(
    {
      title: 'Buffer interval',
      help: 'A batch is delivered so long after its first record, if it is not full before.',
      min: 1,
      max: 900,
      whole: true,
      defaultFrom: 'aws',
      source: BUFFER,
      asOf,
    },
    300,
  ),
  encryption: choice(
    {
      title: 'Encryption at rest',
      help: 'Of what is put directly. What comes from a data stream is encrypted there.',
      labels: { aws: 'AWS owned key', none: 'None' },
      group: 'more',
      defaultFrom: 'assumption',
      source: 'https://docs.aws.amazon.com/firehose/latest/dev/encryption.html',
      asOf,
    },
    'aws',
  ),
});

export type DeliveryConfig = z.infer<typeof config>;
