import type { ResourceRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { StreamConfig } from '../config';

export const streamHasReaders: ResourceRule<StreamConfig> = {
  id: 'kinesis/stream-has-readers',
  title: 'a stream that takes records has a reader',
  severity: 'warning',
  category: 'reliability',
  why: 'A stream that nobody reads is paid for by the hour, and its records are deleted when the retention ends. A reader outside the drawing is a reason to acknowledge the finding.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html',
  asOf: '2026-11-23',
  check({ id, name, config, inbound, outbound }, report) {
    if (inbound.length === 0 || outbound.length > 0) return;
    report(
      { resource: id },
      `nothing reads ${name}, and its records are deleted after ${durationText(config.retention)}: connect a reader`,
    );
  },
};
