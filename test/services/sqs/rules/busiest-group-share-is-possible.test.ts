import { busiestGroupShareIsPossible } from '#shared/services/sqs/rules/busiest-group-share-is-possible';
import { aQueue } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(busiestGroupShareIsPossible, {
  valid: {
    'a busiest group with more than an even share': [
      aQueue('payments', { fifo: true, messageGroups: 100, hottestGroupShare: 0.2 }),
    ],
    'exactly even groups': [aQueue('payments', { fifo: true, messageGroups: 3, hottestGroupShare: 1 / 3 })],
    'a standard queue, which has no groups': [aQueue('payments', { messageGroups: 10, hottestGroupShare: 0.01 })],
  },
  invalid: {
    'less than an even share for the busiest of ten groups': {
      drawn: [aQueue('payments', { fifo: true, messageGroups: 10, hottestGroupShare: 0.05 })],
      message:
        'the busiest of 10 message groups cannot have 5 % of the messages, an even share is 10 %: correct the share or the number of groups',
      at: { resource: 'payments', field: 'hottestGroupShare' },
      remedy: 'Assume equal groups',
    },
  },
});
