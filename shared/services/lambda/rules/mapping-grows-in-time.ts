import { setting, together } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { roughTime, short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';
import { neededConcurrency } from '../needed-concurrency';

/** A minute of growing backlog is what a queue is there for. */
const PATIENCE = 60;
/** Bounds of the number of provisioned pollers, as the fields have them. */
const FEWEST = 2;
const MOST_AT_REST = 200;

export const mappingGrowsInTime: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/mapping-grows-in-time',
  title: 'a queue’s mapping reaches the concurrency that its load needs within a minute',
  severity: 'warning',
  category: 'capacity',
  why: 'The mapping of a standard queue starts with 5 batches at once and adds 300 a minute. A load that begins suddenly is ahead of it until then, and the backlog of that time has to be worked off as well. Provisioned pollers start ready and grow by 1,000 a minute.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  asOf: '2026-11-23',
  check(mapping, report, { capacity, quota }) {
    const { id, config, from } = mapping;
    const needed = neededConcurrency(mapping, capacity, quota('lambda/batch-bytes'));
    if (config.provisionedPollers || from.terms.fifo || needed === undefined) return;
    // What the mapping can never reach is a limit that is full, which the capacity engine says.
    if (needed > (config.maximumConcurrency ?? quota('lambda/queue-mapping-concurrency'))) return;
    const start = quota('lambda/queue-mapping-start');
    const ramp = quota('lambda/queue-mapping-ramp');
    const after = (needed - start) / ramp;
    if (after <= PATIENCE) return;
    const pollers = Math.ceil(needed / quota('lambda/poller-concurrency'));
    report(
      { connection: id },
      `${from.resource.name} needs ${short(needed)} batches at once but its mapping starts with ${short(start)} and adds ${short(ramp)} a second: after a sudden start the backlog grows for ${roughTime(after)}; provision ${short(pollers)} pollers if that is too long`,
      together(
        `Provision ${short(pollers)} pollers`,
        setting({ connection: id }, 'maximumConcurrency', undefined),
        setting({ connection: id }, 'provisionedPollers', true),
        setting({ connection: id }, 'minimumPollers', Math.min(MOST_AT_REST, Math.max(FEWEST, pollers))),
      ),
    );
  },
};
