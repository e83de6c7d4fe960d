import type { ConnectionRule } from '#shared/model/rule';
import { isItsOwnTarget } from '#shared/model/targets';
import type { TargetDeadLetterConfig } from '../target-config';

export const deadLetterIsAnotherQueue: ConnectionRule<TargetDeadLetterConfig, 'route', 'enqueue'> = {
  id: 'eventbridge/dead-letter-is-another-queue',
  title: 'a target’s dead-letter queue is not the target itself',
  severity: 'warning',
  category: 'reliability',
  why: 'What EventBridge could not put in a queue cannot be put in the same queue either, and what other targets did not get mixes with fresh work there.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
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
