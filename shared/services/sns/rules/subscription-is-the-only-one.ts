import type { ConnectionRule } from '#shared/model/rule';
import type { FunctionSubscriptionConfig } from '../subscription-config';

export const subscriptionIsTheOnlyOne: ConnectionRule<FunctionSubscriptionConfig, 'deliver'> = {
  id: 'sns/subscription-is-the-only-one',
  title: 'a topic and a subscriber have one subscription between them',
  severity: 'error',
  category: 'limits',
  why: 'A topic holds one subscription for each endpoint. Subscribing again returns the one that exists, or fails where its attributes differ: to let through two kinds of message, put both in one filter policy.',
  source: 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html',
  asOf: '2026-11-23',
  check({ id, kind, from, to }, report) {
    const first = to.resource.inbound.find(
      (each) => each.kind.id === kind.id && each.from.resource.id === from.resource.id,
    );
    if (!first || first.id === id) return;
    report(
      { connection: id },
      `${to.resource.name} is subscribed to ${from.resource.name} already, and SNS holds one subscription for each endpoint: put both filters in one policy`,
      { title: 'Remove this subscription', edit: { do: 'disconnect', id } },
    );
  },
};
