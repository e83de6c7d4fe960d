import { addBehind } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { StreamSourceConfig } from '../source-config';
import { deadLetterOf } from '../stages';

export const givenUpRecordsAreKept: ConnectionRule<StreamSourceConfig, 'read-shards', 'take-batches'> = {
  id: 'pipes/given-up-records-are-kept',
  title: 'a pipe that gives records of a stream up has a dead-letter queue',
  severity: 'warning',
  category: 'reliability',
  why: 'What a pipe gives up is skipped without a word. A dead-letter queue or topic gets the shard and sequence numbers, with which the records can be read back until they expire.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html',
  asOf: '2026-11-27',
  check({ config: { maximumRetryAttempts, maximumRecordAge }, from, to }, report, context) {
    const { id, name } = to.resource;
    if (maximumRetryAttempts === undefined && maximumRecordAge === undefined) return;
    if (deadLetterOf(to.resource)) return;
    const when = maximumRetryAttempts === undefined ? 'older than its maximum record age' : 'that fail in all attempts';
    const queue = context.serviceTaking('enqueue');
    report(
      { resource: id },
      `records of ${from.resource.name} ${when} are skipped and lost: give ${name} a dead-letter queue`,
      queue &&
        addBehind(
          'Keep the positions of what is given up in a queue',
          {
            from: id,
            kind: 'pipes/dead-letter-queue',
            resource: { id: `${id}-given-up`, service: queue.id, config: {} },
          },
          context,
        ),
    );
  },
};
