import { fairQueueHasSeveralTenants } from '#shared/services/sqs/rules/fair-queue-has-several-tenants';
import { aBus, aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const fair = aQueue('jobs', { type: 'fair' });

testRule(fairQueueHasSeveralTenants, {
  valid: {
    'a hundred tenants': [fair, aFunction(), joined('lambda/send-message', 'worker', 'jobs')],
    'a rule that takes the tenant from the event': [
      fair,
      aBus(),
      joined('eventbridge/queue-target', 'bus', 'jobs', { messageGroup: '$.detail.customer' }),
    ],
    'two rules, each a tenant': [
      fair,
      aBus(),
      aBus('other'),
      joined('eventbridge/queue-target', 'bus', 'jobs', { messageGroup: 'orders' }),
      joined('eventbridge/queue-target', 'other', 'jobs', { messageGroup: 'returns' }),
    ],
    'a queue without a sender': [fair],
  },
  invalid: {
    'one tenant in all': {
      drawn: [
        aQueue('jobs', { type: 'fair', messageGroups: 1 }),
        aFunction(),
        joined('lambda/send-message', 'worker', 'jobs'),
      ],
      message:
        'all messages of jobs are of one tenant, so that being fair changes nothing: count the tenants, or use a standard queue',
      at: { resource: 'jobs', field: 'messageGroups' },
    },
    'one group for all events': {
      drawn: [fair, aBus(), joined('eventbridge/queue-target', 'bus', 'jobs')],
      message:
        'bus gives all that it sends to jobs one message group, so that all is one tenant’s: take the group from the message by a path, such as $.detail.customer of an event',
      at: { connection: 'bus--jobs' },
    },
  },
});
