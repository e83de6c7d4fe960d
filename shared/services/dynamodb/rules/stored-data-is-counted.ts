import type { ResourceRule } from '#shared/model/rule';
import type { TableConfig } from '../config';

export const storedDataIsCounted: ResourceRule<TableConfig> = {
  id: 'dynamodb/stored-data-is-counted',
  title: 'what a table keeps is on the bill',
  severity: 'info',
  category: 'cost',
  why: 'Storage and backups are charged by the GB-month. How much a table has gathered does not follow from a load: it is stated, or follows from the time to live.',
  source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  asOf: '2026-11-23',
  check({ id, name, config: { storedBytes, timeToLive }, inbound }, report) {
    if (storedBytes !== undefined || timeToLive !== undefined) return;
    if (!inbound.some(({ kind, config }) => kind.accesses(config)?.does === 'write')) return;
    report(
      { resource: id, field: 'storedBytes' },
      `the items of ${name} stay for ever and their bytes are not on the bill: state how much it holds, or a time to live`,
    );
  },
};
