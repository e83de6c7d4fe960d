import { fairQueueKnowsItsTenants } from '#shared/services/sqs/rules/fair-queue-knows-its-tenants';
import { aBucket, aBus, aClient, aFunction, aQueue, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const fair = aQueue('jobs', { type: 'fair' });
const unnamed = (sender: string): string =>
  `${sender} names no tenant, so that none of its messages in jobs counts as a noisy tenant’s: let the code of a function send them, or a rule of an event bus that takes the message group from the event`;

testRule(fairQueueKnowsItsTenants, {
  valid: {
    'a function names them': [fair, aFunction(), joined('lambda/send-message', 'worker', 'jobs')],
    'a rule names one': [fair, aBus(), joined('eventbridge/queue-target', 'bus', 'jobs')],
    'a standard queue needs none': [aQueue('jobs'), aBucket('files'), joined('s3/queue-notification', 'files', 'jobs')],
    'a topic hands on what its publishers name': [
      fair,
      aTopic('news'),
      aClient('shop'),
      joined('client/publish', 'shop', 'news'),
      joined('sns/queue-subscription', 'news', 'jobs'),
    ],
    'failures have no tenant': [fair, aFunction(), joined('lambda/on-failure-queue', 'worker', 'jobs')],
  },
  invalid: {
    'notifications of a bucket': {
      drawn: [fair, aBucket('files'), joined('s3/queue-notification', 'files', 'jobs')],
      message: unnamed('files'),
      at: { connection: 'files--jobs' },
      remedy: 'Make jobs a standard queue',
    },
    'a bucket beside a function, for whose sake the queue is fair': {
      drawn: [
        fair,
        aBucket('files'),
        aFunction(),
        joined('s3/queue-notification', 'files', 'jobs'),
        joined('lambda/send-message', 'worker', 'jobs'),
      ],
      message: unnamed('files'),
      at: { connection: 'files--jobs' },
    },
    'a publisher of the topic before it': {
      drawn: [
        fair,
        aTopic('news'),
        aBucket('files'),
        aClient('shop'),
        joined('client/publish', 'shop', 'news'),
        joined('s3/topic-notification', 'files', 'news'),
        joined('sns/queue-subscription', 'news', 'jobs'),
      ],
      message: unnamed('files'),
      at: { connection: 'files--news' },
    },
  },
});
