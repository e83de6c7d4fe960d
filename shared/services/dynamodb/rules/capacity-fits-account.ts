import type { AccountRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { TableConfig } from '../config';

export const capacityFitsAccount: AccountRule<TableConfig> = {
  id: 'dynamodb/capacity-fits-account',
  title: 'all provisioned tables together fit the account',
  severity: 'error',
  category: 'limits',
  why: 'The provisioned capacity of all tables and indexes of an account and Region shares one quota of 80,000 write and 80,000 read units. A table that would exceed it cannot be made. On-demand tables do not count.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html',
  asOf: '2026-11-23',
  check(tables, report, { quota, account }) {
    for (const { field, what, most } of [
      { field: 'writeCapacity', what: 'write', most: quota('dynamodb/account-writes') },
      { field: 'readCapacity', what: 'read', most: quota('dynamodb/account-reads') },
    ] as const) {
      const provisioned = tables.filter(({ config }) => config.mode === 'provisioned');
      const units = ({ config }: (typeof tables)[number]): number => config[field] * (1 + config.globalIndexes);
      const all = provisioned.reduce((sum, table) => sum + units(table), 0);
      if (all <= most) continue;
      const largest = provisioned.reduce((a, b) => (units(b) > units(a) ? b : a));
      report(
        { resource: largest.id, field },
        `the tables and their indexes are provisioned with ${short(all)} ${what} units but the account has ${short(most)} in ${account.region}: ask AWS for more, use on-demand tables, or provision less`,
      );
    }
  },
};
