import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import { synchronousCallers } from '../triggers';

export const provisionedServesCallers: ResourceRule<FunctionConfig> = {
  id: 'lambda/provisioned-serves-callers',
  title: 'provisioned concurrency serves a caller who waits',
  severity: 'info',
  category: 'cost',
  why: 'Provisioned environments are charged by the hour so that nobody waits for a cold start. Where all work comes from queues, streams or asynchronous events, nobody does.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html',
  asOf: '2026-11-23',
  check(resource, report) {
    const { id, name, config, inbound } = resource;
    if (config.provisionedConcurrency === undefined || inbound.length === 0) return;
    if (synchronousCallers(resource).length > 0) return;
    report(
      { resource: id, field: 'provisionedConcurrency' },
      `${name} keeps ${short(config.provisionedConcurrency)} environments ready by the hour but no caller waits for it: take provisioned concurrency away, unless start-up errors are what it avoids`,
      set('Take provisioned concurrency away', { resource: id }, 'provisionedConcurrency', undefined),
    );
  },
};
