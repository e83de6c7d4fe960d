import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { MAP_CONCURRENCY } from '../starts';
import type { TaskConfig } from '../task-config';
import { isMap } from '../tasks';

export const mapKnowsItsWindow: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/map-knows-its-window',
  title: 'an inline Map counts on no more items at once than AWS runs',
  severity: 'warning',
  category: 'limits',
  why: 'AWS runs up to 40 items of an inline Map at once, whatever its maximum concurrency says: the others wait. A Distributed Map runs up to 10,000, each in an execution of its own.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html',
  asOf: '2026-11-27',
  check(connection, report, { quota }) {
    const { id, config, from, to } = connection;
    const most = quota(MAP_CONCURRENCY);
    const asked = Math.min(config.items, config.maximumConcurrency ?? 0);
    if (!isMap(connection) || asked <= most) return;
    report(
      { connection: id, field: 'maximumConcurrency' },
      `${from.resource.name} is to run ${to.resource.name} for ${asked} items at once but AWS runs ${most} of an inline Map: count on ${most}, or share the items out to more executions`,
      set(`Run ${most} items at once`, { connection: id }, 'maximumConcurrency', most),
    );
  },
};
