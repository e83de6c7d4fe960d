import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { SourceConfig } from '../source-config';

export const filterShareHasAPattern: ConnectionRule<SourceConfig, 'poll-queue' | 'read-shards', 'take-batches'> = {
  id: 'pipes/filter-share-has-a-pattern',
  title: 'a pipe that lets through a share of what comes has a filter pattern',
  severity: 'warning',
  category: 'semantics',
  why: 'The figures count on the share that passes the filter, but an exported pipe filters only with a pattern. Without one everything passes and is charged.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html',
  asOf: '2026-11-27',
  check({ id, config: { filterShare, filterPattern }, to }, report) {
    if (filterShare >= 1 || filterPattern.trim() !== '') return;
    report(
      { connection: id, field: 'filterPattern' },
      `${short(filterShare * 100)} % are to pass ${to.resource.name} but there is no filter pattern: the exported pipe passes everything on; write the pattern`,
      set('Count on everything', { connection: id }, 'filterShare', undefined),
    );
  },
};
