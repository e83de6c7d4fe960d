import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';

export const reservationCoversFirstBatches: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/reservation-covers-first-batches',
  title: 'a function behind a queue reserves at least the five batches that its mapping starts with',
  severity: 'warning',
  category: 'capacity',
  why: 'The mapping of a standard queue begins with five batches at once. A reservation below that throttles some of them from the first message on, and throttled messages come back with a higher receive count. A maximum concurrency of the mapping avoids it.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  asOf: '2026-11-23',
  check({ id, config, from, to }, report, { quota }) {
    const reserved = to.terms.reservedConcurrency;
    const start = quota('lambda/queue-mapping-start');
    if (reserved === undefined || reserved === 0 || reserved >= start || from.terms.fifo) return;
    if (config.maximumConcurrency !== undefined || config.provisionedPollers) return;
    report(
      { resource: to.resource.id, field: 'reservedConcurrency' },
      `${to.resource.name} reserves ${short(reserved)} but the mapping of ${from.resource.name} starts with ${short(start)} batches at once: reserve ${short(start)} or more, or set a maximum concurrency`,
      reserved >= 2
        ? set(`Set maximum concurrency to ${short(reserved)}`, { connection: id }, 'maximumConcurrency', reserved)
        : set(`Reserve ${short(start)}`, { resource: to.resource.id }, 'reservedConcurrency', start),
    );
  },
};
