import type { ContractTerms } from '#shared/model/contract';
import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { isPath } from '#shared/model/tenants';
import { short } from '#shared/model/wording';
import type { QueueTargetConfig } from '../target-config';

export const fifoQueueHasOneGroup: ConnectionRule<QueueTargetConfig, 'route', 'enqueue'> = {
  id: 'eventbridge/fifo-queue-has-one-group',
  title: 'a FIFO queue that one rule fills counts on one message group',
  severity: 'warning',
  category: 'capacity',
  why: 'A rule gives all that it sends the same message group id, unless that is a path in the event. One group is worked on one batch at a time, so that figures for several groups promise a rate that the queue never has.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html',
  asOf: '2026-11-28',
  check({ id, config, to }, report) {
    const { resource } = to;
    const given = new Set(resource.inbound.map((each) => each.config['messageGroup'] as string | undefined));
    const polled = resource.outbound.find(({ from }) => from.contract === 'poll-queue');
    if (!to.terms.fifo || !polled || [...given].some((group) => group === undefined || isPath(group))) return;
    const { messageGroups } = polled.from.terms as ContractTerms['poll-queue'];
    if (messageGroups <= given.size) return;
    report(
      { connection: id, field: 'messageGroup' },
      `${resource.name} counts on ${short(messageGroups)} message groups but rules give it ${short(given.size)} (${config.messageGroup}), which is worked on one batch at a time: count on ${short(given.size)}, or take the group from the event by a path`,
      set(
        `Count on ${short(given.size)} message group${given.size === 1 ? '' : 's'}`,
        { resource: resource.id },
        'messageGroups',
        given.size,
      ),
    );
  },
};
