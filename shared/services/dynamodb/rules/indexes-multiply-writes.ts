import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { TableConfig } from '../config';

/** Writes to indexes for one of the table, from which they are worth a note. */
const MANY = 3;

export const indexesMultiplyWrites: ResourceRule<TableConfig> = {
  id: 'dynamodb/indexes-multiply-writes',
  title: 'writes to indexes cost less than those to the table',
  severity: 'info',
  category: 'cost',
  why: 'Each write that changes what an index holds is done and paid for again in that index, and a throttled index throttles the writes of its table. Projecting fewer attributes, or leaving an index sparse, keeps this share low.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing-workflow.html',
  asOf: '2026-11-23',
  check({ id, name, config: { globalIndexes, indexedShare } }, report) {
    const times = globalIndexes * indexedShare;
    if (times < MANY) return;
    report(
      { resource: id, field: 'globalIndexes' },
      `each write of ${name} is followed by ${short(times)} writes to its indexes, all of them paid for: keep sparse indexes, or fewer of them`,
    );
  },
};
