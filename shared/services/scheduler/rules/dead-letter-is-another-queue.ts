import type { ConnectionRule } from '#shared/model/rule';
import { isItsOwnTarget } from '#shared/model/targets';
import type { TargetDeadLetterConfig } from '../target-config';

export const deadLetterIsAnotherQueue: ConnectionRule<TargetDeadLetterConfig, 'schedule', 'enqueue'> = {
  id: 'scheduler/dead-letter-is-another-queue',
  title: 'a schedule’s dead-letter queue is not its target',
  severity: 'warning',
  category: 'reliability',
  why: 'What EventBridge Scheduler could not put in a queue cannot be put in the same queue either, and what other targets did not get mixes with fresh work there.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, config, from, to } = connection;
    if (!isItsOwnTarget(connection, config.target)) return;
    report(
      { connection: id },
      `${to.resource.name} is a target of ${from.resource.name} and its dead-letter queue too: what cannot be delivered there is lost; use another queue`,
    );
  },
};
