import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { TableConfig } from '../config';

export const warmThroughputAddsRoom: ResourceRule<TableConfig> = {
  id: 'dynamodb/warm-throughput-adds-room',
  title: 'warm throughput is above what the table takes anyway',
  severity: 'info',
  category: 'cost',
  why: 'A new on-demand table takes 4,000 writes and 12,000 reads a second, an older one twice its earlier peak. Warm throughput below that is paid for and changes nothing.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report, { quota }) {
    if (config.mode !== 'on-demand') return;
    for (const { field, what, has } of [
      {
        field: 'warmWrites',
        what: 'writes',
        has: Math.max(quota('dynamodb/new-table-writes'), 2 * (config.peakWrites ?? 0)),
      },
      {
        field: 'warmReads',
        what: 'reads',
        has: Math.max(quota('dynamodb/new-table-reads'), 2 * (config.peakReads ?? 0)),
      },
    ] as const) {
      const warm = config[field];
      if (warm === undefined || warm > has) continue;
      report(
        { resource: id, field },
        `${name} is warmed up for ${short(warm)} ${what} a second but takes ${short(has)} anyway: leave it out, or ask for more`,
        set('Leave the warm throughput out', { resource: id }, field, undefined),
      );
    }
  },
};
