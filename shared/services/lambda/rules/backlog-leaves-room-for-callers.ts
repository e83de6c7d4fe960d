import { set } from '#shared/model/remedy';
import type { AccountRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import { mostBatches, queueMappings, synchronousCallers } from '../triggers';

export const backlogLeavesRoomForCallers: AccountRule<FunctionConfig> = {
  id: 'lambda/backlog-leaves-room-for-callers',
  title: 'a queue’s backlog cannot take the concurrency that callers need',
  severity: 'warning',
  category: 'capacity',
  why: 'Functions without a reservation share what is left of the account’s concurrency. A mapping that works off a backlog takes up to 1,250 of it, and callers that wait for another function then get 429. A maximum concurrency on the mapping, or a reservation for the function that is waited for, keeps them apart.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  asOf: '2026-11-23',
  check(functions, report, { quota }) {
    const reserved = functions.reduce((sum, { config }) => sum + (config.reservedConcurrency ?? 0), 0);
    const pool = Math.max(0, quota('lambda/concurrent-executions') - reserved);
    const sharing = functions.filter(({ config }) => config.reservedConcurrency === undefined);
    const waitedFor = sharing.filter((each) => synchronousCallers(each).length > 0);
    if (waitedFor.length === 0) return;
    for (const worker of sharing) {
      const victim = waitedFor.find(({ id }) => id !== worker.id);
      if (!victim) continue;
      for (const mapping of queueMappings(worker)) {
        const most = mostBatches(mapping, quota);
        if (most < pool) continue;
        const half = Math.min(1000, Math.max(2, Math.floor(pool / 2)));
        report(
          { connection: mapping.id, field: 'maximumConcurrency' },
          `a backlog in ${mapping.from.resource.name} may take all ${short(pool)} of the concurrency that ${worker.name} shares with ${victim.name}, whose callers wait: set a maximum concurrency, or reserve some for ${victim.name}`,
          mapping.config.provisionedPollers || mapping.config.maximumConcurrency !== undefined
            ? undefined
            : set(`Set maximum concurrency to ${short(half)}`, { connection: mapping.id }, 'maximumConcurrency', half),
        );
      }
    }
  },
};
