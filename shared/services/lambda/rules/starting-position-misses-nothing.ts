import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { StreamMappingConfig } from '../mapping-config';

export const startingPositionMissesNothing: ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'> = {
  id: 'lambda/starting-position-misses-nothing',
  title: 'a mapping starts where no record is missed',
  severity: 'info',
  category: 'reliability',
  why: 'Making or changing a mapping takes minutes in which it does not poll yet. Starting at LATEST, it misses the records of that time; starting at TRIM_HORIZON it misses none, and first reads all that the stream still holds.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html',
  asOf: '2026-11-23',
  check({ id, config: { startingPosition }, from, to }, report) {
    if (startingPosition !== 'LATEST') return;
    report(
      { connection: id, field: 'startingPosition' },
      `${to.resource.name} starts at LATEST and misses what ${from.resource.name} takes while the mapping is made: start at TRIM_HORIZON unless old records do harm`,
      set('Start at TRIM_HORIZON', { connection: id }, 'startingPosition', 'TRIM_HORIZON'),
    );
  },
};
