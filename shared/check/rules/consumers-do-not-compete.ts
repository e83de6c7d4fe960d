import type { GraphRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';

export const consumersDoNotCompete: GraphRule = {
  id: 'check/consumers-do-not-compete',
  title: 'a queue has one kind of consumer',
  severity: 'warning',
  category: 'semantics',
  why: 'A queue hands each message to one consumer. Two different consumers of one queue do not both get it: each gets a part of the messages, and which part is chance. To give every message to several consumers, publish it to a topic with a queue for each of them.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html',
  asOf: '2026-11-23',
  check(graph, report) {
    for (const queue of graph.resources) {
      const consumers = new Set(
        queue.outbound
          .filter(({ from, kind }) => from.contract === 'poll-queue' && kind.role === 'work')
          .map(({ to }) => to.resource.name),
      );
      if (consumers.size < 2) continue;
      report(
        { resource: queue.id },
        `${listed([...consumers], 5)} share the messages of ${queue.name}, each gets a part of them by chance: fan out with a topic and a queue for each, or leave one consumer`,
      );
    }
  },
};
