/** What a table is charged for: requests or capacity by the hour, its indexes again, what it keeps, backups. */
import type { Usage, UsageContext } from '#shared/model/cost';
import type { Connection } from '#shared/model/graph';
import { type Factor, MONTH, MONTH_HOURS, PER_GB, product, reported } from '#shared/model/usage';
import type { TableConfig } from './config';
import { accessOf, readUnits, writeUnits } from './units';

export function usage(context: UsageContext<TableConfig>): readonly Usage[] {
  const { config, inbound } = context.resource;
  const kept: Factor = {
    name: 'bytes kept',
    value: reported(context.report, 'keptBytes'),
    unit: 'B',
    field: config.storedBytes === undefined ? 'timeToLive' : 'storedBytes',
  };
  return [
    ...(config.mode === 'provisioned'
      ? provisioned(config)
      : [...inbound.map((connection) => requests(connection, context)), ...indexWrites(context)]),
    product({ meter: 'dynamodb/storage' }, [kept, copies(config), PER_GB]),
    ...(config.pointInTimeRecovery ? [product({ meter: 'dynamodb/pitr' }, [kept, PER_GB])] : []),
    ...(config.encryption === 'kms'
      ? [product({ meter: 'kms/key_month' }, [{ name: 'customer managed key', value: 1 }])]
      : []),
  ];
}

/** The table and a copy for each index, which is taken to project whole items. */
const copies = ({ globalIndexes }: TableConfig): Factor => ({
  name: 'table and indexes',
  value: 1 + globalIndexes,
  field: 'globalIndexes',
});

/** Refused requests are not charged. */
function requests(connection: Connection, context: UsageContext<TableConfig>): Usage {
  const { flow, outcome } = context.flow(connection);
  const access = accessOf(connection);
  const isWrite = access.does === 'write';
  const taken = flow.rate * (1 - outcome.throttled);
  const size = context.resource.config.itemSize ?? (isWrite ? flow.size : readSize(context));
  const units: Factor = {
    name: isWrite ? 'write units for each' : 'read units for each',
    value: isWrite ? writeUnits(size, access) : readUnits(size, access),
  };
  return product({ meter: isWrite ? 'dynamodb/od_write' : 'dynamodb/od_read', connection: connection.id }, [
    { name: isWrite ? 'writes taken' : 'reads taken', value: taken, unit: '1/s' },
    units,
    MONTH,
  ]);
}

/** Bytes of an item that is read: as it is written, else one read unit. */
function readSize({ report }: UsageContext<TableConfig>): number {
  return reported(report, 'itemBytes') || 1;
}

function indexWrites({ resource: { config }, report }: UsageContext<TableConfig>): readonly Usage[] {
  if (config.globalIndexes === 0) return [];
  return [
    product({ meter: 'dynamodb/od_write', title: 'Writes to global secondary indexes' }, [
      { name: 'write units', value: reported(report, 'writeUnits'), unit: '1/s' },
      { name: 'share that changes an index', value: config.indexedShare, field: 'indexedShare' },
      { name: 'indexes', value: config.globalIndexes, field: 'globalIndexes' },
      MONTH,
    ]),
  ];
}

function provisioned(config: TableConfig): readonly Usage[] {
  const times = copies(config);
  return [
    product({ meter: 'dynamodb/prov_wcu_hour' }, [
      { name: 'write capacity', value: config.writeCapacity, field: 'writeCapacity' },
      times,
      MONTH_HOURS,
    ]),
    product({ meter: 'dynamodb/prov_rcu_hour' }, [
      { name: 'read capacity', value: config.readCapacity, field: 'readCapacity' },
      times,
      MONTH_HOURS,
    ]),
  ];
}
