import type { Config } from '#shared/model/graph';
import { outageOutlastsRetries } from '#shared/services/sns/rules/outage-outlasts-retries';
import { anEndpoint, aQueue, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (config: Config) => [
  aTopic(),
  anEndpoint('partner'),
  joined('sns/endpoint-subscription', 'topic', 'partner', config),
];

testRule(outageOutlastsRetries, {
  valid: {
    'retries over an hour': drawn({ retries: 12, retryInterval: 300 }),
    'a dead-letter queue': [...drawn({}), aQueue('missed'), joined('sns/subscription-dead-letter', 'topic', 'missed')],
  },
  invalid: {
    'AWS’s own policy': {
      drawn: drawn({}),
      message:
        'after 60 s SNS gives a message for partner up and loses it: make more retries, or give the subscription a dead-letter queue',
      at: { connection: 'topic--partner', field: 'retries' },
      remedy: 'Make 15 retries',
    },
    'a backoff in a straight line': {
      drawn: drawn({ retries: 5, retryInterval: 1, longestRetryInterval: 60 }),
      message:
        'after 2.5 min SNS gives a message for partner up and loses it: make more retries, or give the subscription a dead-letter queue',
      at: { connection: 'topic--partner', field: 'retries' },
      remedy: 'Make 10 retries',
    },
    'a backoff in which further retries come soon': {
      drawn: drawn({ retries: 5, retryInterval: 1, longestRetryInterval: 60, backoffFunction: 'exponential' }),
      message:
        'after 94 s SNS gives a message for partner up and loses it: wait longer between retries, or give the subscription a dead-letter queue',
      at: { connection: 'topic--partner', field: 'retries' },
    },
    'a single attempt': {
      drawn: drawn({ retries: 0 }),
      message:
        'after the first attempt SNS gives a message for partner up and loses it: make more retries, or give the subscription a dead-letter queue',
      at: { connection: 'topic--partner', field: 'retries' },
      remedy: 'Make 15 retries',
    },
  },
});
