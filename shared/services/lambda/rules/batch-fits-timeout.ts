import type { Contract } from '#shared/model/contract';
import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import type { MappingConfig } from '../mapping-config';

export const batchFitsTimeout: ConnectionRule<MappingConfig, Contract, 'invoke'> = {
  id: 'lambda/batch-fits-timeout',
  title: 'a full batch is done before the function’s timeout',
  severity: 'warning',
  category: 'semantics',
  why: 'A batch that takes longer than the timeout fails as a whole each time that it is full: just when there is much to do, nothing gets done.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  asOf: '2026-11-23',
  check({ id, config: { batchSize }, to }, report) {
    const { duration, perRecord, timeout } = to.resource.config as FunctionConfig;
    const full = duration.mean + perRecord * batchSize;
    if (perRecord === 0 || full <= timeout || duration.mean >= timeout) return;
    const fitting = Math.floor((timeout - duration.mean) / perRecord);
    report(
      { connection: id, field: 'batchSize' },
      `a full batch of ${short(batchSize)} takes ${short(full)} s but ${to.resource.name} is stopped after ${short(timeout)} s: ${
        fitting >= 1 ? `${short(fitting)} fit, or raise the timeout` : 'raise the timeout'
      }`,
      fitting >= 1 ? set(`Set batch size to ${short(fitting)}`, { connection: id }, 'batchSize', fitting) : undefined,
    );
  },
};
