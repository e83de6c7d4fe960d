import type { ConnectionRule } from '#shared/model/rule';
import { isItsOwnTarget } from '#shared/model/targets';
import type { SubscriptionDeadLetterConfig } from '../subscription-config';

export const deadLetterIsAnotherQueue: ConnectionRule<SubscriptionDeadLetterConfig, 'deliver', 'enqueue'> = {
  id: 'sns/dead-letter-is-another-queue',
  title: 'a subscription’s dead-letter queue is not the queue that it delivers to',
  severity: 'warning',
  category: 'reliability',
  why: 'What SNS could not deliver to a queue cannot be put in the same queue either, and what other subscriptions could not deliver mixes with fresh work there.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, config, from, to } = connection;
    if (!isItsOwnTarget(connection, config.subscription)) return;
    report(
      { connection: id },
      `${to.resource.name} is subscribed to ${from.resource.name} and its dead-letter queue too: what cannot be delivered there is lost; use another queue`,
    );
  },
};
