import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { StreamMappingConfig } from '../mapping-config';

export const fanOutIsNeeded: ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'> = {
  id: 'lambda/fan-out-is-needed',
  title: 'enhanced fan-out is used by a stream with several readers',
  severity: 'info',
  category: 'cost',
  why: 'Enhanced fan-out gives a reader 2 MB a second of each shard for itself, for a charge by the shard-hour and by the GB. A reader that is alone has the same from the shared read capacity. What is left of the benefit is the delay: about 70 ms instead of up to a second.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html',
  asOf: '2026-11-23',
  check({ id, config: { enhancedFanOut }, from, to }, report) {
    const readers = from.resource.outbound.filter((each) => each.from.contract === 'read-shards');
    if (!enhancedFanOut || !from.terms.hasFanOut || readers.length > 1) return;
    report(
      { connection: id, field: 'enhancedFanOut' },
      `${to.resource.name} pays for enhanced fan-out but is the only reader of ${from.resource.name}: shared reading has the same 2 MB a second of each shard, unless a delay of a second is too long`,
      set('Read shared', { connection: id }, 'enhancedFanOut', undefined),
    );
  },
};
