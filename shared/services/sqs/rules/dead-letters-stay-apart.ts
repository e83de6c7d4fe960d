import type { ResourceRule } from '#shared/model/rule';
import type { QueueConfig } from '../config';

export const deadLettersStayApart: ResourceRule<QueueConfig> = {
  id: 'sqs/dead-letters-stay-apart',
  title: 'failed messages do not share a queue with fresh ones',
  severity: 'info',
  category: 'reliability',
  why: 'In a queue that takes both fresh work and failures nobody can tell how much has failed, an alarm on its length means nothing, and a redrive brings fresh messages back with the failed ones.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  asOf: '2026-11-23',
  check({ id, name, inbound }, report) {
    const failure = inbound.find(({ kind }) => kind.role === 'failure');
    const work = inbound.find(({ kind }) => kind.role === 'work');
    if (!failure || !work) return;
    report(
      { resource: id },
      `${name} takes what ${failure.from.resource.name} failed to do together with fresh work of ${work.from.resource.name}: give the failures a queue of their own`,
    );
  },
};
