/** What differs between a data stream and the stream of a table, as a mapping reads them. */
import type { Terms } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import type { StreamMappingConfig } from './mapping-config';

type Source = Terms<'read-shards'>;

/** The quota that says how often a second a mapping polls each shard. */
export function pollsQuota({ records }: Pick<Source, 'records'>): string {
  return records === 'data' ? 'lambda/stream-polls' : 'lambda/item-stream-polls';
}

/** Whether records are pushed to the mapping: asked for, and offered by the stream. */
export function hasFanOut({ config, from }: Connection<StreamMappingConfig, 'read-shards', 'invoke'>): boolean {
  return config.enhancedFanOut && from.terms.hasFanOut;
}
