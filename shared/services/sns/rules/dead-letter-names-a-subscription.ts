import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { namesNoTarget } from '#shared/model/targets';
import type { SubscriptionDeadLetterConfig } from '../subscription-config';

export const deadLetterNamesASubscription: ConnectionRule<SubscriptionDeadLetterConfig, 'deliver', 'enqueue'> = {
  id: 'sns/dead-letter-names-a-subscription',
  title: 'a subscription’s dead-letter queue names a subscription of its topic',
  severity: 'error',
  category: 'semantics',
  why: 'A dead-letter queue belongs to a subscription. One that names a subscription which does not exist gets nothing.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, config, from, to } = connection;
    if (!namesNoTarget(connection, config.subscription)) return;
    report(
      { connection: id, field: 'subscription' },
      `${to.resource.name} is to keep what ${config.subscription} cannot deliver, but ${from.resource.name} has no subscription of that id: name one, or leave it empty for all`,
      set('Keep those of every subscription', { connection: id }, 'subscription', undefined),
    );
  },
};
