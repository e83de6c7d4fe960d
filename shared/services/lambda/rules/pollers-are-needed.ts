import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { roughTime, short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';
import { neededConcurrency } from '../needed-concurrency';

/** Concurrency that the pollers which every mapping has for nothing reach in about ten seconds. */
const SOON_REACHED = 50;

export const pollersAreNeeded: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/pollers-are-needed',
  title: 'provisioned pollers serve a load that Lambda’s own would follow too slowly',
  severity: 'info',
  category: 'cost',
  why: 'Provisioned pollers are charged by the hour. They pay for queues whose load rises by hundreds of concurrent invocations at once; a small load is served as fast by the pollers that every mapping has for nothing.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  asOf: '2026-11-23',
  check(mapping, report, { capacity, quota }) {
    const { id, config, from } = mapping;
    const { provisionedPollers, minimumPollers } = config;
    const needed = neededConcurrency(mapping, capacity, quota('lambda/batch-bytes'));
    if (!provisionedPollers || needed === undefined || needed > SOON_REACHED) return;
    const start = quota('lambda/queue-mapping-start');
    const after = Math.max(0, needed - start) / quota('lambda/queue-mapping-ramp');
    report(
      { connection: id, field: 'provisionedPollers' },
      `${short(minimumPollers)} pollers at least are charged by the hour for ${from.resource.name}, whose load needs ${short(needed)} invocations at once: Lambda’s own pollers get there ${
        after === 0 ? 'at once' : `in ${roughTime(after)}`
      } for nothing`,
      set('Use Lambda’s own pollers', { connection: id }, 'provisionedPollers', undefined),
    );
  },
};
