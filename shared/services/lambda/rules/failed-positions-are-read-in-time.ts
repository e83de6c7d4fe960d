import type { Terms } from '#shared/model/contract';
import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import { isStreamDestination, streamMappings } from '../triggers';

export const failedPositionsAreReadInTime: ConnectionRule<Config, 'outcome'> = {
  id: 'lambda/failed-positions-are-read-in-time',
  title: 'positions of failed batches are not kept longer than their records',
  severity: 'info',
  category: 'reliability',
  why: 'A queue that is a stream’s failure destination gets the shard and sequence numbers of a batch, not its records. They are of use only until the stream deletes the records; a position that is read later leads to nothing.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, from, to } = connection;
    if (!isStreamDestination(connection) || to.contract !== 'enqueue') return;
    const { retention } = to.terms as Terms<'enqueue'>;
    const [soonest] = streamMappings(from.resource).toSorted((a, b) => a.from.terms.retention - b.from.terms.retention);
    if (!soonest || retention <= soonest.from.terms.retention) return;
    report(
      { connection: id },
      `${to.resource.name} keeps positions for ${durationText(retention)} but ${soonest.from.resource.name} deletes the records after ${durationText(soonest.from.terms.retention)}: read failed batches back before, or keep records longer`,
    );
  },
};
