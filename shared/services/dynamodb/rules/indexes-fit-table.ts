import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { TableConfig } from '../config';

export const indexesFitTable: ResourceRule<TableConfig> = {
  id: 'dynamodb/indexes-fit-table',
  title: 'a table has no more indexes than AWS allows',
  severity: 'error',
  category: 'limits',
  why: 'A table has 20 global secondary indexes until AWS raises the quota; a further one is refused.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html',
  asOf: '2026-11-23',
  check({ id, name, config: { globalIndexes } }, report, { quota }) {
    const most = quota('dynamodb/global-indexes');
    if (globalIndexes <= most) return;
    report(
      { resource: id, field: 'globalIndexes' },
      `${name} has ${short(globalIndexes)} global secondary indexes but AWS allows ${short(most)}: ask AWS for more, or use one index for several kinds of item`,
    );
  },
};
