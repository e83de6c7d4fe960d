import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { TableConfig } from '../config';

export const capacityFitsTable: ResourceRule<TableConfig> = {
  id: 'dynamodb/capacity-fits-table',
  title: 'a table is provisioned within its quota',
  severity: 'error',
  category: 'limits',
  why: 'A table takes 40,000 write and 40,000 read units a second until AWS raises the quota. A table that is made or changed with more is refused.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report, { quota }) {
    if (config.mode !== 'provisioned') return;
    for (const { field, what, most } of [
      { field: 'writeCapacity', what: 'write', most: quota('dynamodb/table-writes') },
      { field: 'readCapacity', what: 'read', most: quota('dynamodb/table-reads') },
    ] as const) {
      if (config[field] <= most) continue;
      report(
        { resource: id, field },
        `${name} is provisioned with ${short(config[field])} ${what} units but a table has ${short(most)} at most: ask AWS for more, or provision ${short(most)}`,
        set(`Provision ${short(most)} ${what} units`, { resource: id }, field, most),
      );
    }
  },
};
