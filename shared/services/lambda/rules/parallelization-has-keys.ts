import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { counted, short } from '#shared/model/wording';
import type { StreamMappingConfig } from '../mapping-config';

export const parallelizationHasKeys: ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'> = {
  id: 'lambda/parallelization-has-keys',
  title: 'a stream has at least as many partition keys as batches are read at once',
  severity: 'info',
  category: 'capacity',
  why: 'Lambda shares a shard out between its lanes by partition key, so that order is kept for each key. Lanes without a key of their own stay empty.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html',
  asOf: '2026-11-23',
  check({ id, config: { parallelizationFactor }, from }, report) {
    const { shards = 1, partitionKeys } = from.terms;
    const useful = Math.max(1, Math.ceil(partitionKeys / shards));
    if (parallelizationFactor <= useful) return;
    report(
      { connection: id, field: 'parallelizationFactor' },
      `parallelization factor ${parallelizationFactor} makes ${counted(shards * parallelizationFactor, 'lane')} but ${from.resource.name} has ${counted(partitionKeys, 'partition key')}: ${short(useful)} is as fast`,
      set(`Set the factor to ${short(useful)}`, { connection: id }, 'parallelizationFactor', useful),
    );
  },
};
