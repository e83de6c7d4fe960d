import type { ConnectionRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { TaskConfig } from '../task-config';
import { isMap } from '../tasks';

export const mapListFitsItsInput: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/map-list-fits-its-input',
  title: 'the list of a Map fits the input of a state',
  severity: 'error',
  category: 'limits',
  why: 'An inline Map takes its items from a JSON array in its input, and the input of a state is 256 KiB at most: a longer list fails the execution with States.DataLimitExceeded. A Distributed Map reads its items from a bucket.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html',
  asOf: '2026-11-27',
  check(connection, report, { quota }) {
    const { id, config, from, to } = connection;
    const most = quota('step-functions/payload');
    const list = config.items * (config.payload ?? 0);
    if (!isMap(connection) || list <= most) return;
    report(
      { connection: id, field: 'items' },
      `a list of ${config.items} items of ${bytesText(config.payload ?? 0)} for ${to.resource.name} is ${bytesText(list)} long but a state of ${from.resource.name} takes ${bytesText(most)}: pass keys of what lies in a bucket or table, or share the items out to more executions`,
    );
  },
};
