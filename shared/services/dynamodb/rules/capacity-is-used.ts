import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { TableConfig } from '../config';

/** Use below which at least half of the capacity could go and still leave twice the room that the load needs. */
const IDLE = 0.25;
/** How full the remaining capacity may be. */
const ROOM = 0.5;
/** Units that cost less than the thought. */
const FEW = 25;

export const capacityIsUsed: ResourceRule<TableConfig> = {
  id: 'dynamodb/capacity-is-used',
  title: 'provisioned capacity is used to a quarter at least',
  severity: 'info',
  category: 'cost',
  why: 'Provisioned units are charged by the hour, used or not. Room for a doubled load is enough for most tables: capacity can be raised at any time, and unused capacity of five minutes is saved for bursts.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report, { capacity }) {
    const found = capacity?.resources.get(id);
    if (!found || config.mode !== 'provisioned' || found.offered <= 0) return;
    for (const { field, limit, what } of [
      { field: 'writeCapacity', limit: 'dynamodb/provisioned-writes', what: 'write' },
      { field: 'readCapacity', limit: 'dynamodb/provisioned-reads', what: 'read' },
    ] as const) {
      const used = found.limits.find((each) => each.id === limit);
      if (!used || used.utilisation >= IDLE || config[field] <= FEW) continue;
      const enough = Math.max(FEW, Math.ceil(used.used / ROOM));
      report(
        { resource: id, field },
        `${name} pays for ${short(config[field])} ${what} units but uses ${short(used.used)}: ${short(enough)} would take twice this load`,
        set(`Provision ${short(enough)} ${what} units`, { resource: id }, field, enough),
      );
    }
  },
};
