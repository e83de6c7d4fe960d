import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import { streamMappings } from '../triggers';

export const reservationCoversShards: ResourceRule<FunctionConfig> = {
  id: 'lambda/reservation-covers-shards',
  title: 'reserved concurrency covers every shard of the streams that a function reads',
  severity: 'warning',
  category: 'capacity',
  why: 'A stream’s mapping runs one batch for each shard at once, times the parallelization factor. Shards that find no concurrency wait, and their iterator age grows although the others keep up.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html',
  asOf: '2026-11-23',
  check(resource, report) {
    const { id, name, config } = resource;
    const reserved = config.reservedConcurrency;
    if (reserved === undefined || reserved === 0) return;
    const needed = streamMappings(resource).reduce(
      (sum, { config: { parallelizationFactor }, from }) => sum + (from.terms.shards ?? 0) * parallelizationFactor,
      0,
    );
    if (needed <= reserved) return;
    report(
      { resource: id, field: 'reservedConcurrency' },
      `${name} reserves ${short(reserved)} but reads up to ${short(needed)} batches at once, one for each shard and lane: reserve ${short(needed)}, or lower the parallelization factor`,
      set(`Reserve ${short(needed)}`, { resource: id }, 'reservedConcurrency', needed),
    );
  },
};
