import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';

export const provisionedFitsReservation: ResourceRule<FunctionConfig> = {
  id: 'lambda/provisioned-fits-reservation',
  title: 'provisioned concurrency fits the reserved concurrency',
  severity: 'error',
  category: 'limits',
  why: 'Provisioned environments are part of what a function has reserved. Lambda refuses to provision more than the reservation.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html',
  asOf: '2026-11-23',
  check({ id, name, config: { reservedConcurrency, provisionedConcurrency } }, report) {
    if (reservedConcurrency === undefined || provisionedConcurrency === undefined) return;
    if (provisionedConcurrency <= reservedConcurrency) return;
    report(
      { resource: id, field: 'provisionedConcurrency' },
      `${name} provisions ${short(provisionedConcurrency)} environments but reserves ${short(reservedConcurrency)}: reserve ${short(provisionedConcurrency)} or more`,
      set(`Reserve ${short(provisionedConcurrency)}`, { resource: id }, 'reservedConcurrency', provisionedConcurrency),
    );
  },
};
