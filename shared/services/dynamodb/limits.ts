/** What a table takes of reads or of writes: its capacity as a whole, and that of its busiest partition key. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import type { Remedy } from '#shared/model/finding';
import { set } from '#shared/model/remedy';
import { grouped } from '#shared/model/figures';
import type { TableConfig } from './config';
import { hottestShare, readyFor } from './units';

const CAPACITY = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html';
const ON_DEMAND = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html';
const BURST = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html';
const asOf = '2026-11-23';

/** Room above the present load that a remedy leaves. */
const ROOM = 1.25;

export interface Side {
  /** Units a second that are asked for. */
  readonly units: number;
  /** Share of them that the table takes. */
  readonly accepted: number;
  readonly limits: readonly LimitUse[];
  /** The limit that refuses. */
  readonly full: string | undefined;
}

const WORDS = {
  write: { noun: 'Writes', capacity: 'writeCapacity', peak: 'peakWrites', warm: 'warmWrites' },
  read: { noun: 'Reads', capacity: 'readCapacity', peak: 'peakReads', warm: 'warmReads' },
} as const;

/** `units`: asked for, a second, by `callers` connections; where nobody calls, there is nothing to show. */
export function limits(
  does: 'read' | 'write',
  callers: number,
  units: number,
  context: CapacityContext<TableConfig>,
): Side {
  if (callers === 0) return { units: 0, accepted: 1, limits: [], full: undefined };
  const { config } = context.resource;
  const whole = config.mode === 'provisioned' ? provisioned(does, units, context) : onDemand(does, units, context);
  const key = busiestKey(does, units, context);
  const byTable = context.fits(whole.used, whole.limit);
  const byKey = 1 - context.loss(() => refusedOfKeys(units, config, key.limit));
  const full = Math.min(byTable, byKey) === 1 ? undefined : byTable <= byKey ? whole.id : key.id;
  return { units, accepted: Math.min(byTable, byKey), limits: [whole, key], full };
}

function provisioned(does: 'read' | 'write', units: number, context: CapacityContext<TableConfig>): LimitUse {
  const { config, id } = context.resource;
  const { noun, capacity: field } = WORDS[does];
  const limit = config[field];
  return {
    id: `dynamodb/provisioned-${does}s`,
    title: `${noun} of the provisioned table`,
    ...usage(units, limit),
    setBy: { resource: id, field },
    beyond: 'refused with ProvisionedThroughputExceededException once 5 min of unused capacity are spent',
    because: () => ({
      formula: 'utilisation = capacity units asked for ÷ capacity units provisioned',
      inputs: [
        { name: 'units asked for', value: units, unit: '1/s' },
        { name: 'units provisioned', value: limit, unit: '1/s', field },
      ],
      source: CAPACITY,
      asOf,
    }),
    raise: () => raised(`Provision`, field, units, id),
  };
}

/** Twice the earlier peak, what it was warmed up to, or what a new table takes; never more than the quota of a table. */
function onDemand(does: 'read' | 'write', units: number, context: CapacityContext<TableConfig>): LimitUse {
  const { config, id } = context.resource;
  const { noun, peak, warm } = WORDS[does];
  const quota = context.quota(`dynamodb/table-${does}s`);
  const ready = readyFor(config, (each) => context.quota(each))[does === 'write' ? 'writes' : 'reads'];
  const limit = Math.min(quota, ready);
  const isQuota = limit === quota;
  return {
    id: isQuota ? `dynamodb/table-${does}s` : `dynamodb/new-table-${does}s`,
    title: isQuota ? `${noun} of a table` : `${noun} that the on-demand table takes at once`,
    ...usage(units, limit),
    setBy: isQuota
      ? { quota: `dynamodb/table-${does}s` }
      : { resource: id, field: config[warm] === undefined ? peak : warm },
    beyond: isQuota
      ? 'refused with ThrottlingException'
      : 'refused with ThrottlingException while the table grows, for about 30 minutes',
    because: () => ({
      formula: 'ready = min(quota of a table, max(a new table, warm throughput, 2 × earlier peak))',
      inputs: [
        { name: 'units asked for', value: units, unit: '1/s' },
        { name: 'ready', value: limit, unit: '1/s' },
        { name: 'earlier peak', value: config[peak] ?? 'a new table', field: peak },
        { name: 'warm throughput', value: config[warm] ?? 'not asked for', field: warm },
        { name: 'quota of a table', value: quota, unit: '1/s' },
      ],
      source: ON_DEMAND,
      asOf,
    }),
    ...(Math.ceil(units * ROOM) > quota || isQuota
      ? {}
      : { raise: () => raised('Warm the table up to', warm, units, id) }),
  };
}

/** Units are rounded up to whole ones with room to spare. */
function raised(verb: string, field: string, units: number, resource: string): Remedy {
  const value = Math.max(1, Math.ceil(units * ROOM));
  return set(`${verb} ${grouped(value)} units`, { resource }, field, value);
}

function busiestKey(does: 'read' | 'write', units: number, context: CapacityContext<TableConfig>): LimitUse {
  const { config, id } = context.resource;
  const share = hottestShare(config);
  const limit = context.quota(`dynamodb/partition-${does}s`);
  return {
    id: `dynamodb/partition-${does}s`,
    title: `${WORDS[does].noun} of the busiest partition key`,
    ...usage(units * share, limit),
    grade: config.keySkew === 'zipf' ? 'approximation' : 'exact',
    setBy: { resource: id, field: config.keySkew === 'uniform' ? 'partitionKeys' : 'keySkew' },
    beyond: 'refused for good: one key never leaves its partition, whatever the table has',
    because: () => ({
      formula: 'utilisation = units asked for × share of the busiest key ÷ units of a partition',
      inputs: [
        { name: 'units asked for', value: units, unit: '1/s' },
        { name: 'share of the busiest key', value: share, field: 'keySkew' },
        { name: 'units of a partition', value: limit, unit: '1/s' },
      ],
      source: BURST,
      asOf,
    }),
  };
}

function usage(used: number, limit: number): Pick<LimitUse, 'used' | 'limit' | 'unit' | 'utilisation' | 'grade'> {
  return { used, limit, unit: '1/s', utilisation: used / limit, grade: 'exact' };
}

/** Share that partitions refuse: the excess of the busiest key, or of every key where all are alike. */
function refusedOfKeys(units: number, config: TableConfig, limit: number): number {
  const busiest = units * hottestShare(config);
  if (busiest <= limit) return 0;
  return config.keySkew === 'uniform' ? 1 - limit / busiest : (busiest - limit) / units;
}
