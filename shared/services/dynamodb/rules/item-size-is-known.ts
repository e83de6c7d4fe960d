import type { ResourceRule } from '#shared/model/rule';
import type { TableConfig } from '../config';

export const itemSizeIsKnown: ResourceRule<TableConfig> = {
  id: 'dynamodb/item-size-is-known',
  title: 'the size of items that are read is known',
  severity: 'info',
  category: 'semantics',
  why: 'A read counts once for each 4 KB of the item. Where nothing in the drawing writes the items, their size cannot be told from it.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html',
  asOf: '2026-11-23',
  check({ id, name, config: { itemSize }, inbound }, report) {
    const does = new Set(inbound.map(({ kind, config }) => kind.accesses(config)?.does));
    if (itemSize !== undefined || !does.has('read') || does.has('write')) return;
    report(
      { resource: id, field: 'itemSize' },
      `${name} is read but nothing drawn writes to it: each read is counted as one of up to 4 KB; state the item size`,
    );
  },
};
