import type { ResourceRule } from '#shared/model/rule';
import { counted, short } from '#shared/model/wording';
import type { TableConfig } from '../config';

export const keysUseTheCapacity: ResourceRule<TableConfig> = {
  id: 'dynamodb/keys-use-the-capacity',
  title: 'a table has partition keys for the capacity that it pays for',
  severity: 'warning',
  category: 'capacity',
  why: 'All requests for a partition key go to one partition, which takes 1,000 write and 3,000 read units a second. Capacity beyond the keys times that cannot be used, whatever is paid for it.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report, { quota }) {
    if (config.mode !== 'provisioned') return;
    const keys = config.keySkew === 'single' ? 1 : config.partitionKeys;
    for (const { paid, what, each } of [
      { paid: config.writeCapacity, what: 'write', each: quota('dynamodb/partition-writes') },
      { paid: config.readCapacity, what: 'read', each: quota('dynamodb/partition-reads') },
    ]) {
      if (paid <= keys * each) continue;
      report(
        { resource: id, field: config.keySkew === 'single' ? 'keySkew' : 'partitionKeys' },
        `${name} pays for ${short(paid)} ${what} units a second but its ${counted(keys, 'partition key')} can use ${short(keys * each)}: spread the writes and reads over more keys, a suffix for example`,
      );
    }
  },
};
