import type { ResourceRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import type { QueueConfig } from '../config';

export const hasOneRedrivePolicy: ResourceRule<QueueConfig> = {
  id: 'sqs/has-one-redrive-policy',
  title: 'a queue has one dead-letter queue',
  severity: 'error',
  category: 'limits',
  why: 'The redrive policy is one attribute of the queue and names one dead-letter queue: a second one cannot be stated.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  asOf: '2026-11-23',
  check({ name, outbound }, report) {
    const policies = outbound.filter(({ from }) => from.contract === 'redrive');
    const targets = policies.map(({ to }) => to.resource.name);
    for (const surplus of policies.slice(1)) {
      report(
        { connection: surplus.id },
        `${name} has ${policies.length} dead-letter queues (${listed(targets)}) but its redrive policy names one: keep one of them`,
        { title: `Disconnect ${surplus.to.resource.name}`, edit: { do: 'disconnect', id: surplus.id } },
      );
    }
  },
};
