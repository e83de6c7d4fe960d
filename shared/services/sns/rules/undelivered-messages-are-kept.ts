import { addBehind } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import type { TopicConfig } from '../config';
import type { SubscriptionDeadLetterConfig } from '../subscription-config';

/** Longest retention of a queue, in seconds: 14 days. */
const LONG = 1_209_600;

export const undeliveredMessagesAreKept: ResourceRule<TopicConfig> = {
  id: 'sns/undelivered-messages-are-kept',
  title: 'a subscription has a dead-letter queue',
  severity: 'info',
  category: 'reliability',
  why: 'SNS tries for 23 days to deliver to a queue or a function that does not answer. But where the endpoint was deleted or its policy refuses SNS, it does not try again at all: the message goes to the subscription’s dead-letter queue, or is lost.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report, context) {
    const letters = outbound.filter(({ kind }) => kind.role === 'failure');
    const covered = new Set(letters.map((each) => (each.config as SubscriptionDeadLetterConfig).subscription));
    if (covered.has('')) return;
    const bare = outbound.filter(
      ({ kind, id: each, to }) => kind.role === 'work' && to.contract !== 'http' && !covered.has(each),
    );
    if (bare.length === 0) return;
    const queue = context.serviceTaking('enqueue');
    const type = config.type === 'fifo' ? { type: 'fifo' } : {};
    report(
      { resource: id },
      `SNS does not try again where ${listed(
        bare.map(({ to }) => to.resource.name),
        5,
      )} ${bare.length === 1 ? 'was' : 'were'} deleted or the policy refuses it: those messages of ${name} are lost; give the ${bare.length === 1 ? 'subscription' : 'subscriptions'} a dead-letter queue`,
      queue && letters.length === 0
        ? addBehind(
            `Keep undelivered messages of ${name}`,
            {
              from: id,
              kind: 'sns/subscription-dead-letter',
              resource: { id: `${id}-undelivered`, service: queue.id, config: { ...type, retention: LONG } },
            },
            context,
          )
        : undefined,
    );
  },
};
