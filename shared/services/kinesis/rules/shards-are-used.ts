import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { counted, short } from '#shared/model/wording';
import type { StreamConfig } from '../config';
import { busiestShare } from '../skew';

/** Use below which at least half of the shards could go and still leave twice the room that the load needs. */
const IDLE = 0.25;
/** How full the remaining shards may be. */
const ROOM = 0.5;

export const shardsAreUsed: ResourceRule<StreamConfig> = {
  id: 'kinesis/shards-are-used',
  title: 'a stream’s shards are used to a quarter at least',
  severity: 'info',
  category: 'cost',
  why: 'Provisioned shards are charged by the hour, used or not. Merging takes minutes, and splitting again too, so that room for a doubled load is enough for most streams.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report, { capacity }) {
    const found = capacity?.resources.get(id);
    if (!found || config.mode !== 'provisioned' || config.shards < 2 || found.offered <= 0) return;
    const fullest = Math.max(...found.limits.map(({ utilisation }) => utilisation));
    const enough = fullest < IDLE ? fewestShards(config, fullest) : config.shards;
    if (enough >= config.shards) return;
    report(
      { resource: id, field: 'shards' },
      `${name} pays for ${counted(config.shards, 'shard')} but the busiest is used to ${short(fullest * 100)} %: ${counted(enough, 'shard')} would take twice this load`,
      set(`Use ${counted(enough, 'shard')}`, { resource: id }, 'shards', enough),
    );
  },
};

/** Halves the shards, as resharding does, for as long as the busiest of them stays half empty. */
function fewestShards(config: StreamConfig, fullest: number): number {
  const now = busiestShare(config);
  let shards = config.shards;
  for (let half = Math.ceil(shards / 2); half < shards; half = Math.ceil(shards / 2)) {
    if ((fullest * busiestShare({ ...config, shards: half })) / now > ROOM) break;
    shards = half;
  }
  return shards;
}
