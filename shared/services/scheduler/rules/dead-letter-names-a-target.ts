import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { namesNoTarget } from '#shared/model/targets';
import type { TargetDeadLetterConfig } from '../target-config';

export const deadLetterNamesATarget: ConnectionRule<TargetDeadLetterConfig, 'schedule', 'enqueue'> = {
  id: 'scheduler/dead-letter-names-a-target',
  title: 'a schedule’s dead-letter queue names a target of its schedules',
  severity: 'error',
  category: 'semantics',
  why: 'A dead-letter queue belongs to the schedules of a target. One that names a target which does not exist gets nothing.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, config, from, to } = connection;
    if (!namesNoTarget(connection, config.target)) return;
    report(
      { connection: id, field: 'target' },
      `${to.resource.name} is to keep what ${config.target} cannot deliver, but ${from.resource.name} has no target of that id: name one, or leave it empty for all`,
      set('Keep those of every target', { connection: id }, 'target', undefined),
    );
  },
};
