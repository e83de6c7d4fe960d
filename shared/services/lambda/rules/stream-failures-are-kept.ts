import { addBehind } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { StreamMappingConfig } from '../mapping-config';
import { streamDestinations } from '../triggers';

export const streamFailuresAreKept: ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'> = {
  id: 'lambda/stream-failures-are-kept',
  title: 'a stream’s mapping that gives up has a failure destination',
  severity: 'warning',
  category: 'reliability',
  why: 'Batches that are given up are skipped without a word. A failure destination gets their shard and sequence numbers, with which the records can be read back until they expire.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
  asOf: '2026-11-23',
  check({ config: { maximumRetryAttempts, maximumRecordAge }, from, to }, report, context) {
    const { id, name } = to.resource;
    if (maximumRetryAttempts === undefined && maximumRecordAge === undefined) return;
    if (streamDestinations(to.resource).length > 0) return;
    const when = maximumRetryAttempts === undefined ? 'older than its maximum record age' : 'that fail in all attempts';
    const queue = context.serviceTaking('enqueue');
    report(
      { resource: id },
      `batches of ${from.resource.name} ${when} are skipped and lost: give ${name} a stream failure destination`,
      queue &&
        addBehind(
          `Keep the positions of failed batches in a queue`,
          {
            from: id,
            kind: 'lambda/stream-on-failure-queue',
            resource: { id: `${id}-failed-batches`, service: queue.id, config: {} },
          },
          context,
        ),
    );
  },
};
