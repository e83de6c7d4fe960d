import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { StreamMappingConfig } from '../mapping-config';

export const fanOutIsOffered: ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'> = {
  id: 'lambda/fan-out-is-offered',
  title: 'enhanced fan-out is used where the stream has it',
  severity: 'error',
  category: 'limits',
  why: 'Enhanced fan-out belongs to Kinesis Data Streams. The stream of a DynamoDB table has none: its readers share each shard, two at most.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.Lambda.html',
  asOf: '2026-11-23',
  check({ id, config: { enhancedFanOut }, from, to }, report) {
    if (!enhancedFanOut || from.terms.hasFanOut) return;
    report(
      { connection: id, field: 'enhancedFanOut' },
      `${to.resource.name} asks for enhanced fan-out but the stream of ${from.resource.name} has none: read shared`,
      set('Read shared', { connection: id }, 'enhancedFanOut', undefined),
    );
  },
};
