import { hasOneRedrivePolicy } from '#shared/services/sqs/rules/has-one-redrive-policy';
import { aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(hasOneRedrivePolicy, {
  valid: {
    'one dead-letter queue': [aQueue('jobs'), aQueue('jobs-failed'), joined('sqs/redrive', 'jobs', 'jobs-failed')],
  },
  invalid: {
    'two of them': {
      drawn: [
        aQueue('jobs'),
        aQueue('first'),
        aQueue('second'),
        joined('sqs/redrive', 'jobs', 'first'),
        joined('sqs/redrive', 'jobs', 'second'),
      ],
      message: 'jobs has 2 dead-letter queues (first and second) but its redrive policy names one: keep one of them',
      at: { connection: 'jobs--second' },
      remedy: 'Disconnect second',
    },
  },
});
