import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { StreamSourceConfig } from '../source-config';

export const startingPositionMissesNothing: ConnectionRule<StreamSourceConfig, 'read-shards', 'take-batches'> = {
  id: 'pipes/starting-position-misses-nothing',
  title: 'a pipe starts where no record is missed',
  severity: 'info',
  category: 'reliability',
  why: 'Making or changing a pipe takes minutes in which it does not poll yet. Starting at LATEST, it misses the records of that time; starting at TRIM_HORIZON it misses none, and first reads all that the stream still holds.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html',
  asOf: '2026-11-27',
  check({ id, config: { startingPosition }, from, to }, report) {
    if (startingPosition !== 'LATEST') return;
    report(
      { connection: id, field: 'startingPosition' },
      `${to.resource.name} starts at LATEST and misses what ${from.resource.name} takes while the pipe is made: start at TRIM_HORIZON unless old records do harm`,
      set('Start at TRIM_HORIZON', { connection: id }, 'startingPosition', 'TRIM_HORIZON'),
    );
  },
};
