import type { Contract } from '#shared/model/contract';
import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { MappingConfig } from '../mapping-config';

export const filterShareHasAPattern: ConnectionRule<MappingConfig, Contract, 'invoke'> = {
  id: 'lambda/filter-share-has-a-pattern',
  title: 'a mapping that lets through a share of the records has a filter pattern',
  severity: 'warning',
  category: 'semantics',
  why: 'The figures count on the share that passes the filter, but exported code filters only with a pattern. Without one, every record invokes the function.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html',
  asOf: '2026-11-23',
  check({ id, config: { filterShare, filterPattern }, to }, report) {
    if (filterShare >= 1 || filterPattern.trim() !== '') return;
    report(
      { connection: id, field: 'filterPattern' },
      `${short(filterShare * 100)} % of the records are to reach ${to.resource.name} but there is no filter pattern: the exported mapping hands over all of them; write the pattern`,
      set('Count on all records', { connection: id }, 'filterShare', undefined),
    );
  },
};
